/** One place for a recogniser process: it starts it, gives it work, replaces it when it ends, and ends it when it hangs. */
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { TranscribeRequest } from '../../core/speech/engine.ts';
import type { FromWorker, WorkerFailure, WorkerSetup } from './protocol.ts';
import { WorkerProcess } from './worker-process.ts';

/** The first restart comes at once; the waits then double from here up to `restartMaxMs`. */
const firstBackOffMs = 100;

export interface RunItem {
  readonly id: number;
  readonly request: TranscribeRequest;
  /** Of `performance.now()`. */
  readonly deadlineAtMs: number;
}

export type Answer = Extract<FromWorker, { id: number }>;

export interface SlotEvents {
  /** The slot can take a run. */
  readonly onFree: () => void;
  readonly onAnswer: (answer: Answer) => void;
  /** The process ended (crash or hang) with these unanswered. */
  readonly onLost: (ids: readonly number[]) => void;
}

type SlotState = 'starting' | 'idle' | 'busy' | 'down';

export class WorkerSlot {
  readonly #setup: WorkerSetup;
  readonly #config: Config['speech'];
  readonly #log: Log;
  readonly #events: SlotEvents;
  readonly #running = new Set<number>();
  #state: SlotState = 'down';
  #worker: WorkerProcess | undefined;
  /** A fresh process that loads its model while the worn one still works. */
  #successor: WorkerProcess | undefined;
  #successorReady = false;
  #utterances = 0;
  #failuresInARow = 0;
  #restarts = 0;
  #stopping = false;
  #hungTimer: NodeJS.Timeout | undefined;
  #loadTimer: NodeJS.Timeout | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  /** Of start(): only the first load is awaited by somebody. */
  #firstLoad: PromiseWithResolvers<void> | undefined;
  readonly #exits = new Set<Promise<void>>();

  constructor(setup: WorkerSetup, config: Config['speech'], log: Log, events: SlotEvents) {
    this.#setup = setup;
    this.#config = config;
    this.#log = log;
    this.#events = events;
  }

