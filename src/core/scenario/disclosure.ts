/**
 * What the first words of an automatic call must say: who calls, that the voice is automatic, that the call is
 * recorded, and how to stop (AI Act art. 50; Code de la consommation L221-16; CNIL on recorded calls).
 *
 * Words are looked for, not truth: a prompt that passes still has to be read by a person. How to stop is a warning
 * and the others are errors, since « stop » and key 9 are obeyed at any moment of a call whether or not they were
 * announced, while who, automatic and recorded can only be learned from the prompt.
 */
export interface MissingDisclosure {
  readonly what: string;
  readonly severity: 'error' | 'warning';
}

interface Rule {
  readonly what: string;
  readonly severity: 'error' | 'warning';
  readonly words: RegExp;
}

const rules: Readonly<Record<string, readonly Rule[]>> = {
  fr: [
    {
      what: 'who calls (« ici … », « je suis … de … », « de la part de … »)',
      severity: 'error',
      words: /\b(ici|je suis|je m'appelle|de la part d|pour le compte d|au nom d|vous appelle pour)/i,
    },
    {
      what: 'that the voice is automatic (« assistant vocal automatique », « robot »)',
      severity: 'error',
      words: /automatique|robot|assistant (vocal|virtuel)|voix (artificielle|de synthèse)|intelligence artificielle/i,
    },
    {
      what: 'that the call is recorded (« cet appel est enregistré »)',
      severity: 'error',
      words: /enregistr/i,
    },
    {
      what: 'how to stop (« dites stop », « tapez neuf pour ne plus être appelé »)',
      severity: 'warning',
      words: /\bstop\b|ne plus être (r?appelé)|arrêter|tapez (neuf|9)/i,
    },
  ],
  en: [
    { what: 'who calls (“this is …”)', severity: 'error', words: /\b(this is|i am|i'm|on behalf of|calling from)\b/i },
    {
      what: 'that the voice is automatic (“automated assistant”)',
      severity: 'error',
      words: /automat|robot|virtual assistant|artificial/i,
    },
    { what: 'that the call is recorded', severity: 'error', words: /record/i },
    { what: 'how to stop (“say stop”, “press nine”)', severity: 'warning', words: /\bstop\b|press (nine|9)|opt out/i },
  ],
};

/** `words` is everything that the first prompt says. */
export function missingDisclosures(words: string, language: string): MissingDisclosure[] {
  const known = rules[language];
  if (known === undefined) {
    return [{ what: `anything that could be checked: no rules for the language ${language}`, severity: 'warning' }];
  }
  return known.filter((rule) => !rule.words.test(words));
}
