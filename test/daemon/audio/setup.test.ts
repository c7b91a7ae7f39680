import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { decodeAlaw } from '../../../src/core/audio/companding.ts';
import { peakDb } from '../../../src/core/audio/levels.ts';
import { activeLevelDb } from '../../../src/core/audio/loudness.ts';
import { resample } from '../../../src/core/audio/resample.ts';
import { readWav, writeWav } from '../../../src/core/audio/wav.ts';
import { configSchema } from '../../../src/core/config/schema.ts';
import { MinibotError } from '../../../src/core/errors.ts';
import { setUpAudio, type AudioSetupOptions, type AudioSetupReport } from '../../../src/daemon/audio/setup/setup.ts';
import { silentLog } from '../../support/silent-log.ts';
import { clipPcm, clips } from '../../support/speech-clips.ts';

const config = configSchema.parse({});
let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'minibot-audio-'));
});
after(() => rm(root, { recursive: true }));

const voice = Int16Array.from(clipPcm('camille-affirm-06.wav'), (sample) => Math.round(sample * 20_000));

async function folder(name: string): Promise<{ from: string; target: string }> {
  const from = join(root, name, 'source');
  await mkdir(from, { recursive: true });
  return { from, target: join(root, name, 'sounds', 'minibot') };
}

function setUp(
  where: { from: string; target: string },
  own: Partial<AudioSetupOptions> = {},
): Promise<AudioSetupReport> {
  return setUpAudio({ ...where, config, force: false, dryRun: false, listen: false, log: silentLog, ...own });
}

const states = (report: AudioSetupReport) => Object.fromEntries(report.prompts.map((one) => [one.id, one.state]));
const put = (file: string, samples: Int16Array, sampleRateHz: number, channels = 1) =>
  writeFile(file, writeWav({ sampleRateHz, channels, samples }));
const manifest = (...ids: string[]) =>
  ids.map((id) => JSON.stringify({ file: `${id}.wav`, text: `words of ${id}`, seconds: 1 })).join('\n');
const refused = (code: string) => (error: unknown) =>
  error instanceof MinibotError && error.code === code && error.hint !== undefined;

describe('conversion', () => {
  test('any rate and number of channels becomes 8 kHz mono, equally loud, in WAV and a-law', async () => {
    const where = await folder('rates');
    const rates = [8000, 16_000, 24_000, 44_100, 48_000];
    for (const rate of rates) await put(join(where.from, `r${rate}.wav`), resample(voice, 16_000, rate), rate);
    const both = new Int16Array(voice.length * 2);
    // Left alone speaks: mixing the channels halves it, and the levelling makes up for it.
    voice.forEach((sample, index) => (both[index * 2] = sample));
    await put(join(where.from, 'stereo.wav'), both, 16_000, 2);
    await execa('sox', [join(where.from, 'r16000.wav'), join(where.from, 'flac.flac')]);
    await writeFile(join(where.from, 'manifest.jsonl'), manifest(...rates.map((rate) => `r${rate}`), 'stereo', 'flac'));

    const report = await setUp(where);
    assert.deepEqual(new Set(report.prompts.map((one) => one.state)), new Set(['installed']));
    for (const { id } of report.prompts) {
      const wav = readWav(await readFile(join(where.target, `${id}.wav`)));
      assert.deepEqual([wav.sampleRateHz, wav.channels, wav.encoding], [8000, 1, 'pcm16']);
      assert.ok(Math.abs(wav.durationMs - voice.length / 16) < 2, `${id} lasts ${wav.durationMs} ms`);
      assert.ok(Math.abs(activeLevelDb(wav.samples, 8000) - -16) < 1.5, id);
      assert.ok(peakDb(wav.samples) <= -0.99, id);
      const alaw = decodeAlaw(await readFile(join(where.target, `${id}.alaw`)));
      assert.equal(alaw.length, wav.samples.length);
      assert.equal((await stat(join(where.target, `${id}.alaw`))).mode & 0o777, 0o644);
    }
    const texts: unknown = JSON.parse(await readFile(join(where.target, 'audio_texts.json'), 'utf8'));
    assert.equal((texts as Record<string, { text: string }>)['stereo']?.text, 'words of stereo');
    assert.ok(
      (await readdir(where.target)).every((name) => /\.(wav|alaw|json)$/.test(name)),
      'no temporary file is left',
    );
  });

  test('only what has changed is done again', async () => {
    const where = await folder('again');
    for (const id of ['a', 'b', 'c']) await put(join(where.from, `${id}.wav`), voice, 16_000);
    await writeFile(join(where.from, 'manifest.jsonl'), manifest('a', 'b', 'c'));
    assert.deepEqual(states(await setUp(where)), { a: 'installed', b: 'installed', c: 'installed' });
    assert.deepEqual(states(await setUp(where)), { a: 'unchanged', b: 'unchanged', c: 'unchanged' });
    await put(join(where.from, 'a.wav'), voice.subarray(800), 16_000);
    await rm(join(where.target, 'b.alaw'));
    assert.deepEqual(states(await setUp(where, { dryRun: true })), {
      a: 'would_install',
      b: 'would_install',
      c: 'unchanged',
    });
    assert.deepEqual(states(await setUp(where)), { a: 'installed', b: 'installed', c: 'unchanged' });
    const louder = configSchema.parse({ audio: { gainDb: 4 } });
    assert.deepEqual(new Set(Object.values(states(await setUp(where, { config: louder })))), new Set(['installed']));
    await rm(join(where.from, 'c.wav'));
    assert.equal(states(await setUp(where, { config: louder }))['c'], 'removed');
    assert.ok(!(await readdir(where.target)).includes('c.wav'));
    assert.deepEqual(
      new Set(Object.values(states(await setUp(where, { config: louder, force: true })))),
      new Set(['installed']),
    );
  });

  test('words that the manifest does not give are heard', async () => {
    const where = await folder('heard');
    await put(join(where.from, 'offer.wav'), voice, 16_000);
    const report = await setUp(where);
    const said = clips.find((clip) => clip.file === 'camille-affirm-06.wav')?.text ?? '';
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}]+/gu, ' ')
        .trim();
    assert.equal(report.prompts[0]?.textFrom, 'heard');
    assert.equal(plain(report.prompts[0]?.text ?? ''), plain(said));
    assert.deepEqual(states(await setUp(where)), { offer: 'unchanged' });
  });
});

