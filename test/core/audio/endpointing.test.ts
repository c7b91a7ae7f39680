import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeardWords } from '../../../src/core/audio/endpointing-policy.ts';
import {
  isBusy,
  startEndpointing,
  stepEndpointing,
  type CommittedSpeech,
  type EndpointingEffect,
  type EndpointingEvent,
  type EndpointingOptions,
  type EndpointingState,
} from '../../../src/core/audio/endpointing.ts';
import type { Reading } from '../../../src/core/speech/reading.ts';

const policy = {
  speculateMs: 100,
  decidedMs: 160,
  explainedMs: 300,
  risingMs: 500,
  undecidedMs: 900,
  unintelligibleMs: 1200,
  maxUtteranceMs: 20_000,
};
const options: EndpointingOptions = {
  startMs: 60,
  resumeMs: 30,
  transcribeTimeoutMs: 3000,
  lookEveryMs: 1500,
  minConfidence: 0.35,
  minHeardConfidence: 0.4,
  minLoneWordConfidence: 0.7,
  risingEnd: 1.2,
};

function words(text: string, reading: Partial<Reading> = {}, heardConfidence = 0.9): HeardWords {
  return {
    text,
    heardConfidence,
    transcribeMs: 70,
    finalRise: 1,
    reading: { intent: 'affirm', sentiment: 'positif', confidence: 0.9, matched: [], complete: true, ...reading },
  };
}

/** Plays a script of speech and silence through the machine, 10 ms at a time, answering transcriptions after a delay. */
class Line {
  state: EndpointingState = startEndpointing(policy, options);
  nowMs = 0;
  readonly effects: (EndpointingEffect & { atMs: number })[] = [];
  readonly #due: { atMs: number; segment: number; hear: HeardWords | 'failed' }[] = [];
  readonly #hear: (asked: { startMs: number; endMs: number; purpose: string }) => HeardWords | 'failed' | 'never';
  readonly #delayMs: number;

  constructor(hear: HeardWords | 'failed' | 'never' | ((asked: { startMs: number; endMs: number; purpose: string }) => HeardWords | 'failed' | 'never'), delayMs = 70) {
    this.#hear = typeof hear === 'function' ? hear : () => hear;
    this.#delayMs = delayMs;
  }

  send(event: EndpointingEvent): void {
    const step = stepEndpointing(this.state, event);
    this.state = step.state;
    for (const effect of step.effects) {
      this.effects.push({ ...effect, atMs: this.nowMs });
      if (effect.type === 'transcribe') {
        const hear = this.#hear(effect);
        if (hear !== 'never') this.#due.push({ atMs: this.nowMs + this.#delayMs, segment: effect.segment, hear });
      }
      if (effect.type === 'cancel') {
        const index = this.#due.findIndex((due) => due.segment === effect.segment);
        if (index >= 0) this.#due.splice(index, 1);
      }
    }
  }

  deliver(): void {
    for (let index = this.#due.findIndex((due) => due.atMs <= this.nowMs); index >= 0; index = this.#due.findIndex((due) => due.atMs <= this.nowMs)) {
      const [due] = this.#due.splice(index, 1);
      if (due === undefined) return;
      if (due.hear === 'failed') this.send({ type: 'transcription_failed', atMs: this.nowMs, segment: due.segment });
      else this.send({ type: 'transcribed', atMs: this.nowMs, segment: due.segment, words: due.hear });
    }
  }

  run(...parts: [kind: 'speech' | 'silence', ms: number][]): this {
    for (const [kind, ms] of parts) {
      for (const end = this.nowMs + ms; this.nowMs < end; ) {
        this.nowMs += 10;
        this.send({ type: 'frame', startMs: this.nowMs - 10, endMs: this.nowMs, speech: kind === 'speech' });
        this.deliver();
      }
    }
    return this;
  }

  of<T extends EndpointingEffect['type']>(type: T): Extract<EndpointingEffect, { type: T }>[] {
    return this.effects.filter((effect): effect is Extract<EndpointingEffect, { type: T }> & { atMs: number } => effect.type === type);
  }

