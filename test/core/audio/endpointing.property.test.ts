import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EndpointingOptions } from '../../../src/core/audio/endpointing-options.ts';
import type { HeardWords } from '../../../src/core/audio/endpointing-policy.ts';
import {
  isBusy,
  startEndpointing,
  stepEndpointing,
  type EndpointingEffect,
  type EndpointingEvent,
} from '../../../src/core/audio/endpointing.ts';

const policy = {
  speculateMs: 100,
  decidedMs: 160,
  explainedMs: 300,
  risingMs: 500,
  undecidedMs: 900,
  unintelligibleMs: 1200,
  maxUtteranceMs: 4000,
};
const options: EndpointingOptions = {
  startMs: 60,
  resumeMs: 30,
  transcribeTimeoutMs: 1000,
  lookEveryMs: 700,
  minConfidence: 0.35,
  minHeardConfidence: 0.4,
  minLoneWordConfidence: 0.7,
  risingEnd: 1.2,
};

const heard: fc.Arbitrary<HeardWords> = fc.record({
  text: fc.constantFrom('', 'oui', 'euh', 'non merci', 'oui mais'),
  heardConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
  transcribeMs: fc.constant(70),
  finalRise: fc.double({ min: 1, max: 1.5, noNaN: true }),
  reading: fc.record({
    intent: fc.constantFrom('affirm', 'deny', 'unsure', 'no_input', 'opt_out'),
    sentiment: fc.constant('neutre'),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    matched: fc.constant([]),
    complete: fc.boolean(),
  }),
});

interface Answer {
  readonly afterMs: number;
  readonly outcome: 'words' | 'fails' | 'never';
  readonly words: HeardWords;
}
const answer: fc.Arbitrary<Answer> = fc.record({
  afterMs: fc.integer({ min: 0, max: 1500 }),
  outcome: fc.constantFrom('words', 'words', 'words', 'fails', 'never'),
  words: heard,
});
const stretch = fc.record({
  speech: fc.boolean(),
  frames: fc.integer({ min: 1, max: 150 }),
});
const disturbance = fc.record({
  frame: fc.nat({ max: 900 }),
  event: fc.constantFrom<EndpointingEvent>(
    { type: 'policy', policy: { ...policy, decidedMs: 400 } },
    { type: 'playing', atMs: 0, playback: { playId: 'p', bargeIn: { enabled: true, minSpeechMs: 300 } } },
    { type: 'playing', atMs: 0, playback: undefined },
    // Answers to requests that were cancelled long ago, or never made.
    { type: 'transcription_failed', atMs: 0, segment: 1 },
    { type: 'transcription_failed', atMs: 0, segment: 999 },
  ),
});

interface Played {
  readonly effects: (EndpointingEffect & { atMs: number })[];
  readonly speech: readonly boolean[];
  readonly closedMs: number;
}

/** Any line, any delays, failures, late answers to cancelled requests, hang-up at the end; frames of 10 ms. */
function play(
  stretches: readonly { speech: boolean; frames: number }[],
  answers: readonly Answer[],
  disturbances: readonly { frame: number; event: EndpointingEvent }[],
  ignoreCancel: boolean,
): Played {
  let state = startEndpointing(policy, options);
  const effects: Played['effects'] = [];
  const due: { atMs: number; segment: number; answer: Answer }[] = [];
  let nowMs = 0;
  let asked = 0;
  const send = (event: EndpointingEvent) => {
    const step = stepEndpointing(state, event);
    state = step.state;
    for (const effect of step.effects) {
      effects.push({ ...effect, atMs: nowMs });
      if (effect.type === 'transcribe') {
        const next = answers[asked++ % answers.length];
        // What never answers is answered by its deadline, as the speech service promises.
        if (next !== undefined) {
          due.push({
            atMs: nowMs + (next.outcome === 'never' ? 1600 : next.afterMs),
            segment: effect.segment,
            answer: next.outcome === 'never' ? { ...next, outcome: 'fails' } : next,
          });
        }
      }
      if (effect.type === 'cancel' && !ignoreCancel) {
        const index = due.findIndex((one) => one.segment === effect.segment);
        if (index >= 0) due.splice(index, 1);
      }
    }
  };
  const deliver = () => {
    for (const one of due.filter((candidate) => candidate.atMs <= nowMs)) {
      due.splice(due.indexOf(one), 1);
      const { segment } = one;
      if (one.answer.outcome === 'words') send({ type: 'transcribed', atMs: nowMs, segment, words: one.answer.words });
      else send({ type: 'transcription_failed', atMs: nowMs, segment });
    }
  };
  const speech = stretches.flatMap((part) => Array.from({ length: part.frames }, () => part.speech));
  speech.forEach((isSpeech, index) => {
    nowMs = (index + 1) * 10;
    send({ type: 'frame', startMs: nowMs - 10, endMs: nowMs, speech: isSpeech });
    deliver();
    for (const one of disturbances)
      if (one.frame === index) send({ ...one.event, ...('atMs' in one.event ? { atMs: nowMs } : {}) });
  });
  const closedMs = nowMs;
  send({ type: 'closed', atMs: nowMs });
  for (let step = 0; step < 500 && isBusy(state); step += 1) {
    nowMs += 10;
    deliver();
  }
  assert.equal(isBusy(state), false, 'all is settled after the hang-up');
  return { effects, speech, closedMs };
}