describe('what can be wrong', () => {
  test('a file that is no sound is named, and the others are installed', async () => {
    const where = await folder('broken');
    await put(join(where.from, 'good.wav'), voice, 16_000);
    await writeFile(join(where.from, 'bad.wav'), 'phone;name');
    await put(join(where.from, 'empty.wav'), new Int16Array(0), 16_000);
    await writeFile(join(where.from, 'manifest.jsonl'), manifest('good', 'bad', 'empty'));
    const report = await setUp(where);
    assert.deepEqual(states(report), { bad: 'failed', empty: 'failed', good: 'installed' });
    assert.match(
      report.prompts.find((one) => one.id === 'bad')?.error?.message ?? '',
      /bad\.wav cannot be used: .*WAVE|RIFF/,
    );
  });

  test('no sox', async () => {
    const where = await folder('nosox');
    await put(join(where.from, 'a.wav'), voice, 16_000);
    await assert.rejects(setUp(where, { sox: join(root, 'no-such-sox') }), refused('MB_SOX_MISSING'));
  });

  test('no folder, an empty one, two files of one prompt, a manifest that is none', async () => {
    const where = await folder('empty');
    await assert.rejects(setUp({ ...where, from: join(root, 'nowhere') }), refused('MB_AUDIO_FOLDER'));
    await assert.rejects(setUp(where), refused('MB_AUDIO_FOLDER'));
    await put(join(where.from, 'a.wav'), voice, 16_000);
    await writeFile(join(where.from, 'manifest.jsonl'), '{"file": 3}');
    await assert.rejects(setUp(where), refused('MB_PROMPT_MANIFEST'));
    await rm(join(where.from, 'manifest.jsonl'));
    await writeFile(join(where.from, 'a.mp3'), '');
    await assert.rejects(setUp(where), refused('MB_AUDIO_DUPLICATE'));
  });

  test('a sounds folder that cannot be written, and one that others cannot enter', async () => {
    const where = await folder('closed');
    await put(join(where.from, 'a.wav'), voice, 16_000);
    await writeFile(join(where.from, 'manifest.jsonl'), manifest('a'));
    // A file in the place of the folder fails for root too.
    await writeFile(join(root, 'closed', 'file'), '');
    await assert.rejects(
      setUp({ ...where, target: join(root, 'closed', 'file', 'minibot') }),
      refused('MB_SOUNDS_NOT_WRITABLE'),
    );
    await setUp(where);
    await chmod(join(root, 'closed', 'sounds'), 0o700);
    assert.ok((await setUp(where)).closedFolders.includes(join(root, 'closed', 'sounds')));
  });
});
