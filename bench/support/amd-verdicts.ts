/** What a real Asterisk's AMD() says of recorded callees, over a SIP trunk that leads back to it, as beside a call. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askAmd } from '../../src/asterisk/amd.ts';
import { encodeAlaw } from '../../src/core/audio/companding.ts';
import type { AmdHint } from '../../src/core/call/amd-hint.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { testAsterisk } from '../../test/support/asterisk.ts';
import { answeredCall, testAri } from '../../test/support/test-ari.ts';

/** `atMs`: from the answer. */
export type TimedHint = AmdHint & { readonly atMs: number };

const app = 'minibot';
/** In real time: more at once, and Asterisk's own timing would be what is measured. */
const callsAtOnce = 16;

/** @param lines what each callee sends from the answer on, 8 kHz */
export async function amdVerdicts(
  lines: readonly Int16Array[],
  parameters: Config['answerDetection']['amd'],
): Promise<(TimedHint | undefined)[]> {
  const asterisk = await testAsterisk({
    loop: 'exten => _c.,1,Answer()\n same => n,Playback(amd/${EXTEN})\n same => n,Wait(20)',
  });
  const ari = testAri(asterisk, { app, requestTimeoutMs: 10_000, pingIntervalMs: 5_000 });
  const sounds = join(asterisk.instance.soundsDir, 'amd');
  const hints: (TimedHint | undefined)[] = lines.map(() => undefined);
  const one = async (index: number, line: Int16Array) => {
    const name = `c${String(index).padStart(5, '0')}`;
    await writeFile(join(sounds, `${name}.alaw`), encodeAlaw(line));
    await answeredCall(ari, name, `PJSIP/${name}@loop`);
    const answeredMs = performance.now();
    const hint = await askAmd({ ari, channelId: name, app, parameters, signal: new AbortController().signal });
    hints[index] = hint && { ...hint, atMs: Math.round(performance.now() - answeredMs) };
    await ari.hangUp(name);
    await rm(join(sounds, `${name}.alaw`));
  };
  try {
    await ari.start();
    await mkdir(sounds, { recursive: true });
    const waiting = [...lines.entries()];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(...next);
    };
    await Promise.all(Array.from({ length: callsAtOnce }, worker));
  } finally {
    await ari.stop();
    await asterisk.remove();
  }
  return hints;
}
