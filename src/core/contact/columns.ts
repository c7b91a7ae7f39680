/** Which column of an imported file is what: by the names that people give them, in French and English, or by flag. */

const contactFields = ['phone', 'first_name', 'last_name', 'email', 'postcode'] as const;
export type ContactField = (typeof contactFields)[number];

export interface ColumnMapping {
  /** Indexes of the columns with phone numbers, best first: the first one that holds a usable number counts. */
  readonly phone: readonly number[];
  readonly fields: Readonly<Partial<Record<Exclude<ContactField, 'phone'>, number>>>;
  /** Columns kept under their own name. */
  readonly extra: readonly { readonly index: number; readonly name: string }[];
  /** Names of all columns, made unique. */
  readonly headers: readonly string[];
}

export type MappingResult =
  | { readonly ok: true; readonly mapping: ColumnMapping }
  | {
      readonly ok: false;
      readonly problem: 'no_phone_column' | 'unknown_field' | 'unknown_column';
      readonly name: string;
    };

/** Lower case, without accents, marks and spaces: `N° de Téléphone` → `ndetelephone`. */
export function normalisedName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Best first: a mobile reaches a person more surely than a landline. */
const guesses: Readonly<Record<ContactField, readonly string[]>> = {
  phone: words(`
    phone phonenumber telephone tel numerodetelephone numtelephone numerotelephone numtel ndetelephone ntelephone ntel
    notelephone notel e164 msisdn mobile portable gsm cell mobilephone phonemobile cellphone mobilenumber telmobile
    telportable telephonemobile telephoneportable numeromobile numerodemobile numeroportable numerodeportable
    numportable nummobile mobile1 portable1 phone1 telephone1 tel1 contactphone telephonenumber telnumber numero num
    number telfixe telephonefixe fixe landline homephone phonehome teldomicile telephonedomicile telpro telephonepro
    workphone phonework telbureau telephone2 tel2 phone2 mobile2 portable2`),
  first_name: words('firstname prenom prenoms givenname forename first prenomcontact prenomclient'),
  last_name: words('lastname nom nomdefamille surname familyname last nomcontact nomclient nomusage nomdusage name'),
  email: words('email mail courriel adressemail adresseemail emailaddress mel email1 adresseelectronique'),
  postcode: words('postcode codepostal cp zip zipcode postalcode codepostale postal'),
};

const aliases: Readonly<Record<string, ContactField>> = Object.fromEntries(
  contactFields.flatMap((field) => [
    [normalisedName(field), field],
    ...guesses[field].slice(0, 3).map((name) => [name, field] as const),
  ]),
);

/** Columns that our own rejects file puts first: not data when such a file comes back corrected. */
export const rejectColumns = ['line', 'reason'] as const;

function uniqueHeaders(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((raw, index) => {
    const name = raw.trim() || `column_${index + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name}_${count}`;
    taken.add(unique);
    return unique;
  });
}

function findColumn(headers: readonly string[], wanted: string): number | undefined {
  const exact = headers.indexOf(wanted.trim());
  if (exact >= 0) return exact;
  const similar = headers.findIndex((header) => normalisedName(header) === normalisedName(wanted));
  if (similar >= 0 && normalisedName(wanted) !== '') return similar;
  const position = /^\d+$/.test(wanted) ? Number(wanted) : 0;
  return position >= 1 && position <= headers.length ? position - 1 : undefined;
}

/**
 * @param names the first line's cells
 * @param wanted `--map field=Column`: column by name, by similar name or by position from 1. It replaces the guess for
 *   its field; the other fields are still guessed.
 */
export function mapColumns(
  names: readonly string[],
  wanted: readonly { readonly field: string; readonly column: string }[] = [],
): MappingResult {
  const headers = uniqueHeaders(names);
  const normalised = headers.map(normalisedName);
  const chosen = new Map<ContactField, number[]>();
  const used = new Set<number>();
  if (rejectColumns.every((name, index) => headers[index] === name))
    rejectColumns.forEach((_, index) => used.add(index));
  for (const { field: asked, column } of wanted) {
    const field = aliases[normalisedName(asked)];
    if (field === undefined) return { ok: false, problem: 'unknown_field', name: asked };
    const index = findColumn(headers, column);
    if (index === undefined) return { ok: false, problem: 'unknown_column', name: column };
    chosen.set(field, [...(chosen.get(field) ?? []), index]);
    used.add(index);
  }
  for (const field of contactFields) {
    if (chosen.has(field)) continue;
    const found = guesses[field].flatMap((guess) =>
      normalised.flatMap((name, index) => (name === guess && !used.has(index) ? [index] : [])),
    );
    const kept = field === 'phone' ? found : found.slice(0, 1);
    if (kept.length > 0) chosen.set(field, kept);
    // Second phone columns are also kept as they are: their numbers are not lost.
    for (const index of kept.slice(0, 1)) used.add(index);
  }
  const phone = chosen.get('phone');
  if (phone === undefined) return { ok: false, problem: 'no_phone_column', name: '' };
  const fields: Partial<Record<Exclude<ContactField, 'phone'>, number>> = {};
  for (const [field, [index]] of chosen) if (field !== 'phone' && index !== undefined) fields[field] = index;
  const extra = headers.flatMap((name, index) => (used.has(index) ? [] : [{ index, name }]));
  return { ok: true, mapping: { phone, fields, extra, headers } };
}
