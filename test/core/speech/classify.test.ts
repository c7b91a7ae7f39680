import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { classifyReply } from '../../../src/core/speech/classify.ts';
import type { Intent } from '../../../src/core/speech/reading.ts';
import { labelledReplies } from '../../support/labelled-lines.ts';

/** Each table proves one rule of docs/labels.md. */
const rules: Readonly<Record<string, ReadonlyArray<readonly [text: string, intent: Intent]>>> = {
  'an opposition wins over everything': [
    ["oui oui d'accord mais ne m'appelez plus", 'opt_out'],
    ['je suis au volant et je ne veux plus être appelé', 'opt_out'],
    ["c'est qui ? retirez-moi de vos listes", 'opt_out'],
    ['vous vous trompez de numéro et arrêtez de rappeler', 'opt_out'],
    ['stop', 'opt_out'],
    ['laissez-moi tranquille', 'opt_out'],
    ['je suis inscrite sur Bloctel', 'opt_out'],
  ],
  'a command is forbidden without « ne », for good unless a time is named': [
    ['rappelez pas', 'opt_out'],
    ['rappelez pas du tout', 'opt_out'],
    ['rappelez pas la semaine prochaine', 'callback'],
    ['faut plus composer ce numéro', 'opt_out'],
    ["c'est la ligne du bureau, il faut plus la composer", 'opt_out'],
  ],
  'a list to be put on is an opposition only when it is one of those who oppose': [
    ['inscrivez-moi sur votre liste', 'affirm'],
    ["inscrivez-moi sur la liste d'attente", 'affirm'],
    ["inscrivez-moi sur votre liste d'opposition", 'opt_out'],
    ['inscrivez-moi sur la liste rouge', 'opt_out'],
  ],
  'what nobody needs to argue for is as the rest says': [
    ['pas besoin de me convaincre, je suis partant', 'affirm'],
    ["pas besoin de me convaincre, c'est non", 'deny'],
    ['pas besoin, merci', 'not_interested'],
  ],
  'words of an opposition that forbid nothing are none': [
    ["ne m'appelez pas maintenant, rappelez ce soir", 'callback'],
    ['rappelez plus tard', 'callback'],
    ['ne rappelez pas avant demain', 'callback'],
    ['vous pouvez parler plus fort', 'repeat'],
  ],
  'negation decides, with or without « ne »': [
    ['pas de souci', 'affirm'],
    ["j'ai pas dit non", 'affirm'],
    ["je n'ai pas dit non", 'affirm'],
    ['je ne dis pas oui', 'unsure'],
    ['je ne suis pas contre', 'affirm'],
    ["ça m'intéresse", 'affirm'],
    ["ça m'intéresse pas", 'not_interested'],
    ['ça ne me dérange pas', 'affirm'],
    ["ça m'intéresse absolument pas", 'not_interested'],
  ],
  'an explicit yes or no after hesitation wins over it': [
    ['euh ben… oui', 'affirm'],
    ['je sais pas trop… non', 'deny'],
    ['bof, allez, d’accord', 'affirm'],
  ],
  'what is corrected counts as corrected': [
    ['oui enfin non', 'deny'],
    ['non euh si si', 'affirm'],
    ['non non mais allez-y', 'affirm'],
    ['ouais mais non en fait', 'deny'],
  ],
  '« oui mais » before a refusal is the refusal': [
    ["oui mais ça m'intéresse pas", 'not_interested'],
    ['oui mais on a déjà signé', 'not_interested'],
  ],
  'a question after a clear answer does not change it, after a bare « oui » it is the reply': [
    ['oui je suis propriétaire, pourquoi ?', 'affirm'],
    ['non, pourquoi vous me demandez ça ?', 'deny'],
    ["oui c'est pour quoi ?", 'question'],
    ['oui bonjour qui est à l’appareil', 'question'],
  ],
  'a request to be called later beats a plain no, and interest': [
    ['non là je peux pas, rappelez ce soir', 'callback'],
    ["ça m'intéresse mais rappelez-moi demain", 'callback'],
  ],
  'a wish for a person, and a wrong person, beat a callback': [
    ['je veux qu’un conseiller me rappelle demain', 'human_request'],
    ['il habite plus ici, rappelez demain', 'wrong_person'],
    ['c’est sa fille, il rentre ce soir', 'wrong_person'],
  ],
  'small words alone': [
    ['non merci', 'deny'],
    ['non merci au revoir', 'not_interested'],
    ['je vous écoute', 'affirm'],
    ['oui ?', 'greeting'],
    ['oui allô ?', 'greeting'],
    ['allô', 'repeat'],
    ['hein', 'repeat'],
    ["c'est ma femme qui gère", 'unsure'],
    ['envoyez-moi un mail', 'unsure'],
    ['connard', 'not_interested'],
  ],
  'nothing said': [
    ['', 'no_input'],
    ['[Musique]', 'no_input'],
    ["Sous-titres réalisés par la communauté d'Amara.org", 'no_input'],
  ],
  'what a recogniser misspells is read by its sound': [
    ['sait qui', 'question'],
    ['Sekiro', 'question'],
    ["S'a qui", 'question'],
    ['Badi 2', 'deny'],
    ['pas de 2', 'deny'],
    ['Body 2.', 'deny'],
    ['Parti 2', 'deny'],
    ['pas un téressé', 'not_interested'],
    ['ne ma pelez plus', 'opt_out'],
    ['wé', 'affirm'],
    ['way', 'affirm'],
    ['rappelé demain', 'callback'],
    ['Ça mintéresse pas', 'not_interested'],
    ["L'Andie a 18 heures", 'callback'],
    ['Pardonne', 'repeat'],
  ],
  'regional French': [
    ['septante mètres carrés oui', 'affirm'],
    ['chus pas intéressé', 'not_interested'],
    ['pas pantoute', 'deny'],
    ['ça joue', 'affirm'],
    ['je saurais pas vous dire', 'unsure'],
    ['wallah non', 'deny'],
  ],
};

