import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeWav } from '../../../src/core/audio/wav.ts';
import { MinibotError } from '../../../src/core/errors.ts';
import { loadPersonas } from '../../../src/lab/persona/load.ts';
import { parsePersona } from '../../../src/lab/persona/problem.ts';

const file = 'p.yaml';

test('a persona that says only its name gets every default', () => {
  const { persona, problems } = parsePersona('name: quiet\n', file);
  assert.deepEqual(problems, []);
  assert.deepEqual(persona, {
    name: 'quiet',
    contact: {},
    pickup: { after_ms: 1_000 },
    count: 'prompts',
    turns: [],
    expect: {},
  });
});

test('everything that the format names is understood', () => {
  const source = `name: hesitant-owner
contact: { first_name: Anne, last_name: Durand, postcode: 75011 }
pickup: { after_ms: 1200 }
greeting: { say: a.wav, after_ms: 300 }
turns:
  - { on: prompt, nth: 1, at: end, after_ms: 250, say: a.wav }
  - { on: prompt, nth: 3, at: end, after_ms: -500, say: a.wav }
  - { on: prompt, nth: 4, at: start, after_ms: 1500, say: [a.wav, 600, b.wav] }
  - { on: prompt, nth: 5, at: end, after_ms: 200, press: "1" }
  - { on: prompt, nth: 6, press: 12 }
hangup: { on: prompt, nth: 3, at: start, after_ms: 800 }
noise: { file: noise/car.wav, snr_db: 10 }
expect:
  contact_status: Leads
  disposition: [lead, callback]
  answered_by: human
  suppressed: false
  intents: [affirm, [deny, unsure]]
  heard: [oui, [non, "non merci"]]
`;
  const { persona, problems } = parsePersona(source, file);
  assert.deepEqual(problems, []);
  assert.equal(persona?.contact['postcode'], '75011');
  assert.deepEqual(persona?.turns[2], {
    on: 'prompt',
    nth: 4,
    at: 'start',
    after_ms: 1_500,
    say: ['a.wav', 600, 'b.wav'],
  });
  assert.deepEqual(persona?.turns[4], { on: 'prompt', nth: 6, at: 'end', after_ms: 0, press: '12' });
  assert.deepEqual(persona?.expect, {
    contact_status: ['Leads'],
    disposition: ['lead', 'callback'],
    answered_by: ['human'],
    suppressed: false,
    intents: [['affirm'], ['deny', 'unsure']],
    heard: [['oui'], ['non', 'non merci']],
  });
});

test('a machine has its defaults', () => {
  const { persona } = parsePersona('name: m\nmachine: { greeting: a.wav, beep: {} }\n', file);
  assert.deepEqual(persona?.machine, { greeting: ['a.wav'], after_ms: 0, beep: { hz: 1_000, ms: 400, after_ms: 300 } });
});

const wrong: readonly (readonly [string, string, number, RegExp])[] = [
  ['no name', 'pickup: busy\n', 1, /^name: /],
  ['a name with blanks', 'name: two words\n', 1, /^name: letters/],
  ['an unknown key', 'name: a\nnosie: { file: a.wav, snr_db: 1 }\n', 2, /^nosie: unknown key$/],
  [
    'an unknown key in a turn',
    'name: a\nturns:\n  - on: prompt\n    nth: 1\n    say: a.wav\n    loud: yes\n',
    6,
    /^turns\.0\.loud: unknown key$/,
  ],
  ['an unknown pick-up', 'name: a\npickup: engaged\n', 2, /^pickup: .*busy/],
  ['a negative pick-up', 'name: a\npickup:\n  after_ms: -1\n', 3, /^pickup\.after_ms: /],
  [
    'an unknown cue',
    'name: a\nturns:\n  - { on: beep, nth: 1, say: a.wav }\n',
    3,
    /^turns\.0\.on: the one cue is `prompt`$/,
  ],
  ['the zeroth prompt', 'name: a\nturns:\n  - { on: prompt, nth: 0, say: a.wav }\n', 3, /^turns\.0\.nth: /],
  ['a turn that does nothing', 'name: a\nturns:\n\n  - { on: prompt, nth: 1 }\n', 4, /needs either `say` or `press`/],
  ['a turn that does both', 'name: a\nturns:\n  - { on: prompt, nth: 1, say: a.wav, press: "1" }\n', 3, /needs either/],
  [
    'a turn before a prompt starts',
    'name: a\nturns:\n  - { on: prompt, nth: 1, at: start, after_ms: -10, say: a.wav }\n',
    3,
    /nobody knows beforehand/,
  ],
  ['only pauses', 'name: a\ngreeting: { say: [100, 200] }\n', 2, /^greeting\.say: holds no sound file/],
  [
    'keys that no telephone has',
    'name: a\nturns:\n  - { on: prompt, nth: 1, press: "1a" }\n',
    3,
    /^turns\.0\.press: keys are/,
  ],
  [
    'a machine that also takes turns',
    'name: a\nmachine: { greeting: a.wav }\nturns:\n  - { on: prompt, nth: 1, say: a.wav }\n',
    2,
    /^machine: a machine stands instead/,
  ],
  [
    'a busy line that speaks',
    'name: a\npickup: busy\ngreeting: { say: a.wav }\n',
    3,
    /^greeting: nobody takes this call/,
  ],
  [
    'an unknown disposition',
    'name: a\nexpect:\n  disposition: sold\n',
    3,
    /^expect\.disposition: one or a list of lead/,
  ],
  ['an unknown intent', 'name: a\nexpect:\n  intents:\n    - affirm\n    - maybe\n', 5, /^expect\.intents\.1: /],
  ['a phone number', 'name: a\ncontact: { phone: "0612345678" }\n', 2, /^contact\.phone: the lab gives the number/],
  ['not a mapping', '- a\n- b\n', 1, /./],
  ['broken YAML', 'name: a\nturns: [\n', 3, /./],
  ['an empty file', '', 1, /./],
];
for (const [what, source, line, reason] of wrong) {
  test(`refused with file, line and reason: ${what}`, () => {
    const { persona, problems } = parsePersona(source, file);
    assert.equal(persona, undefined);
    const [first] = problems;
    assert.ok(first !== undefined);
    assert.deepEqual({ file: first.file, line: first.line }, { file, line });
    assert.match(first.reason, reason);
    assert.doesNotMatch(first.reason, /\n/);
  });
}