  get commits(): CommittedSpeech[] {
    return this.of('commit').map((effect) => effect.speech);
  }
}

const yes = words('oui');
const filler = words('euh', { intent: 'unsure', complete: false });
const yesBut = words('oui mais', { complete: false });

describe('how long a silence ends a reply', () => {
  const cases: [name: string, hears: HeardWords, silenceMs: number][] = [
    ['decided words', yes, 170],
    ['a refusal', words('non merci', { intent: 'deny' }), 170],
    ['a question, which is often explained', words('c\'est pour quoi', { intent: 'question' }), 300],
    ['a lone word, heard so so', words('oui', {}, 0.6), 900],
    ['two words, heard so so', words('oui oui', {}, 0.6), 170],
    ['unfinished words', yesBut, 1200],
    ['a filler', filler, 1200],
    ['a yes with a voice that goes up: more may come', { ...yes, finalRise: 1.3 }, 500],
    ['a no that goes up a little, as lone ones do', { ...words('non', { intent: 'deny' }), finalRise: 1.1 }, 170],
    ['a question goes up anyway', { ...words('c’est qui', { intent: 'question' }), finalRise: 1.3 }, 300],
    ['a lone word that is neither yes nor no, heard so so', words('stop', { intent: 'opt_out' }, 0.6), 300],
    ['words without a decision', words('je sais pas', { intent: 'unsure' }), 900],
    ['plain words, badly heard', words('oui', {}, 0.2), 900],
    ['well heard words that say little', words('gnagnagna', { confidence: 0.1 }), 900],
    ['an answer of the step', words('locataire', { intent: 'unsure', choice: 'tenant' }), 170],
    ['nothing intelligible', words('', { intent: 'no_input' }), 1200],
  ];
  for (const [name, hears, silenceMs] of cases) {
    test(`${name}: ${silenceMs} ms`, () => {
      const line = new Line(hears).run(['silence', 500], ['speech', 600], ['silence', 3000]);
      assert.deepEqual(line.commits.map((one) => [one.startMs, one.endMs, one.committedMs - one.endMs]), [[500, 1100, silenceMs]]);
      assert.deepEqual(line.commits[0]?.words, hears);
      assert.deepEqual(line.of('speech_started').map((one) => one.atMs), [560]);
    });
  }

  test('a step may have its own', () => {
    const line = new Line(yes);
    line.send({ type: 'policy', policy: { ...policy, decidedMs: 400 } });
    line.run(['speech', 500], ['silence', 1000]);
    assert.equal(line.commits[0]?.committedMs, 900);
  });
});

describe('pauses', () => {
  for (const pauseMs of [120, 300, 500, 700, 800, 890]) {
    test(`« euh … oui » with ${pauseMs} ms between is one reply`, () => {
      const line = new Line((asked) => (asked.endMs < 500 ? filler : words('euh oui'))).run(['speech', 400], ['silence', pauseMs], ['speech', 400], ['silence', 1500]);
      assert.equal(line.commits.length, 1);
      assert.equal(line.commits[0]?.words?.text, 'euh oui');
      assert.equal(line.commits[0]?.endMs, 800 + pauseMs);
      assert.equal(line.of('speech_started').length, 1);
    });
  }

  test('a transcription that runs when speech resumes is cancelled', () => {
    const line = new Line(yes, 300).run(['speech', 400], ['silence', 200], ['speech', 400], ['silence', 1500]);
    const [first, second] = line.of('transcribe');
    assert.deepEqual(line.of('cancel').map((one) => one.segment), [first?.segment]);
    assert.deepEqual([second?.startMs, second?.endMs], [0, 1000]);
    assert.equal(line.commits.length, 1);
  });

  test('a click inside a pause neither ends the pause nor delays the end', () => {
    const line = new Line(filler).run(['speech', 400], ['silence', 400], ['speech', 20], ['silence', 2000]);
    assert.equal(line.commits[0]?.committedMs, 1600);
    assert.equal(line.of('transcribe').length, 1);
  });

  test('speech that has just begun again is not cut off', () => {
    // The second piece begins 10 ms before the commit silence of the first is over.
    const line = new Line(yes).run(['speech', 400], ['silence', 150], ['speech', 500], ['silence', 1000]);
    assert.equal(line.commits.length, 1);
    assert.equal(line.commits[0]?.endMs, 1050);
  });

  test('gaps of plosives are no pauses', () => {
    const line = new Line(yes).run(['speech', 100], ['silence', 80], ['speech', 100], ['silence', 1000]);
    assert.equal(line.of('transcribe').length, 1);
  });
});

