/** One line of an imported file, read as a contact or refused with a reason. */
import type { ColumnMapping, ContactField } from './columns.ts';
import { readPhoneNumber, type PhoneProblem, type PhoneRules } from './phone-number.ts';

export interface ImportedContact {
  /** E.164 */
  readonly phone: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
  /** Other columns under their own names, without empty cells. */
  readonly extra: Readonly<Record<string, string>>;
}

export type RowReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'contact'; readonly contact: ImportedContact }
  | { readonly kind: 'rejected'; readonly problem: PhoneProblem };

/** Cells are text, whatever they look like: a formula stays a formula's text. */
export function readRow(cells: readonly string[], mapping: ColumnMapping, rules: PhoneRules): RowReading {
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
  let problem: PhoneProblem = 'empty';
  for (const index of mapping.phone) {
    const reading = readPhoneNumber(cells[index] ?? '', rules);
    if (reading.ok) return { kind: 'contact', contact: contactOf(reading.phone, cells, mapping) };
    // The first column that holds something says why; an empty one says least.
    if (problem === 'empty') problem = reading.problem;
  }
  return { kind: 'rejected', problem };
}

function contactOf(phone: string, cells: readonly string[], mapping: ColumnMapping): ImportedContact {
  const cell = (field: Exclude<ContactField, 'phone'>) => {
    const index = mapping.fields[field];
    return index === undefined ? null : cells[index]?.trim() || null;
  };
  const named = mapping.extra.map(({ index, name }) => [name, cells[index]?.trim() ?? ''] as const);
  // A line with more cells than the header: nothing of it is thrown away.
  const surplus = cells.slice(mapping.headers.length).map((text, index) => {
    return [`column_${mapping.headers.length + index + 1}`, text.trim()] as const;
  });
  return {
    phone,
    first_name: cell('first_name'),
    last_name: cell('last_name'),
    email: cell('email'),
    postcode: cell('postcode'),
    extra: Object.fromEntries([...named, ...surplus].filter(([, text]) => text !== '')),
  };
}

/** A second line with the same number fills what the first left open and overwrites nothing. */
export function mergeContacts(first: ImportedContact, second: ImportedContact): ImportedContact {
  return {
    phone: first.phone,
    first_name: first.first_name ?? second.first_name,
    last_name: first.last_name ?? second.last_name,
    email: first.email ?? second.email,
    postcode: first.postcode ?? second.postcode,
    extra: { ...second.extra, ...first.extra },
  };
}
