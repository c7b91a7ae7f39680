/** A recogniser's process: loads one engine, hears what it is sent, and ends when its parent does. Started by worker-process.ts. */
import { MinibotError } from '../../core/errors.ts';
import type { TranscribeRequest, Transcription } from '../../core/speech/engine.ts';
import { toWorker, type FromWorker, type ToWorker, type WorkerFailure, type WorkerSetup } from './protocol.ts';

type Items = Extract<ToWorker, { type: 'hear' }>['items'];

/** Hears what came in one message; tells of each, in any order. Undefined: its signal fired. */
type Hear = (
  items: readonly { request: TranscribeRequest; signal: AbortSignal }[],
  tell: (index: number, heard: Transcription | undefined) => void,
) => Promise<void>;

const cancels = new Map<number, AbortController>();
let hearWith: Hear | undefined;

/** Each engine is imported only where it is used: their native parts take memory, and one of them may not exist for this machine. */
async function open(setup: WorkerSetup): Promise<Hear> {
  switch (setup.engine) {
    case 'onnx': {
      const { OnnxEngine } = await import('./onnx/engine.ts');
      const engine = new OnnxEngine(setup);
      await engine.load();
      return async (items, tell) => {
        await engine.transcribeMany(items, tell);
      };
    }
    case 'whisper.cpp': {
      const { WhisperCppEngine } = await import('./whisper-cpp/engine.ts');
      const engine = new WhisperCppEngine(setup);
      await engine.load();
      return async (items, tell) => {
        for (const [index, { request, signal }] of items.entries()) {
          tell(index, signal.aborted ? undefined : await engine.transcribe(request));
        }
      };
    }
  }
}

async function load(setup: WorkerSetup): Promise<void> {
  const startedAt = performance.now();
  try {
    hearWith = await open(setup);
    send({ type: 'ready', loadMs: performance.now() - startedAt });
  } catch (error) {
    send({ type: 'not_ready', failure: failure(error) });
  }
}

async function hear(items: Items): Promise<void> {
  const unanswered = new Set(items.map(({ id }) => id));
  const batch = items.map(({ id, request }) => {
    const cancel = new AbortController();
    cancels.set(id, cancel);
    return { id, request, signal: cancel.signal };
  });
  try {
    if (hearWith === undefined) throw new Error('asked to hear before the model was loaded');
    await hearWith(batch, (index, transcription) => {
      const id = batch[index]?.id;
      if (id === undefined) return;
      unanswered.delete(id);
      send(transcription === undefined ? { type: 'cancelled', id } : { type: 'heard', id, transcription });
    });
  } catch (error) {
    for (const id of unanswered) send({ type: 'failed', id, failure: failure(error) });
  } finally {
    for (const { id } of items) cancels.delete(id);
  }
}

function send(message: FromWorker): void {
  // The parent may be gone; then there is nobody to tell, and 'disconnect' ends this process.
  if (process.connected) process.send?.(message);
}

function failure(error: unknown): WorkerFailure {
  if (error instanceof MinibotError) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return { code: error.code, message: `${error.message}${cause}`, hint: error.hint, exit: error.exit };
  }
  return { code: 'MB_SPEECH_ENGINE', message: error instanceof Error ? error.message : String(error) };
}

process.on('message', (raw) => {
  const message = toWorker.parse(raw);
  switch (message.type) {
    case 'load':
      void load(message.setup);
      return;
    case 'hear':
      void hear(message.items);
      return;
    case 'cancel':
      cancels.get(message.id)?.abort();
  }
});
// Ctrl-C reaches the whole process group: the service decides when its workers end.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => {
  process.exit(0);
});