const anyLine = [
  fc.array(stretch, { minLength: 1, maxLength: 14 }),
  fc.array(answer, { minLength: 1, maxLength: 8 }),
  fc.array(disturbance, { maxLength: 6 }),
  fc.boolean(),
] as const;

test('one commit for each speech that started, in order, none overlapping', () => {
  fc.assert(
    fc.property(...anyLine, (stretches, answers, disturbances, ignoreCancel) => {
      const { effects } = play(stretches, answers, disturbances, ignoreCancel);
      const started = effects.filter((one) => one.type === 'speech_started').map((one) => one.atMs);
      const commits = effects.flatMap((one) => (one.type === 'commit' ? [one.speech] : []));
      assert.equal(commits.length, started.length);
      commits.forEach((commit, index) => {
        assert.ok(commit.startMs < commit.endMs);
        assert.ok(commit.endMs <= commit.committedMs);
        assert.ok((commits[index - 1]?.endMs ?? 0) <= commit.startMs);
      });
    }),
    { numRuns: 400 },
  );
});

test('no speech is lost: every run of speech long enough lies in an utterance', () => {
  fc.assert(
    fc.property(...anyLine, (stretches, answers, disturbances, ignoreCancel) => {
      const { effects, speech } = play(stretches, answers, disturbances, ignoreCancel);
      const commits = effects.flatMap((one) => (one.type === 'commit' ? [one.speech] : []));
      for (let from = 0; from < speech.length;) {
        let to = from;
        while (to < speech.length && speech[to] === speech[from]) to += 1;
        if (speech[from] === true && (to - from) * 10 >= options.startMs) {
          // An utterance may be cut at the maximum, but nothing between the pieces is left out, save less than a beginning needs.
          const covered = commits.reduce(
            (sum, one) => sum + Math.max(0, Math.min(one.endMs, to * 10) - Math.max(one.startMs, from * 10)),
            0,
          );
          assert.ok(
            covered >= (to - from) * 10 - options.startMs,
            `${covered} of ${(to - from) * 10} ms from ${from * 10}`,
          );
        }
        from = to;
      }
    }),
    { numRuns: 400 },
  );
});

test('nothing is committed while the person speaks, except by the maximum, and never before the shortest silence', () => {
  fc.assert(
    fc.property(...anyLine, (stretches, answers, disturbances, ignoreCancel) => {
      const { effects, speech, closedMs } = play(stretches, answers, disturbances, ignoreCancel);
      for (const effect of effects) {
        if (effect.type !== 'commit') continue;
        const { startMs, endMs, committedMs } = effect.speech;
        const cut = endMs - startMs >= policy.maxUtteranceMs - policy.unintelligibleMs - options.transcribeTimeoutMs;
        if (cut || committedMs >= closedMs) continue;
        assert.ok(committedMs - endMs >= policy.decidedMs, `committed ${committedMs - endMs} ms after the speech`);
        assert.equal(speech[committedMs / 10 - 1], false, 'somebody speaks');
      }
    }),
    { numRuns: 400 },
  );
});

test('every utterance is committed within the deadlines', () => {
  const latest = policy.unintelligibleMs + options.transcribeTimeoutMs + 200;
  fc.assert(
    fc.property(...anyLine, (stretches, answers, disturbances, ignoreCancel) => {
      const { effects, closedMs } = play(stretches, answers, disturbances, ignoreCancel);
      for (const effect of effects) {
        if (effect.type !== 'commit' || effect.speech.committedMs >= closedMs) continue;
        const waited = effect.speech.committedMs - effect.speech.endMs;
        assert.ok(waited <= latest, `waited ${waited} ms`);
      }
    }),
    { numRuns: 400 },
  );
});

test('a request is answered, cancelled or still under way: no two of one pause at once', () => {
  fc.assert(
    fc.property(...anyLine, (stretches, answers, disturbances, ignoreCancel) => {
      const { effects } = play(stretches, answers, disturbances, ignoreCancel);
      const segments = effects.flatMap((one) => (one.type === 'transcribe' ? [one.segment] : []));
      assert.equal(new Set(segments).size, segments.length);
      const cancelled = effects.flatMap((one) => (one.type === 'cancel' ? [one.segment] : []));
      assert.equal(new Set(cancelled).size, cancelled.length);
      for (const segment of cancelled) assert.ok(segments.includes(segment));
    }),
    { numRuns: 200 },
  );
});
