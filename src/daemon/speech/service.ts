/**
 * Hears for all calls: one queue, the newest live utterance first, and recogniser processes that may crash without taking a call with them.
 * Every request has a deadline, is tried again once when its worker ended under it, and leaves the queue when its signal fires.
 */
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { TranscribeRequest, Transcription } from '../../core/speech/engine.ts';
import { nextRun, type SpeechPriority, type Waiting } from '../../core/speech/queue.ts';
import { chooseEngine, modelPaths, verifyModel, type EngineChoice } from './models.ts';
import type { WorkerSetup } from './protocol.ts';
import { RecentValues, type SpeechStats } from './stats.ts';
import { errorOf, WorkerSlot, type Answer } from './worker-slot.ts';

export interface SpeechRequest extends TranscribeRequest {
  /** `live` by default: a person waits for it. */
  readonly priority?: SpeechPriority;
  /** From now; `requestTimeoutMs` of the configuration by default. */
  readonly deadlineMs?: number;
}

interface Job extends Waiting {
  readonly deadlineAtMs: number;
  readonly settle: (outcome: { readonly value: Transcription } | { readonly error: unknown }) => void;
  slot: WorkerSlot | undefined;
  alone: boolean;
}

export class SpeechService {
  readonly #config: Config['speech'];
  readonly #log: Log;
  readonly #waiting = new Map<number, Job>();
  readonly #inFlight = new Map<number, Job>();
  readonly #latencies = new RecentValues();
  readonly #engineTimes = new RecentValues();
  #slots: WorkerSlot[] = [];
  #choice: EngineChoice | undefined;
  #starting: Promise<void> | undefined;
  #stopped = false;
  #lastId = 0;
  #counts = { heard: 0, cancelled: 0, failed: 0 };

  constructor(options: { config: Config['speech']; log: Log }) {
    this.#config = options.config;
    this.#log = options.log.child({ service: 'speech' });
  }

