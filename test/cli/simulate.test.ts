/** Typed conversations with the real classifier, as `minibot scenario simulate` holds them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { simulate } from '../../src/cli/simulate.ts';
import type { Disposition } from '../../src/core/call/disposition.ts';
import { policies, shippedManifest, shippedScenario } from '../support/conversation.ts';

async function* typed(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function hold(lines: readonly string[], atEnd: 'hang_up' | 'silence' = 'silence') {
  const printed: string[] = [];
  const state = await simulate({
    scenario: shippedScenario(),
    contact: {},
    policies: policies(),
    prompts: shippedManifest(),
    lines: typed(lines),
    print: (line) => printed.push(line),
    atEnd,
  });
  return { state, printed: printed.join('\n') };
}

describe('what is typed, and what the call comes to', () => {
  const rows: ReadonlyArray<readonly [string, readonly string[], Disposition]> = [
    ['yes to everything', ['oui', 'ouais', 'oui', 'non', 'oui bien sûr', "c'est ça"], 'lead'],
    ['hesitation at the offer', ['oui', 'oui', 'oui', 'oui', 'je sais pas', 'bon, oui', 'oui'], 'lead'],
    ['silence, a key, a refusal', ['', '1', "ça ne m'intéresse pas"], 'not_interested'],
    ['no, then yes, then no to the offer', ['non', "bon d'accord", 'oui', 'oui', 'oui', 'non merci'], 'not_interested'],
    ['no twice', ['non merci', 'non'], 'not_interested'],
    ['opt-out over the prompt', ["!ne m'appelez plus jamais"], 'opt_out'],
    ['key 9', ['9'], 'opt_out'],
    ['callback', ['rappelez-moi demain', 'vers dix heures'], 'callback'],
    ['who, then a robot, then hung up', ["c'est qui ?", 'vous êtes un robot ?', '/hangup'], 'hung_up'],
    ['who, then yes', ["c'est qui ?", 'ah oui', '/hangup'], 'hung_up'],
    ['a person, please', ['je veux parler à un conseiller'], 'human_request'],
    ['wrong person', ['vous faites erreur'], 'wrong_person'],
    ['allô', ['allô ?', 'oui', '/hangup'], 'hung_up'],
    ['a voicemail', ['/answered voicemail'], 'voicemail'],
    ['screening, then a person', ['/answered screening', 'allô ?', 'oui', 'ça ne m’intéresse pas'], 'not_interested'],
    ['nothing typed', [], 'no_input'],
  ];
  for (const [name, lines, disposition] of rows) {
    test(name, async () => {
      const { state, printed } = await hold(lines);
      assert.equal(state.outcome?.disposition, disposition, printed);
      assert.equal(state.suppressed, disposition === 'opt_out');
    });
  }
});

test('the end of the input is silence from a pipe, and a hang-up at a terminal', async () => {
  assert.equal((await hold(['oui'], 'silence')).state.outcome?.disposition, 'no_input');
  assert.equal((await hold(['oui'], 'hang_up')).state.outcome?.disposition, 'hung_up');
});

test('words over a prompt stop it, and a nod lets it go on', async () => {
  assert.match((await hold(['!oui oui oui oui'])).printed, /\(stops\)[^]*hello [0-9.]+ s.* \(goes on\)/);
});