for (const [rule, cases] of Object.entries(rules)) {
  describe(rule, () => {
    for (const [text, intent] of cases)
      test(`${text} → ${intent}`, () => assert.equal(classifyReply(text).intent, intent));
  });
}

const lines = labelledReplies();
const anyLine = fc.constantFrom(...lines.map(({ text }) => text));
const intentOf = (text: string) => classifyReply(text).intent;

describe('properties', () => {
  test('an opposition anywhere wins', () => {
    const opposition = fc.constantFrom("ne m'appelez plus", 'retirez-moi de vos listes', 'arrêtez de me harceler');
    const others = fc.constantFrom(
      'oui',
      'non',
      "ça m'intéresse",
      'bonjour',
      "c'est qui",
      'rappelez demain',
      'je sais pas',
    );
    fc.assert(
      fc.property(
        fc.array(others, { maxLength: 2 }),
        opposition,
        fc.array(others, { maxLength: 2 }),
        (before, it, after) => {
          assert.equal(intentOf([...before, it, ...after].join(', ')), 'opt_out');
        },
      ),
    );
  });

  test('« euh » anywhere changes nothing', () => {
    fc.assert(
      fc.property(anyLine, fc.nat(), (text, seed) => {
        fc.pre(/\p{L}/u.test(text) && !/[[(*♪]/u.test(text));
        const words = text.split(' ');
        words.splice(seed % (words.length + 1), 0, 'euh');
        assert.equal(intentOf(words.join(' ')), intentOf(text));
      }),
      { numRuns: 400 },
    );
  });

  test('case, accents and punctuation other than « ? » change nothing', () => {
    fc.assert(
      fc.property(anyLine, fc.boolean(), fc.boolean(), fc.boolean(), (text, upper, bare, flat) => {
        fc.pre(!/[[(*♪❤]/u.test(text));
        let changed = upper ? text.toUpperCase() : text.toLowerCase();
        if (bare) changed = changed.normalize('NFD').replaceAll(/\p{M}/gu, '');
        if (flat) changed = changed.replaceAll(/[.,;:!…«»]/gu, ' ');
        assert.equal(intentOf(changed), intentOf(text));
      }),
      { numRuns: 600 },
    );
  });

  test('digits of other scripts are read over', () => {
    assert.equal(classifyReply('oui 9٣').intent, 'affirm');
  });

  test('any text gets a reading within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const { confidence, matched } = classifyReply(text);
        assert.ok(confidence >= 0 && confidence <= 1);
        for (const part of matched) assert.ok(text.includes(part), `${part} is not in ${text}`);
      }),
    );
  });
});