  /**
   * Checks the model files, then starts the workers and waits until each has loaded its model.
   * @throws MinibotError MB_SPEECH_MODEL, MB_SPEECH_LIBRARY or MB_SPEECH_WORKER
   */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const choice = await chooseEngine(this.#config);
    try {
      await this.#startWorkers(choice);
    } catch (error) {
      if (this.#config.engine !== 'auto' || choice.engine !== 'onnx' || this.#stopped) throw error;
      // Sound files, but no runtime for this machine: whisper.cpp is built where it is installed.
      await verifyModel('whisper.cpp', this.#config);
      const reason = error instanceof Error ? error.message : String(error);
      await this.#startWorkers({ engine: 'whisper.cpp', because: `automatic: onnx does not start (${reason})` });
    }
  }

  async #startWorkers(choice: EngineChoice): Promise<void> {
    if (this.#stopped) throw stopped();
    this.#choice = choice;
    const { workers, ...setup } = arrangement(choice, this.#config);
    this.#slots = Array.from({ length: workers }, () => {
      const slot: WorkerSlot = new WorkerSlot(setup, this.#config, this.#log, {
        onFree: () => {
          this.#feed();
        },
        onAnswer: (answer) => {
          this.#answered(answer);
        },
        onLost: (ids) => {
          this.#lost(ids);
        },
      });
      return slot;
    });
    const started = await Promise.allSettled(this.#slots.map((slot) => slot.start()));
    const failed = started.find((each) => each.status === 'rejected');
    if (failed === undefined) return;
    await Promise.all(this.#slots.map((slot) => slot.stop()));
    this.#slots = [];
    throw failed.reason;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of [...this.#waiting.values(), ...this.#inFlight.values()]) job.settle({ error: stopped() });
    await Promise.all(this.#slots.map((slot) => slot.stop()));
    await this.#starting?.catch(() => {
      // Whoever called start() has its error.
    });
  }

  /**
   * Rejects with the signal's reason when it fires; MB_SPEECH_TIMEOUT after the deadline; MB_SPEECH_WORKER when two workers ended
   * under it; MB_SPEECH_STOPPED.
   */
  transcribe(request: SpeechRequest, signal?: AbortSignal): Promise<Transcription> {
    const { promise, resolve, reject } = Promise.withResolvers<Transcription>();
    if (this.#stopped || this.#starting === undefined) {
      reject(stopped());
      return promise;
    }
    if (signal?.aborted === true) {
      reject(signal.reason);
      return promise;
    }
    const { priority = 'live', deadlineMs = this.#config.requestTimeoutMs, ...plain } = request;
    this.#lastId += 1;
    const id = this.#lastId;
    const queuedAtMs = performance.now();
    const onAbort = () => {
      this.#counts.cancelled += 1;
      job.settle({ error: signal?.reason });
    };
    const timer = setTimeout(() => {
      this.#counts.failed += 1;
      job.settle({
        error: new MinibotError('MB_SPEECH_TIMEOUT', `The utterance was not heard within ${deadlineMs} ms.`, {
          hint: 'The machine is too busy for so many calls at once: fewer calls, or more speech workers.',
        }),
      });
    }, deadlineMs);
    const job: Job = {
      id,
      priority,
      request: plain,
      queuedAtMs,
      deadlineAtMs: queuedAtMs + deadlineMs,
      slot: undefined,
      alone: false,
      settle: (outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(id);
        if (this.#inFlight.delete(id) && 'error' in outcome) job.slot?.cancel(id);
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      },
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.set(id, job);
    this.#feed();
    return promise;
  }

  stats(): SpeechStats {
    return {
      engine: this.#choice?.engine,
      because: this.#choice?.because ?? 'not started',
      queued: this.#waiting.size,
      inFlight: this.#inFlight.size,
      workers: this.#slots.map((slot) => ({ state: slot.state, pid: slot.pid })),
      restarts: this.#slots.reduce((sum, slot) => sum + slot.restarts, 0),
      ...this.#counts,
      latencyMs: this.#latencies.percentiles(),
      engineMs: this.#engineTimes.percentiles(),
    };
  }

  #feed(): void {
    for (const slot of this.#slots) {
      if (slot.state !== 'idle') continue;
      const run = nextRun([...this.#waiting.values()], performance.now(), this.#policy());
      if (run.length === 0) return;
      for (const job of run) {
        this.#waiting.delete(job.id);
        this.#inFlight.set(job.id, job);
        job.slot = slot;
      }
      slot.run(run);
    }
  }

  #policy() {
    const { batch, overdueMs } = this.#config;
    // whisper.cpp hears one at a time: handing it several would only hide them from a newer one.
    return { batch: this.#choice?.engine === 'onnx' ? batch : 1, overdueMs };
  }

  #answered(answer: Answer): void {
    const job = this.#inFlight.get(answer.id);
    // Cancelled, or too late.
    if (job === undefined) return;
    switch (answer.type) {
      case 'heard':
        this.#counts.heard += 1;
        this.#latencies.add(performance.now() - job.queuedAtMs);
        this.#engineTimes.add(answer.transcription.engineMs);
        job.settle({ value: answer.transcription });
        return;
      case 'failed':
        this.#counts.failed += 1;
        job.settle({ error: errorOf(answer.failure) });
        return;
      case 'cancelled':
        job.settle({ error: new DOMException('The transcription was cancelled.', 'AbortError') });
    }
  }

  /** Once more, alone, so that one utterance that ends its worker takes no other with it a second time. */
  #lost(ids: readonly number[]): void {
    for (const id of ids) {
      const job = this.#inFlight.get(id);
      if (job === undefined) continue;
      if (job.alone) {
        this.#counts.failed += 1;
        job.settle({
          error: new MinibotError('MB_SPEECH_WORKER', 'The speech worker ended twice under the same utterance.', {
            hint: 'Run `minibot doctor`: it checks the model files and the build of the speech engine.',
          }),
        });
        continue;
      }
      this.#inFlight.delete(id);
      job.slot = undefined;
      job.alone = true;
      this.#waiting.set(id, job);
    }
    this.#feed();
  }
}

function arrangement(choice: EngineChoice, config: Config['speech']): WorkerSetup & { readonly workers: number } {
  const { onnxDir, ggmlModel } = modelPaths(config);
  const { language, spinning, gpu, gate } = config;
  switch (choice.engine) {
    case 'onnx': {
      // Two threads of one utterance wait for each other on busy cores; two utterances do not (bench/speech-workers.ts).
      const { workers = 2, threads = 1 } = config;
      return { engine: 'onnx', workers, dir: onnxDir, language, threads, spinning, gate };
    }
    case 'whisper.cpp': {
      const { workers = 1, threads = 2 } = config;
      return { engine: 'whisper.cpp', workers, model: ggmlModel, threads, gpu, gate };
    }
  }
}

function stopped(): MinibotError {
  return new MinibotError('MB_SPEECH_STOPPED', 'Speech recognition is not running.');
}
