import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { resample } from '../../../src/core/audio/resample.ts';
import { configSchema } from '../../../src/core/config/schema.ts';
import type { Transcription } from '../../../src/core/speech/engine.ts';
import { Ear, type EarEvent, type EarOptions, type Playing } from '../../../src/daemon/audio/ear.ts';
import { loadVoiceDetection } from '../../../src/daemon/audio/vad/detection.ts';
import type { VoiceDetection } from '../../../src/daemon/audio/vad/voice-detector.ts';
import { SpeechService } from '../../../src/daemon/speech/service.ts';
import { overTheLine } from '../../support/ear-line.ts';
import { silentLog } from '../../support/silent-log.ts';
import { atLevel, burst, concat, mix, silence, specialInformationTone, whiteNoise } from '../../support/sounds.ts';
import { clipPcm } from '../../support/speech-clips.ts';
import { until } from '../../support/until.ts';
import { VirtualLine } from '../../support/virtual-line.ts';

// The line stands still while words are awaited: how busy this machine is makes no difference.
const config = configSchema.parse({ vad: { stalledMs: Number.MAX_SAFE_INTEGER } });
let root: string;
let speech: SpeechService;
let detection: VoiceDetection;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'minibot-ear-'));
  speech = new SpeechService({ config: { ...config.speech, engine: 'onnx' }, log: silentLog });
  [detection] = await Promise.all([loadVoiceDetection(config.vad), speech.start()]);
});
after(async () => {
  await speech.stop();
  await detection.close();
  await rm(root, { recursive: true });
});

const clip = (file: string) =>
  resample(
    Int16Array.from(clipPcm(file), (sample) => Math.round(sample * 32_767)),
    16_000,
    8000,
  );
const yes = clip('camille-affirm-01.wav');
const refusal = clip('georges-not_interested-03.wav');
const question = clip('michel-question-03.wav');
const ms = (sound: Int16Array) => sound.length / 8;

interface Call {
  readonly ear: Ear;
  readonly line: VirtualLine;
  readonly events: EarEvent[];
}

let calls = 0;
function call(own: Partial<EarOptions> = {}): Call {
  const events: EarEvent[] = [];
  const line = new VirtualLine(speech.transcribe.bind(speech), 80);
  calls += 1;
  const ear = new Ear({
    speech: line,
    config,
    detection,
    spoolDir: join(root, `call-${calls}`),
    onEvent: (event) => events.push(event),
    log: silentLog,
    ...own,
  });
  ear.expect({ expects: 'yes_no' }, config.conversation.endpointing);
  return { ear, line, events };
}

async function hear(sound: Int16Array, own: { call?: Call; noise?: number } = {}): Promise<Call> {
  const made = own.call ?? call();
  await made.line.speak(made.ear, overTheLine(mix(sound, whiteNoise(1000, own.noise ?? -65))));
  await made.line.finish();
  await made.ear.close();
  return made;
}

const utterances = (events: readonly EarEvent[]) =>
  events.flatMap((event) => (event.type === 'utterance' ? [event.utterance] : []));

describe('what is said', () => {
  test('a reply: its words, its times, soon after its end', async () => {
    const { events } = await hear(concat(silence(1000), yes, silence(2500)));
    const [heard, ...more] = utterances(events);
    assert.equal(more.length, 0);
    assert.equal(heard?.reading.intent, 'affirm');
    assert.ok(Math.abs((heard?.startMs ?? 0) - 1000) < 150, `began at ${heard?.startMs}`);
    assert.ok(Math.abs((heard?.endMs ?? 0) - 1000 - ms(yes)) < 150, `ended at ${heard?.endMs}`);
    assert.ok((heard?.heardConfidence ?? 0) > 0.5);
    assert.equal(events.filter((event) => event.type === 'speech_started').length, 1);
  });

  test('two replies, and every speech_started has its utterance', async () => {
    const { events } = await hear(concat(silence(500), question, silence(2500), refusal, silence(2500)));
    assert.deepEqual(
      utterances(events).map((one) => one.reading.intent),
      ['question', 'not_interested'],
    );
    assert.equal(events.filter((event) => event.type === 'speech_started').length, 2);
  });

  test('what was being said at the hang-up is heard before close() is over', async () => {
    const made = call();
    await made.line.speak(made.ear, overTheLine(concat(silence(500), clip('pico-opt_out-01.wav'))));
    let closed = false;
    const closing = made.ear.close().then(() => {
      closed = true;
    });
    await until('the ear is closed', async () => {
      await made.line.finish();
      return closed;
    });
    await closing;
    assert.deepEqual(
      utterances(made.events).map((one) => one.reading.intent),
      ['opt_out'],
    );
    made.ear.push(new Int16Array(16_000), 60_000);
    await turn();
    assert.equal(utterances(made.events).length, 1, 'nothing comes after it');
  });

  test('what begins before a prompt has ended, at its end or after it is kept whole', async () => {
    for (const offsetMs of [-500, 0, 100]) {
      const made = call();
      const before = overTheLine(mix(silence(2000 + offsetMs), whiteNoise(1000, -65)));
      made.ear.playing({ playId: 'p1', bargeIn: { enabled: false, minSpeechMs: 600 } }, 0);
      await made.line.speak(made.ear, before);
      const rest = overTheLine(mix(concat(refusal, silence(2500)), whiteNoise(1000, -65)));
      await made.line.speak(made.ear, rest.subarray(0, 16 * 500));
      made.ear.playing(undefined, 2000);
      await made.line.speak(made.ear, rest.subarray(16 * 500));
      await made.line.finish();
      await made.ear.close();
      const heard = utterances(made.events);
      assert.deepEqual(
        heard.map((one) => one.reading.intent),
        ['not_interested'],
        `${offsetMs} ms around the end`,
      );
      assert.ok((heard[0]?.startMs ?? 0) < 2000 + offsetMs + 150);
    }
  });
});