  get state(): SlotState {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#worker?.pid;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Settles when the first process has loaded its model, or could not. */
  start(): Promise<void> {
    this.#firstLoad = Promise.withResolvers<void>();
    this.#startWorker();
    return this.#firstLoad.promise;
  }

  /** Only when `state` is `idle`. */
  run(items: readonly RunItem[]): void {
    if (this.#state !== 'idle' || this.#worker === undefined)
      throw new Error(`a slot that is ${this.#state} got a run`);
    this.#state = 'busy';
    for (const { id } of items) this.#running.add(id);
    const worker = this.#worker;
    const latest = Math.max(...items.map((item) => item.deadlineAtMs));
    this.#hungTimer = setTimeout(
      () => {
        this.#log.error({ pid: worker.pid, utterances: this.#running.size }, 'speech worker hangs and is killed');
        worker.kill();
      },
      Math.max(0, latest - performance.now()) + this.#config.hungAfterMs,
    );
    worker.send({ type: 'hear', items: items.map(({ id, request }) => ({ id, request: compact(request) })) });
  }

  /** The worker stops between two tokens where its engine can, and answers `cancelled`. */
  cancel(id: number): void {
    if (this.#running.has(id)) this.#worker?.send({ type: 'cancel', id });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#state = 'down';
    clearTimeout(this.#hungTimer);
    clearTimeout(this.#loadTimer);
    clearTimeout(this.#restartTimer);
    this.#worker?.kill();
    this.#successor?.kill();
    this.#firstLoad?.reject(new MinibotError('MB_SPEECH_STOPPED', 'Speech recognition was stopped while it started.'));
    await Promise.all(this.#exits);
  }

  #startWorker(): void {
    this.#state = 'starting';
    this.#utterances = 0;
    this.#worker = this.#spawn();
    const worker = this.#worker;
    this.#loadTimer = setTimeout(() => {
      this.#log.error({ pid: worker.pid }, 'speech worker does not finish loading its model and is killed');
      worker.kill();
    }, this.#config.loadTimeoutMs);
  }

  #spawn(): WorkerProcess {
    const exit = Promise.withResolvers<void>();
    this.#exits.add(exit.promise);
    const worker = new WorkerProcess(this.#setup, this.#config.nice, {
      onMessage: (message) => {
        this.#receive(worker, message);
      },
      onExit: (how) => {
        this.#exits.delete(exit.promise);
        exit.resolve();
        this.#exited(worker, how);
      },
    });
    return worker;
  }

  #receive(worker: WorkerProcess, message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.#log.info({ pid: worker.pid, engine: this.#setup.engine, loadMs: message.loadMs }, 'speech worker ready');
        if (worker === this.#successor) {
          this.#successorReady = true;
          this.#becomeFree();
        } else if (worker === this.#worker) {
          clearTimeout(this.#loadTimer);
          this.#firstLoad?.resolve();
          this.#becomeFree();
        }
        return;
      case 'not_ready':
        this.#log.error(
          { pid: worker.pid, code: message.failure.code, reason: message.failure.message },
          'speech worker cannot load its model',
        );
        if (worker === this.#worker) this.#firstLoad?.reject(errorOf(message.failure));
        worker.kill();
        return;
      case 'heard':
      case 'cancelled':
      case 'failed':
        if (!this.#running.delete(message.id)) return;
        this.#utterances += 1;
        if (message.type === 'heard') this.#failuresInARow = 0;
        this.#events.onAnswer(message);
        if (this.#running.size === 0) {
          clearTimeout(this.#hungTimer);
          this.#becomeFree();
        }
    }
  }

  /** Between two runs a worn process gives way to its successor, which is started while it works on. */
  #becomeFree(): void {
    if (this.#stopping || this.#running.size > 0) return;
    if (this.#successorReady && this.#successor !== undefined) {
      const worn = this.#worker;
      this.#worker = this.#successor;
      this.#successor = undefined;
      this.#successorReady = false;
      this.#utterances = 0;
      worn?.kill();
    } else if (this.#utterances >= this.#config.recycleAfter && this.#successor === undefined) {
      this.#successor = this.#spawn();
    }
    this.#state = 'idle';
    this.#events.onFree();
  }

  #exited(worker: WorkerProcess, how: { code: number | null; signal: NodeJS.Signals | null; stderr: string }): void {
    if (worker === this.#successor) {
      this.#successor = undefined;
      this.#successorReady = false;
      return;
    }
    if (worker !== this.#worker || this.#stopping) return;
    this.#worker = undefined;
    this.#state = 'down';
    clearTimeout(this.#hungTimer);
    clearTimeout(this.#loadTimer);
    this.#log.error(
      { pid: worker.pid, exitCode: how.code, signal: how.signal, stderr: how.stderr },
      'speech worker ended',
    );
    this.#firstLoad?.reject(
      new MinibotError(
        'MB_SPEECH_WORKER',
        `The speech worker ended while it loaded its model (${how.signal ?? how.code}).`,
        {
          hint: 'Run `minibot doctor`: it checks the model files and the build of the speech engine.',
        },
      ),
    );
    this.#restarts += 1;
    const waitMs =
      this.#failuresInARow === 0
        ? 0
        : Math.min(this.#config.restartMaxMs, firstBackOffMs * 2 ** (this.#failuresInARow - 1));
    this.#failuresInARow += 1;
    this.#restartTimer = setTimeout(() => {
      this.#startWorker();
    }, waitMs);
    const lost = [...this.#running];
    this.#running.clear();
    if (lost.length > 0) this.#events.onLost(lost);
  }
}

/** A view of a large buffer would send the whole buffer through the pipe. */
function compact(request: TranscribeRequest): TranscribeRequest {
  const { pcm } = request;
  return pcm.byteLength === pcm.buffer.byteLength ? request : { ...request, pcm: pcm.slice() };
}

export function errorOf(failure: WorkerFailure): MinibotError {
  const code = /^MB_\w+$/.test(failure.code) ? (failure.code as `MB_${string}`) : 'MB_SPEECH_ENGINE';
  return new MinibotError(code, failure.message, { hint: failure.hint, exit: failure.exit ?? 'failure' });
}
