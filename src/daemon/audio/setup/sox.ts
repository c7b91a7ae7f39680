/** Conversion by sox, which reads what people have: any rate, mono or stereo, WAV and (with its format packages) mp3 and others. */
import { extname } from 'node:path';
import { execa, ExecaError } from 'execa';
import { readWav } from '../../../core/audio/wav.ts';
import { MinibotError } from '../../../core/errors.ts';

/** Room for the overshoot of filters and of mixing two channels: given back with the gain. */
export const headroomDb = 6;
const timeoutMs = 60_000;

/** @throws MinibotError MB_SOX_MISSING */
export async function checkSox(sox = 'sox'): Promise<void> {
  const found = await execa(sox, ['--version'], { reject: false, timeout: 10_000 });
  if (found.failed) {
    throw new MinibotError('MB_SOX_MISSING', 'sox, which converts the announcements, is not installed.', {
      hint: 'Debian and Ubuntu: apt-get install sox libsox-fmt-mp3',
      exit: 'configuration',
    });
  }
}

/**
 * Any sound file as 8 kHz mono, `headroomDb` quieter.
 * @throws MinibotError MB_AUDIO_UNREADABLE with sox's own words
 */
export async function convertToLine(file: string, signal?: AbortSignal, sox = 'sox'): Promise<Int16Array> {
  try {
    const { stdout } = await execa(
      sox,
      [
        '-V1',
        file,
        '-b',
        '16',
        '-e',
        'signed-integer',
        '-t',
        'wav',
        '-',
        'gain',
        `-${headroomDb}`,
        'channels',
        '1',
        'rate',
        '-v',
        '8000',
      ],
      { encoding: 'buffer', timeout: timeoutMs, maxBuffer: 512 * 1024 * 1024, ...(signal && { cancelSignal: signal }) },
    );
    const { samples } = readWav(stdout);
    if (samples.length === 0) throw unreadable(file, 'it holds no sound');
    return samples;
  } catch (error) {
    if (signal?.aborted === true || error instanceof MinibotError) throw error;
    const said = error instanceof ExecaError ? Buffer.from(error.stderr ?? '').toString('utf8') : String(error);
    throw unreadable(file, explain(said, file), error);
  }
}

function explain(said: string, file: string): string {
  const line =
    said
      .trim()
      .split('\n')[0]
      ?.replace(/^sox \w+ /, '') ?? 'sox gave no reason';
  if (!/no handler/.test(line)) return line;
  return `sox on this machine does not read ${extname(file)}; install libsox-fmt-all, or convert it to WAV first`;
}

function unreadable(file: string, why: string, cause?: unknown): MinibotError {
  return new MinibotError('MB_AUDIO_UNREADABLE', `${file} cannot be used: ${why}.`, { cause, exit: 'partlyDone' });
}