describe('what is not said', () => {
  test('clicks and breaths', async () => {
    const sound = concat(
      silence(1000),
      burst('click', -15),
      silence(700),
      burst('breath', -35),
      silence(700),
      burst('click', -10),
      silence(2500),
    );
    assert.deepEqual(utterances((await hear(sound)).events), []);
  });

  test('tones, then a voice', async () => {
    const { events } = await hear(concat(specialInformationTone(), silence(500), yes, silence(2500)));
    assert.deepEqual(
      utterances(events).map((one) => one.reading.intent),
      ['affirm'],
    );
  });

  test('our own prompt coming back from the trunk', async () => {
    const prompt = atLevel(concat(refusal, silence(300), question), -18);
    const echo = concat(silence(60), atLevel(prompt, -40), silence(1500));
    const made = call();
    const playing: Playing = { playId: 'p1', bargeIn: { enabled: true, minSpeechMs: 600 }, pcm: prompt };
    made.ear.playing(playing, 0);
    await hear(echo, { call: made });
    assert.deepEqual(
      made.events.filter((event) => event.type === 'speech_started' || event.type === 'barge_in'),
      [],
    );

    const deaf = await hear(echo);
    assert.ok(utterances(deaf.events).length > 0, 'without the prompt it would have been speech');
  });
});

describe('barge-in', () => {
  test('speech of the minimum stops the prompt within 200 ms of it', async () => {
    const made = call();
    made.ear.playing({ playId: 'p7', bargeIn: { enabled: true, minSpeechMs: 600 } }, 0);
    await hear(concat(silence(1000), refusal, silence(2500)), { call: made });
    const [barge] = made.events.filter((event) => event.type === 'barge_in');
    assert.equal(barge?.playId, 'p7');
    assert.ok((barge?.atMs ?? Infinity) - 1000 - 600 <= 200, `at ${barge?.atMs}`);
  });

  test('« oui » does not', async () => {
    const made = call();
    made.ear.playing({ playId: 'p7', bargeIn: { enabled: true, minSpeechMs: 330 } }, 0);
    await hear(concat(silence(1000), yes, silence(2500)), { call: made });
    assert.deepEqual(
      made.events.filter((event) => event.type === 'barge_in'),
      [],
    );
    assert.equal(utterances(made.events).length, 1);
  });
});

describe('when things go wrong', () => {
  const failing = { transcribe: () => Promise.reject(new Error('the worker is gone')) };

  test('a recogniser that fails: an utterance without words', async () => {
    const { events } = await hear(concat(silence(500), yes, silence(2500)), { call: call({ speech: failing }) });
    assert.deepEqual(
      utterances(events).map((one) => [one.text, one.reading.intent]),
      [['', 'no_input']],
    );
  });

  test('a recogniser that never answers does not hold up the end of a call', async () => {
    const quick = configSchema.parse({ conversation: { flushMs: 50 } });
    const made = call({ config: quick, speech: { transcribe: () => new Promise<Transcription>(() => {}) } });
    for (let at = 0; at < 1000; at += 20) made.ear.push(overTheLine(whiteNoise(20, -65)), at + 20);
    made.ear.push(overTheLine(refusal), 1000 + ms(refusal));
    await made.ear.drained();
    await made.ear.close();
    assert.deepEqual(utterances(made.events), []);
  });

  test('missing frames become silence, so that times stay the line’s', async () => {
    const made = call();
    await made.line.speak(made.ear, overTheLine(whiteNoise(500, -65)));
    made.line.nowMs += 3000;
    await hear(concat(silence(500), yes, silence(2500)), { call: made });
    const [heard] = utterances(made.events);
    assert.ok(Math.abs((heard?.startMs ?? 0) - 4000) < 150, `began at ${heard?.startMs}`);
  });

  test('a line that goes dead in the middle of a word still ends the reply', async () => {
    const made = call({ speech, config: configSchema.parse({}) });
    made.ear.push(overTheLine(mix(concat(silence(500), yes), whiteNoise(1000, -65))), 500 + ms(yes));
    await until('the reply is committed', () => utterances(made.events).length === 1);
    await made.ear.close();
  });
});

test('the whole of the call is kept on disk, from answer on', async () => {
  const sound = concat(silence(400), yes, silence(2000));
  const made = call();
  made.line.nowMs = 1000;
  await hear(sound, { call: made });
  const kept = made.ear.recording();
  const expectedMs = 1000 + ms(sound);
  assert.ok(Math.abs(kept.durationMs - expectedMs) <= 20, `${kept.durationMs} of ${expectedMs} ms`);
  const bytes = await readFile(kept.file);
  assert.ok(Math.abs(bytes.length / 16 - expectedMs) <= 20);
  assert.equal(kept.utterances.length, 1);
});

test('any sizes of chunks are heard alike', async () => {
  const sound = overTheLine(mix(concat(silence(700), refusal, silence(2500)), whiteNoise(1000, -65)));
  const heard: (string | undefined)[] = [];
  for (const size of [160, 320, 1000, 4001]) {
    const made = call();
    for (let at = 0; at < sound.length; at += size) {
      const chunk = sound.subarray(at, at + size);
      made.line.nowMs = (at + chunk.length) / 16;
      made.ear.push(chunk, made.line.nowMs);
      await made.ear.drained();
      await made.line.deliver();
    }
    await made.line.finish();
    await made.ear.close();
    heard.push(utterances(made.events)[0]?.text);
  }
  assert.equal(new Set(heard).size, 1, heard.join(' | '));
});
