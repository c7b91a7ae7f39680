import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAnswer, classifyReply } from '../../../src/core/speech/classify.ts';
import { loadUserLexicon } from '../../../src/core/speech/user-lexicon.ts';

const source = `
replies:
  - intent: affirm
    say: ["roule ma poule"]
  - act: interest
    negated: refusal
    say: ["je <aime> # le concept"]
answers:
  - label: voicemail
    say: ["chantez après la sonnette"]
classes:
  aime: [kiffe, adore]
contractions: { oklm: "d'accord" }
`;

test('phrases of an operator extend the shipped ones', () => {
  const { lexicon, problems } = loadUserLexicon(source, 'mine.yaml');
  assert.deepEqual(problems, []);
  assert.ok(lexicon);
  const intent = (text: string) => classifyReply(text, undefined, lexicon).intent;
  assert.equal(intent('Roule ma poule !'), 'affirm');
  assert.equal(intent('je kiffe le concept'), 'affirm');
  assert.equal(intent('je kiffe pas le concept'), 'not_interested');
  assert.equal(intent('oklm'), 'affirm');
  assert.equal(intent("ne m'appelez plus"), 'opt_out');
  assert.equal(classifyAnswer('chantez après la sonnette', lexicon).answeredBy, 'voicemail');
});

for (const [what, text, line, reason] of [
  ['YAML that is none', 'replies: [', 1, /./],
  ['an unknown key', 'replies: []\nwords: []', 2, /words|Unrecognized/],
  ['an unknown intent', 'replies:\n  - intent: maybe\n    say: [x]', 2, /intent/],
  ['neither intent nor act', 'replies:\n  - say: [x]', 2, /intent or an act/],
  ['a bracket left open', 'replies:\n  - intent: deny\n    say:\n      - bof\n      - "(non|nan"', 5, /bracket/],
  ['an unknown class', 'replies:\n  - intent: deny\n    say: ["<cal> pas"]', 3, /no class <cal>/],
  ['a negation without meaning', 'replies:\n  - intent: affirm\n    say: ["ça # colle"]', 3, /negated/],
] as const) {
  test(`${what} is told with its line`, () => {
    const { lexicon, problems } = loadUserLexicon(text, 'mine.yaml');
    assert.equal(lexicon, undefined);
    assert.equal(problems[0]?.line, line);
    assert.match(problems[0]?.reason ?? '', reason);
  });
}
