/** Downloads a model: goes on where it stopped, and is put in its place only when its sum is right. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MinibotError } from '../core/errors.ts';
import type { CatalogueModel } from '../core/speech/model-catalogue.ts';

export interface PullOptions {
  readonly model: CatalogueModel;
  readonly baseUrl: string;
  readonly dir: string;
  readonly stallMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

async function sha1Of(file: string): Promise<string> {
  const hash = createHash('sha1');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

export type ModelState = 'absent' | 'partial' | 'sound' | 'damaged';

/** Looks at the file itself, all of it. */
export async function modelState(model: CatalogueModel, dir: string): Promise<ModelState> {
  const file = join(dir, model.file);
  if ((await sizeOf(file)) === undefined) return (await sizeOf(`${file}.part`)) === undefined ? 'absent' : 'partial';
  return (await sha1Of(file)) === model.sha1 ? 'sound' : 'damaged';
}

/**
 * @returns where it is
 * @throws MinibotError MB_MODEL_DOWNLOAD (the part is kept, the next pull goes on), MB_MODEL_DAMAGED (the part is removed)
 */
export async function pullModel(options: PullOptions): Promise<string> {
  const { model, dir } = options;
  const file = join(dir, model.file);
  const part = `${file}.part`;
  await mkdir(dir, { recursive: true });
  await download(options, part);
  if ((await sha1Of(part)) !== model.sha1) {
    await rm(part, { force: true });
    throw new MinibotError('MB_MODEL_DAMAGED', `What came as ${model.file} is not that model: its sum is wrong.`, {
      hint: 'It was removed. Pull again, or see what speech.models.baseUrl leads to.',
    });
  }
  await rename(part, file);
  return file;
}

async function download({ model, baseUrl, stallMs, signal, onProgress }: PullOptions, part: string): Promise<void> {
  const have = (await sizeOf(part)) ?? 0;
  const url = `${baseUrl.replace(/\/+$/, '')}/${model.file}`;
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error(`nothing came for ${String(stallMs)} ms`)), stallMs);
  try {
    const response = await fetch(url, {
      headers: have > 0 ? { range: `bytes=${String(have)}-` } : {},
      signal: AbortSignal.any([stalled.signal, ...(signal === undefined ? [] : [signal])]),
    });
    // 416: all of it is there already; whether it is right its sum will tell.
    if (response.status === 416 && have > 0) return;
    if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
    const resumed = response.status === 206;
    const handle = await open(part, resumed ? 'a' : 'w');
    try {
      let done = resumed ? have : 0;
      const total = done + Number(response.headers.get('content-length') ?? 0);
      for await (const chunk of response.body) {
        timer.refresh();
        await handle.appendFile(chunk);
        done += chunk.byteLength;
        onProgress?.(done, total);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    const interrupted = signal?.aborted === true;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MinibotError('MB_MODEL_DOWNLOAD', `${url} could not be pulled: ${interrupted ? 'interrupted' : reason}`, {
      hint: 'What has come is kept: pull again and it goes on from there.',
      exit: interrupted ? 'interrupted' : 'tryAgain',
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
