/**
 * French verbs by stem: what is heard of a conjugation is a handful of forms (« appeler », « appelez » and « appelé » sound the
 * same), so a verb is its stem, its stressed stem and a few endings.
 */

/** Imperative, infinitive, participle and present of a verb in -er: « appeler », « appelle », « appelez ». */
function commands(stem: string, stressed = stem): string[] {
  return [`${stem}er`, `${stressed}e`];
}

/** Those, and « appeliez », « appellerez », « appelleras », « appelaient ». */
function forms(stem: string, stressed = stem): string[] {
  return [
    ...commands(stem, stressed),
    `${stem}iez`,
    `${stem}ions`,
    `${stressed}erez`,
    `${stressed}era`,
    `${stressed}ent`,
    `${stem}aient`,
    `${stressed}erai`,
    `${stressed}eriez`,
  ];
}

type Stems = ReadonlyArray<readonly [stem: string, stressed?: string]>;

const telephone: Stems = [
  ['appel', 'appell'],
  ['rappel', 'rappell'],
  ['telephon'],
  ['retelephon'],
  ['contact'],
  ['recontact'],
  ['sonn'],
  ['relanc'],
  ['rapel', 'rapell'],
];

const bother: Stems = [
  ['derang'],
  ['harcel'],
  ['embet'],
  ['emmerd'],
  ['importun'],
  ['sollicit'],
  ['demarch'],
  ['saoul'],
  ['soul'],
  ['gonfl'],
  ['agac'],
  ['tann'],
  ['gav'],
  ['spamm'],
];

const remove: Stems = [
  ['supprim'],
  ['retir'],
  ['effac'],
  ['enlev'],
  ['ray'],
  ['ot'],
  ['desabonn'],
  ['elimin'],
  ['annul'],
  ['bloqu'],
  ['degag'],
  ['barr'],
  ['blacklist'],
];

const each = (stems: Stems, make: (stem: string, stressed?: string) => string[]) =>
  stems.flatMap(([stem, stressed]) => make(stem, stressed));

const joinForms = ['joindre', 'joignez', 'joins', 'rejoindre', 'joigniez'];
const unsubscribe = [
  'desinscrire',
  'desinscrivez',
  'desinscris',
  'radier',
  'radiez',
  'radie',
  'faire disparaitre',
  'detruire',
  'detruisez',
];
const annoy = [
  'ennuyer',
  'ennuie',
  'faire chier',
  'faites chier',
  'fais chier',
  'casser les pieds',
  'cassez les pieds',
  'casser les couilles',
  'cassez les couilles',
  'prendre la tete',
  'courir apres',
  'passer des coups de fil',
  'passez des coups de fil',
];

export const verbs = {
  /** Commands and infinitives of telephoning: « rappelez », « appeler ». */
  phone: [...each(telephone, commands), 'joindre', 'joignez', 'rejoindre', 'joins'],
  /** Any form of it. */
  phones: [...each(telephone, forms), ...joinForms],
  /** Telephoning and bothering. */
  call: [...each([...telephone, ...bother], commands), ...joinForms, ...annoy],
  calls: [...each([...telephone, ...bother], forms), ...joinForms, ...annoy, 'ennuyiez', 'fassiez chier', 'fassiez ca'],
  bother: [...each(bother, forms), ...annoy],
  remove: [...each(remove, commands), ...unsubscribe],
  removes: [...each(remove, forms), ...unsubscribe],
  /** Verbs that remove only with what they remove: « sortez-moi de vos listes », but « je veux sortir ». */
  drop: [
    ...each([...remove, ['vir'], ['jet', 'jett'], ['nettoy', 'nettoi']], forms),
    'sortir',
    'sortez',
    'sors',
    'sortiez',
    'perdez',
    'perdre',
    'dechirez',
    'brulez',
    'oubliez',
    'oublier',
    'oublie',
  ],
  /** With « tranquille », « en paix », « la paix ». */
  leave: [
    ...each([['laiss'], ['fich']], forms),
    'foutez',
    'fous',
    'foute',
    'foutre',
    'foutiez',
    'fiche',
    'donnez',
    'fichent',
  ],
};