describe('what is no speech', () => {
  for (const ms of [10, 30, 50]) {
    test(`${ms} ms of sound begin nothing`, () => {
      const line = new Line(yes).run(['silence', 300], ['speech', ms], ['silence', 2000]);
      assert.deepEqual(line.effects, []);
    });
  }
});

describe('transcriptions that go wrong', () => {
  test('one failure: heard again', () => {
    let calls = 0;
    const line = new Line(() => (calls++ === 0 ? 'failed' : yes)).run(['speech', 400], ['silence', 2000]);
    assert.deepEqual(line.of('transcribe').map((one) => one.purpose), ['pause', 'again']);
    assert.equal(line.commits[0]?.words?.text, 'oui');
    assert.ok((line.commits[0]?.committedMs ?? 0) <= 660);
  });

  test('two failures: an utterance without words, not a call that hangs', () => {
    const line = new Line('failed').run(['speech', 400], ['silence', 2000]);
    assert.deepEqual(line.commits, [{ startMs: 0, endMs: 400, committedMs: 1600, words: undefined }]);
  });

  test('no answer at all: given up at the deadline', () => {
    const line = new Line('never').run(['speech', 400], ['silence', 5000]);
    assert.deepEqual(line.commits, [{ startMs: 0, endMs: 400, committedMs: 3500, words: undefined }]);
    assert.equal(line.of('cancel').length, 1);
  });

  test('words heard badly are heard again with more care, and the better hearing counts', () => {
    const line = new Line((asked) => (asked.purpose === 'again' ? words('non', { intent: 'deny' }, 0.8) : words('nom', { intent: 'unsure' }, 0.2))).run(['speech', 400], ['silence', 2000]);
    assert.equal(line.commits[0]?.words?.text, 'non');
    assert.equal(line.commits[0]?.committedMs, 640);
    const worse = new Line((asked) => (asked.purpose === 'again' ? words('nom', {}, 0.1) : words('non', {}, 0.2))).run(['speech', 400], ['silence', 2000]);
    assert.equal(worse.commits[0]?.words?.text, 'non');
  });
});

describe('long speech', () => {
  test('the words so far are looked at while it goes on', () => {
    const line = new Line(yes).run(['speech', 5000], ['silence', 1000]);
    const looks = line.of('transcribe').filter((one) => one.purpose === 'look');
    assert.deepEqual(looks.map((one) => one.endMs), [1500, 3000, 4500]);
    assert.equal(line.commits.length, 1);
    assert.equal(line.commits[0]?.endMs, 5000);
  });

  test('it is cut at the maximum and the rest is the next utterance', () => {
    const line = new Line(yes).run(['speech', 25_000], ['silence', 1000]);
    assert.deepEqual(line.commits.map((one) => [one.startMs, one.endMs]), [[0, 20_000], [20_000, 25_000]]);
    assert.equal(line.of('speech_started').length, 2);
  });

  test('speech that ends where the cut falls leaves no empty utterance behind', () => {
    const line = new Line(yes).run(['speech', 20_000], ['silence', 3000]);
    assert.deepEqual(line.commits.map((one) => [one.startMs, one.endMs]), [[0, 20_000]]);
  });
});