describe('what a reading says besides the intent', () => {
  test('the words that decided are those of the reply, as heard', () => {
    assert.deepEqual(classifyReply("Bon, Ne M'APPELEZ plus !").matched, ["M'APPELEZ plus"]);
  });

  test('a plain word is surer than a likeness of sounds', () => {
    assert.ok(classifyReply('non').confidence > 0.9);
    assert.ok(classifyReply('Badi 2').confidence < 0.7);
  });

  for (const [text, complete] of [
    ['oui', true],
    ['oui mais', false],
    ['euh', false],
    ['non parce que', false],
    ['je suis propriétaire', true],
    ['attendez', false],
    ['Oui, bien sûr.', true],
    ['Pas du tout.', true],
    ["Oui, s'il vous plaît.", true],
    ["Oui, s'il vous", false],
    ['Oui, depuis trois ans.', true],
    ['Je vous écoute.', true],
    ['Je vous', false],
    ["C'est bien ça.", true],
    ["C'est moi.", true],
    ["Ça ne m'intéresse", false],
    ["Ça ne m'intéresse pas.", true],
    ["Je n'ai", false],
    ["Je n'ai plus rien à dire.", true],
    ['Oui, il est là.', true],
  ] as const) {
    test(`${text} sounds ${complete ? 'finished' : 'unfinished'}`, () =>
      assert.equal(classifyReply(text).complete, complete));
  }

  for (const [text, topic] of [
    ["c'est qui", 'who'],
    ['vous êtes un robot', 'robot'],
    ["c'est combien", 'price'],
    ['comment vous avez eu mon numéro', 'number_source'],
    ["c'est pour quoi", 'purpose'],
  ] as const) {
    test(`${text} asks about ${topic}`, () => assert.equal(classifyReply(text).topic, topic));
  }
});

describe("a step's own answers", () => {
  const question = {
    expects: 'choice',
    answers: { owner: ['propriétaire', 'à moi'], tenant: ['locataire', 'je loue'] },
  } as const;
  for (const [text, choice] of [
    ['locataire', 'tenant'],
    ['euh je suis propriétaire', 'owner'],
    ['pas propriétaire, locataire', 'tenant'],
    ['je loue depuis 2010', 'tenant'],
    ['location terre', undefined],
  ] as const) {
    test(`${text} → ${String(choice)}`, () => assert.equal(classifyReply(text, question).choice, choice));
  }

  test('an opposition is heard beside a named answer', () => {
    assert.equal(classifyReply("locataire et ne m'appelez plus", question).intent, 'opt_out');
  });

  for (const [text, number] of [
    ['quatre-vingt-quinze', 95],
    ['nonante-cinq mètres carrés', 95],
    ['soixante et onze', 71],
    ['septante-deux', 72],
    ['cent vingt mètres', 120],
    ['120', 120],
    ['une maison de dix-sept ans', 17],
    ['deux mille douze', 2012],
    ['une dizaine', 10],
  ] as const) {
    test(`${text} is the number ${number}`, () =>
      assert.equal(classifyReply(text, { expects: 'number' }).number, number));
  }

  test('a time answers a question for one', () => {
    assert.equal(classifyReply('oui demain matin', { expects: 'callback_time' }).intent, 'callback');
  });
});

describe('what a phrase means depends on what stands beside it', () => {
  for (const [text, intent] of [
    ["C'est une arnaque.", 'not_interested'],
    ["C'est une arnaque ?", 'question'],
    ['je vous écoute', 'affirm'],
    ["oui je vous écoute qui est à l'appareil", 'question'],
    ['si vous voulez', 'affirm'],
    ['demain si vous voulez', 'callback'],
    ['je suis disponible', 'affirm'],
    ['je suis disponible vers 14h30', 'callback'],
    ['volontiers mais demain', 'callback'],
    ['vous me dérangez pas', 'affirm'],
    ['vous me dérangez plus', 'opt_out'],
    ['ça vous embête pas de me rappeler demain', 'callback'],
    ["j'ai deux minutes, pas plus", 'affirm'],
    ['je suis avocat', 'unsure'],
    ["ne m'appelez plus, d'accord ?", 'opt_out'],
    ["je suis au volant, d'accord ?", 'callback'],
    ["je voudrais savoir d'où vous avez mon numéro", 'question'],
    ["je peux pas vous répondre, c'est mon fils qui s'occupe de ça", 'unsure'],
    ["j'en parle à mon avocat", 'opt_out'],
    ['vous sortez mes coordonnées de votre fichier', 'opt_out'],
    ["d'où vous sortez mes coordonnées", 'question'],
    ['je réponds pas aux robots', 'human_request'],
    ['je réponds pas aux robots, je raccroche', 'not_interested'],
    ['je vous rappelle, mon numéro vous le supprimez', 'opt_out'],
    ["je suis au volant, ça m'intéresse pas, au revoir", 'not_interested'],
  ] as const) {
    test(`${text} → ${intent}`, () => {
      assert.equal(classifyReply(text).intent, intent);
    });
  }
});
