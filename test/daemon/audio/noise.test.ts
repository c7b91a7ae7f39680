import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { configSchema } from '../../../src/core/config/schema.ts';
import type { Utterance } from '../../../src/core/call/session-events.ts';
import { Ear } from '../../../src/daemon/audio/ear.ts';
import { loadVoiceDetection } from '../../../src/daemon/audio/vad/detection.ts';
import { SpeechService } from '../../../src/daemon/speech/service.ts';
import { overTheLine } from '../../support/ear-line.ts';
import { nobodySpeaks, segmentMs } from '../../support/nobody.ts';
import { silentLog } from '../../support/silent-log.ts';
import { VirtualLine } from '../../support/virtual-line.ts';

const config = configSchema.parse({ vad: { stalledMs: Number.MAX_SAFE_INTEGER } });
test('1,000 segments of silence, noise, music, ring and busy tones give no text', async () => {
  const root = await mkdtemp(join(tmpdir(), 'minibot-noise-'));
  const speech = new SpeechService({ config: { ...config.speech, engine: 'onnx' }, log: silentLog });
  const [detection] = await Promise.all([loadVoiceDetection(config.vad), speech.start()]);
  const texts: string[] = [];
  let begun = 0;
  try {
    for (let call = 0; call < 20; call += 1) {
      const utterances: Utterance[] = [];
      const line = new VirtualLine(speech.transcribe.bind(speech), 80);
      const ear = new Ear({
        speech: line,
        config,
        detection,
        spoolDir: join(root, `${call}`),
        log: silentLog,
        onEvent: (event) => {
          if (event.type === 'speech_started') begun += 1;
          if (event.type === 'utterance') utterances.push(event.utterance);
        },
      });
      for (let index = 0; index < 50; index += 1) {
        const sound = overTheLine(nobodySpeaks(call * 50 + index).subarray(0, segmentMs * 8));
        line.nowMs += segmentMs;
        ear.push(sound, line.nowMs);
        await ear.drained();
        await line.deliver();
      }
      await line.finish();
      await ear.close();
      texts.push(...utterances.map((one) => one.text).filter((text) => text !== ''));
    }
  } finally {
    await speech.stop();
    await detection.close();
    await rm(root, { recursive: true });
  }
  assert.deepEqual(texts, []);
  assert.ok(begun <= 5, `${begun} of 1,000 began an utterance`);
});