test('all problems of a folder are said at once, unsuitable sound files by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'personas-'));
  try {
    const sound = { sampleRateHz: 8_000, channels: 1, samples: new Int16Array(800) };
    await writeFile(join(folder, 'good.wav'), writeWav(sound));
    await writeFile(join(folder, 'stereo.wav'), writeWav({ ...sound, channels: 2 }));
    await writeFile(join(folder, 'fast.wav'), writeWav({ ...sound, sampleRateHz: 44_100 }));
    await writeFile(join(folder, 'alaw.wav'), writeWav(sound, 'alaw'));
    await writeFile(join(folder, 'text.wav'), 'not a sound');
    await writeFile(join(folder, 'empty.wav'), writeWav({ ...sound, samples: new Int16Array(0) }));
    const turns = ['stereo', 'fast', 'alaw', 'text', 'empty', 'missing'].map(
      (name, index) => `  - { on: prompt, nth: ${index + 1}, say: [good.wav, 100, ${name}.wav] }\n`,
    );
    await writeFile(join(folder, 'a.yaml'), `name: a\nturns:\n${turns.join('')}`);
    await writeFile(join(folder, 'b.yaml'), 'description: the same name\nname: a\n');
    const error = await loadPersonas(folder).then(
      () => assert.fail('it was accepted'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof MinibotError);
    assert.equal(error.code, 'MB_LAB_PERSONAS');
    assert.equal(error.exit, 'usage');
    for (const expected of [
      /a\.yaml:3: turns\.0\.say: stereo\.wav: has 2 channels/,
      /a\.yaml:4: turns\.1\.say: fast\.wav: has 44100 Hz/,
      /a\.yaml:5: turns\.2\.say: alaw\.wav: is alaw/,
      /a\.yaml:6: turns\.3\.say: text\.wav: /,
      /a\.yaml:7: turns\.4\.say: empty\.wav: holds no sound/,
      /a\.yaml:8: turns\.5\.say: missing\.wav: there is no such file/,
      /b\.yaml:2: name: `a` is taken by .*a\.yaml/,
    ]) {
      assert.match(error.message, expected);
    }
    assert.match(error.message, /7 problem\(s\)/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a folder without personas and a missing one are said to be so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'personas-'));
  try {
    await assert.rejects(loadPersonas(folder), { code: 'MB_LAB_PERSONAS' });
    await assert.rejects(loadPersonas(join(folder, 'none')), { code: 'MB_LAB_PERSONAS' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the shipped personas load, and cover the ways in which a call can go', async () => {
  const loaded = await loadPersonas(join(import.meta.dirname, '../../../personas'));
  const byDisposition = new Set(loaded.flatMap(({ persona }) => persona.expect.disposition ?? []));
  for (const disposition of [
    'lead',
    'not_interested',
    'no_input',
    'hung_up',
    'callback',
    'opt_out',
    'wrong_person',
    'voicemail',
  ] as const) {
    assert.ok(byDisposition.has(disposition), disposition);
  }
  for (const disposition of ['busy', 'no_answer', 'rejected', 'invalid_number', 'congestion'] as const) {
    assert.ok(byDisposition.has(disposition), disposition);
  }
  for (const { persona } of loaded) {
    const { contact_status: status, disposition } = persona.expect;
    assert.ok(status !== undefined && disposition !== undefined, `${persona.name} is judged`);
    assert.equal(status.includes('Leads') && !status.includes('Queued'), disposition.includes('lead'), persona.name);
    assert.equal(persona.expect.suppressed, disposition.includes('opt_out'), persona.name);
  }
});
