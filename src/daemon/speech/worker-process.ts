/** The parent's end of one recogniser process: started, fed and, where it must be, killed here. */
import { fork, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromWorker, type FromWorker, type ToWorker, type WorkerSetup } from './protocol.ts';

/** The worker runs from the sources as well as from `dist`. */
const workerFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url),
);

export interface WorkerEvents {
  readonly onMessage: (message: FromWorker) => void;
  /** Comes once, whatever ended it. */
  readonly onExit: (how: { code: number | null; signal: NodeJS.Signals | null; stderr: string }) => void;
}

/**
 * glibc keeps one heap and gives large blocks back: without it a worker that has heard one long utterance keeps 100 MB more. Lower thresholds
 * cost a fifth of the time in page faults. Other C libraries ignore these.
 */
const allocation = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 * 1024),
};

/**
 * A token's attention is an array of its own, freed with the young generation of the heap: with V8's 16 MB a worker keeps 70 MB more
 * and is no quicker.
 */
const smallYoungGeneration = '--max-semi-space-size=2';

/** Kept of what the worker says on standard error, for the log line of its crash. */
const stderrChars = 2_000;

export class WorkerProcess {
  readonly #child: ChildProcess;
  #stderr = '';
  #ended = false;

  constructor(setup: WorkerSetup, nice: number, events: WorkerEvents) {
    this.#child = fork(workerFile, [], {
      // No inspector or loader flags of the parent: two processes cannot share a debugger's port.
      execArgv: [smallYoungGeneration],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...allocation, HOME: writableHome() },
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-stderrChars);
    });
    const exited = (code: number | null, signal: NodeJS.Signals | null) => {
      if (this.#ended) return;
      this.#ended = true;
      events.onExit({ code, signal, stderr: this.#stderr });
    };
    this.#child.on('exit', exited);
    this.#child.on('error', (error) => {
      this.#stderr += error.message;
      // A process that could not be started has no exit.
      if (this.#child.pid === undefined) exited(null, null);
    });
    this.#child.on('message', (raw) => {
      if (!this.#ended) events.onMessage(fromWorker.parse(raw));
    });
    this.#prioritise(nice);
    this.send({ type: 'load', setup });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToWorker): void {
    if (this.#ended || !this.#child.connected) return;
    // A failed send means that the process is ending; its exit tells.
    this.#child.send(message, () => {});
  }

  kill(): void {
    if (!this.#ended) this.#child.kill('SIGKILL');
  }

  #prioritise(nice: number): void {
    if (this.#child.pid === undefined || nice === 0) return;
    try {
      setPriority(this.#child.pid, nice);
    } catch {
      // Gone already, or not allowed: it then runs at the usual priority.
    }
  }
}

/** smart-whisper makes a folder in HOME on import; a service user may have none that it can write to. */
function writableHome(): string {
  const home = homedir();
  try {
    accessSync(home, constants.W_OK);
    return home;
  } catch {
    const own = join(tmpdir(), `minibot-speech-${process.getuid?.() ?? 'user'}`);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return own;
  }
}