describe('hang-up', () => {
  test('words that were said before it are still heard', () => {
    const line = new Line(words("ne m'appelez plus", { intent: 'opt_out' })).run(['speech', 700]);
    line.send({ type: 'closed', atMs: 700 });
    assert.equal(line.commits.length, 0);
    assert.equal(isBusy(line.state), true);
    line.nowMs = 770;
    line.deliver();
    assert.equal(line.commits[0]?.words?.text, "ne m'appelez plus");
    assert.equal(isBusy(line.state), false);
  });

  test('in a pause whose words are there, at once', () => {
    const line = new Line(yesBut).run(['speech', 700], ['silence', 300]);
    line.send({ type: 'closed', atMs: 1000 });
    assert.equal(line.commits[0]?.words?.text, 'oui mais');
  });
});

describe('barge-in', () => {
  const bargeIn = { enabled: true, minSpeechMs: 600 };
  const playing = (line: Line, policyOfPrompt = bargeIn) =>
    line.send({ type: 'playing', atMs: line.nowMs, playback: { playId: 'p1', bargeIn: policyOfPrompt } });
  const question = words("attendez c'est qui", { intent: 'question' });
  const cases: [name: string, hears: HeardWords | 'failed' | 'never', speechMs: number, atMs: number | undefined][] = [
    ['speech of the minimum stops the prompt', question, 1500, 1600],
    ['shorter speech does not', question, 550, undefined],
    ['« oui oui » does not', words('Oui, oui.'), 1000, undefined],
    ['« hum » does not', words('Hum'), 700, undefined],
    ['a cough does not', words('', { intent: 'no_input' }), 700, undefined],
    ['badly heard words do not at first', words('je suis', {}, 0.1), 700, undefined],
    ['nor does a late look hold it up for long', 'never', 1500, 1700],
    ['a failed look does not hold it up', 'failed', 1500, 1600],
  ];
  for (const [name, hears, speechMs, atMs] of cases) {
    test(name, () => {
      const line = new Line(hears).run(['silence', 1000]);
      playing(line);
      line.run(['speech', speechMs], ['silence', 4000]);
      assert.deepEqual(line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs), atMs === undefined ? [] : [atMs]);
    });
  }

  test('who only acknowledges at first and then goes on is let in', () => {
    const line = new Line((asked) => (asked.endMs < 1700 ? words('oui oui') : words('oui oui mais attendez'))).run(['silence', 1000]);
    playing(line);
    line.run(['speech', 2500], ['silence', 2000]);
    assert.deepEqual(line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs), [2200]);
  });

  test('a short minimum stops the prompt at once, without a look, and what was no reason is over soon', () => {
    const short = { enabled: true, minSpeechMs: 128 };
    for (const [hears, speechMs] of [
      [words('Hum', { intent: 'unsure', complete: false }), 300],
      [words('', { intent: 'no_input' }), 300],
      [words('Oui, oui.'), 500],
    ] as const) {
      const line = new Line(hears).run(['silence', 1000]);
      playing(line, short);
      line.run(['speech', speechMs], ['silence', 4000]);
      assert.deepEqual(line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs), [1130]);
      assert.deepEqual(line.of('transcribe').map(({ purpose }) => purpose)[0], 'pause');
      const committedMs = line.commits[0]?.committedMs ?? Infinity;
      assert.ok(committedMs <= 1000 + speechMs + policy.explainedMs, `${hears.text} was over at ${committedMs}`);
    }
  });

  test('never where the step forbids it, and once per prompt', () => {
    const forbidden = new Line(question);
    playing(forbidden, { enabled: false, minSpeechMs: 0 });
    forbidden.run(['speech', 3000], ['silence', 1500]);
    assert.equal(forbidden.of('barge_in').length, 0);
    const line = new Line(question);
    playing(line);
    line.run(['speech', 3000], ['silence', 1500], ['speech', 3000], ['silence', 1500]);
    assert.equal(line.of('barge_in').length, 1);
  });
});
