/**
 * `minibot audio setup`: announcements to what Asterisk plays without transcoding, equally loud, with their words.
 * Only what has changed (source, or settings) is done again; what cannot be read is named, and the others are installed.
 */
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { normalise, type Loudness } from '../../../core/audio/loudness.ts';
import { encode, writeWav } from '../../../core/audio/wav.ts';
import type { Config } from '../../../core/config/schema.ts';
import { MinibotError } from '../../../core/errors.ts';
import type { Log } from '../../../core/log.ts';
import { SpeechService } from '../../speech/service.ts';
import { listenTo } from './listen.ts';
import {
  closedFolders,
  hashOf,
  installedEndings,
  isInstalled,
  prepareTarget,
  readInstalled,
  writeInstalled,
  writeReadable,
  type InstalledPrompt,
} from './record.ts';
import { checkSox, convertToLine, headroomDb } from './sox.ts';
import { readPromptFolder, type PromptSource } from './sources.ts';

export interface AudioSetupOptions {
  /** Folder of the announcements, with an optional manifest.jsonl. */
  readonly from: string;
  /** `<asterisk.soundsDir>/minibot`. */
  readonly target: string;
  readonly config: Config;
  readonly force: boolean;
  readonly dryRun: boolean;
  /** Let the recogniser hear also those whose words are given. */
  readonly listen: boolean;
  readonly log: Log;
  readonly signal?: AbortSignal;
  readonly sox?: string;
  readonly onProgress?: (done: number, total: number, id: string) => void;
}

export interface PromptReport {
  readonly id: string;
  /** `would_install`: dry run. */
  readonly state: 'installed' | 'unchanged' | 'would_install' | 'failed' | 'removed';
  readonly seconds?: number;
  readonly gainDb?: number;
  readonly peakDb?: number;
  readonly text?: string;
  readonly textFrom?: InstalledPrompt['textFrom'];
  /** What the recogniser made of it, where it was asked. */
  readonly heard?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface AudioSetupReport {
  readonly from: string;
  readonly target: string;
  readonly prompts: readonly PromptReport[];
  /** Folders that Asterisk's user may not be able to enter. */
  readonly closedFolders: readonly string[];
}

/** Raised when the conversion itself changes, so that every prompt is made again. */
const conversion = 1;
const sampleRateHz = 8000;

/** @throws MinibotError MB_SOX_MISSING, MB_AUDIO_FOLDER, MB_AUDIO_DUPLICATE, MB_SOUNDS_NOT_WRITABLE, MB_SPEECH_… */
export async function setUpAudio(options: AudioSetupOptions): Promise<AudioSetupReport> {
  const { from, target, config, dryRun, log } = options;
  const { sources, manifest } = await readPromptFolder(from);
  await checkSox(options.sox);
  if (!dryRun) await prepareTarget(target);
  const installed: Record<string, InstalledPrompt> = { ...(await readInstalled(target)) };
  const speech = lazySpeech(config, log);
  const prompts: PromptReport[] = [];
  try {
    for (const [index, source] of sources.entries()) {
      options.signal?.throwIfAborted();
      options.onProgress?.(index, sources.length, source.id);
      const words = manifest.get(source.id)?.words;
      const report = await setUpOne(options, source, words, installed, speech.get);
      prompts.push(report);
      // After each: an interrupted set-up goes on where it was.
      if (report.state === 'installed') await writeInstalled(target, installed);
    }
    options.onProgress?.(sources.length, sources.length, '');
    for (const [id, { source }] of Object.entries(installed)) {
      // Of this folder, and no longer there; what was installed from another folder stays.
      if (sources.some((one) => one.id === id) || dirname(source) !== resolve(from)) continue;
      prompts.push({ id, state: 'removed' });
      if (dryRun) continue;
      for (const ending of installedEndings) await rm(join(target, id + ending), { force: true });
      delete installed[id];
    }
    if (!dryRun) await writeInstalled(target, installed);
  } finally {
    await speech.stop();
  }
  return { from, target, prompts, closedFolders: dryRun ? [] : await closedFolders(target) };
}

async function setUpOne(
  options: AudioSetupOptions,
  source: PromptSource,
  words: string | undefined,
  installed: Record<string, InstalledPrompt>,
  speech: () => Promise<SpeechService>,
): Promise<PromptReport> {
  const { config, target, signal } = options;
  const { id, file } = source;
  const loudness: Loudness = config.audio;
  try {
    const hash = await hashOf(file, { conversion, loudness, language: config.audio.language });
    const before = installed[id];
    const current = before?.hash === hash && (await isInstalled(target, id));
    const sameWords = words === undefined ? before?.textFrom === 'heard' : before?.text === words;
    if (current && sameWords && !options.force && !options.listen) return { id, state: 'unchanged', ...about(before) };
    if (options.dryRun) return { id, state: 'would_install' };
    const line = await convertToLine(file, signal, options.sox);
    const { samples, gainDb, peakDb } = normalise(line, sampleRateHz, loudness);
    await writeReadable(join(target, `${id}.wav`), writeWav({ sampleRateHz, channels: 1, samples }));
    await writeReadable(join(target, `${id}.alaw`), encode(samples, 'alaw'));
    const listening = words === undefined || options.listen;
    const heard = listening ? await listenTo(await speech(), config.speech, samples, signal) : undefined;
    const text = words ?? heard ?? '';
    const prompt: InstalledPrompt = {
      source: resolve(file),
      hash,
      text,
      textFrom: words !== undefined ? 'manifest' : text === '' ? 'none' : 'heard',
      seconds: round(samples.length / sampleRateHz, 3),
      gainDb: round(gainDb - headroomDb, 1),
      peakDb: round(peakDb, 1),
    };
    installed[id] = prompt;
    return { id, state: 'installed', ...about(prompt), ...(heard === undefined ? {} : { heard }) };
  } catch (error) {
    // One file that cannot be read does not keep the others from being installed.
    if (!(error instanceof MinibotError) || error.code !== 'MB_AUDIO_UNREADABLE') throw error;
    return { id, state: 'failed', error: { code: error.code, message: error.message } };
  }
}

function about(prompt: InstalledPrompt): Pick<PromptReport, 'seconds' | 'gainDb' | 'peakDb' | 'text' | 'textFrom'> {
  const { seconds, gainDb, peakDb, text, textFrom } = prompt;
  return { seconds, gainDb, peakDb, text, textFrom };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** whisper.cpp hears long sound in its whole window; it is loaded only when somebody's words are missing. */
function lazySpeech(config: Config, log: Log): { get: () => Promise<SpeechService>; stop: () => Promise<void> } {
  let service: SpeechService | undefined;
  return {
    async get() {
      service ??= new SpeechService({ config: { ...config.speech, engine: 'whisper.cpp', workers: 1 }, log });
      await service.start();
      return service;
    },
    async stop() {
      await service?.stop();
    },
  };
}
