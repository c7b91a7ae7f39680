/** An Asterisk of our own in a folder of its own: started, found again by a later command, and stopped. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { basicAuthorization } from './ari-rest.ts';
import { secretFiles, type AsteriskFolders } from './configuration.ts';
import type { AsteriskInstallation } from './installation.ts';

export interface AsteriskInstanceOptions {
  readonly installation: AsteriskInstallation;
  /** Everything of this instance lives below it. */
  readonly folder: string;
  readonly log: Log;
  /** Until ARI answers (default 30 s), and until the process has gone (default 10 s). */
  readonly startTimeoutMs?: number;
  readonly stopTimeoutMs?: number;
}

/** How to reach a running instance; kept beside it (0600), so that a later command can. */
const stateSchema = z.object({
  pid: z.number().int().positive(),
  /** Tells our process from a later one with the same number. */
  startTicks: z.string(),
  ari: z.object({ url: z.string(), username: z.string(), password: z.string() }),
  sipPort: z.number().int(),
});
export type RunningAsterisk = z.output<typeof stateSchema>;

export function foldersOf(folder: string, installation: AsteriskInstallation): AsteriskFolders {
  return {
    etcDir: join(folder, 'etc'),
    modulesDir: installation.modulesDir,
    dataDir: join(folder, 'share'),
    varLibDir: join(folder, 'lib'),
    spoolDir: join(folder, 'spool'),
    runDir: join(folder, 'run'),
    logDir: join(folder, 'log'),
    cacheDir: join(folder, 'cache'),
  };
}

/** Field 22 of /proc/PID/stat; undefined when there is no such process, or only its corpse. */
export async function startTicks(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Written whole or not at all, and never readable by others for a moment. */
export async function writeConfigurationFile(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, text, { mode });
  await chmod(draft, mode);
  await rename(draft, path);
}

export class AsteriskInstance {
  readonly folders: AsteriskFolders;
  readonly #options: AsteriskInstanceOptions;

  constructor(options: AsteriskInstanceOptions) {
    this.#options = options;
    this.folders = foldersOf(options.folder, options.installation);
  }

  /** Prompts for this instance go below it. */
  get soundsDir(): string {
    return join(this.folders.dataDir, 'sounds');
  }

  get #stateFile(): string {
    return join(this.#options.folder, 'running.json');
  }

  /** The instance that runs in this folder, whoever started it. */
  async running(): Promise<RunningAsterisk | undefined> {
    const text = await readFile(this.#stateFile, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const parsed = stateSchema.safeParse(safeJson(text));
    if (!parsed.success) return undefined;
    return (await startTicks(parsed.data.pid)) === parsed.data.startTicks ? parsed.data : undefined;
  }

  /**
   * Starts Asterisk with these configuration files (`renderConfiguration`, or one's own), detached: it outlives this process.
   * One that runs in the folder already is adopted as it is.
   * @throws MinibotError MB_ASTERISK_START with the last lines of its log
   */
  async start(
    files: ReadonlyMap<string, string>,
    access: { readonly ari: RunningAsterisk['ari']; readonly sipPort: number },
    signal?: AbortSignal,
  ): Promise<RunningAsterisk> {
    const before = await this.running();
    if (before !== undefined) {
      await this.#ready(before, () => undefined, signal);
      return before;
    }
    await this.#prepare(files);
    const { installation, log } = this.#options;
    const logFile = join(this.folders.logDir, 'console.log');
    const output = await open(logFile, 'w', 0o640);
    const child = spawn(
      installation.command,
      [...installation.args, '-f', '-C', join(this.folders.etcDir, 'asterisk.conf')],
      { detached: true, stdio: ['ignore', output.fd, output.fd], cwd: this.#options.folder },
    );
    let failed: string | undefined;
    child.on('error', (error) => (failed = error.message));
    child.on('exit', (code, signalName) => (failed ??= `it ended with ${signalName ?? `exit code ${code}`}`));
    await Promise.race([once(child, 'spawn'), once(child, 'error')]).catch(() => undefined);
    await output.close();
    const ticks = child.pid === undefined ? undefined : await startTicks(child.pid);
    try {
      if (child.pid === undefined || ticks === undefined) throw this.#failure(failed ?? 'it ended at once');
      const state: RunningAsterisk = { pid: child.pid, startTicks: ticks, ...access };
      await writeConfigurationFile(this.#stateFile, JSON.stringify(state), 0o600);
      await this.#ready(state, () => failed, signal);
      child.unref();
      log.info({ pid: state.pid, folder: this.#options.folder }, 'Asterisk is running');
      return state;
    } catch (error) {
      child.unref();
      await this.stop();
      const tail = await readFile(logFile, 'utf8').catch(() => '');
      const lines = tail.trim().split('\n').slice(-12).join('\n  ');
      throw error instanceof MinibotError
        ? new MinibotError(error.code, `${error.message}\n  ${lines}`, { hint: error.hint, exit: error.exit })
        : error;
    }
  }

  /** Ends it, by force when it does not go by itself; nothing happens when none runs. */
  async stop(): Promise<void> {
    const state = await this.running();
    if (state !== undefined) {
      const gone = async () => (await startTicks(state.pid)) !== state.startTicks;
      kill(state.pid, 'SIGTERM');
      // A stopped (SIGSTOP) process would never hear it.
      kill(state.pid, 'SIGCONT');
      if (!(await waitFor(gone, this.#options.stopTimeoutMs ?? 10_000))) {
        kill(state.pid, 'SIGKILL');
        await waitFor(gone, 5_000);
      }
    }
    await rm(this.#stateFile, { force: true });
  }

  #failure(why: string): MinibotError {
    return new MinibotError('MB_ASTERISK_START', `Asterisk did not start: ${why}.`, {
      hint: `Its log is in ${this.folders.logDir}.`,
      exit: 'asterisk',
    });
  }

  async #prepare(files: ReadonlyMap<string, string>): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o750 });
    await prepareFolders(this.folders, this.#options.installation);
    for (const [name, text] of files) {
      await writeConfigurationFile(join(this.folders.etcDir, name), text, secretFiles.has(name) ? 0o600 : 0o640);
    }
  }

  async #ready(state: RunningAsterisk, failed: () => string | undefined, signal?: AbortSignal): Promise<void> {
    const authorization = basicAuthorization(state.ari.username, state.ari.password);
    const timeoutMs = this.#options.startTimeoutMs ?? 30_000;
    const answered = async () => {
      const why = failed();
      if (why !== undefined) throw this.#failure(why);
      signal?.throwIfAborted();
      return fetch(`${state.ari.url}/ari/asterisk/info?only=system`, {
        headers: { authorization },
        signal: AbortSignal.timeout(2_000),
      }).then(
        async (response) => {
          await response.body?.cancel();
          if (response.status === 401) throw this.#failure('ARI refuses the password');
          return response.ok;
        },
        () => false,
      );
    };
    if (!(await waitFor(answered, timeoutMs))) throw this.#failure(`ARI does not answer after ${timeoutMs} ms`);
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in the meantime.
  }
}

async function waitFor(condition: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await delay(30);
  }
}

/** Makes the folders of an instance, with the installation's read-only data linked into them. */
export async function prepareFolders(folders: AsteriskFolders, installation: AsteriskInstallation): Promise<void> {
  const { etcDir, varLibDir, spoolDir, runDir, logDir, cacheDir, dataDir } = folders;
  for (const dir of [etcDir, varLibDir, spoolDir, runDir, logDir, cacheDir, dataDir]) {
    await mkdir(dir, { recursive: true, mode: 0o750 });
  }
  for (const dir of ['recording', 'tmp']) await mkdir(join(spoolDir, dir), { recursive: true });
  await shareData(installation.dataDir, dataDir);
}

/** The installation's data by links, and a sounds folder of our own that prompts can be put into. */
async function shareData(from: string, to: string): Promise<void> {
  const link = async (source: string, target: string) => {
    if (!existsSync(target)) await symlink(source, target).catch(() => undefined);
  };
  for (const name of await readdir(from)) if (name !== 'sounds') await link(join(from, name), join(to, name));
  await mkdir(join(to, 'sounds'), { recursive: true });
  const languages = await readdir(join(from, 'sounds')).catch(() => []);
  for (const name of languages) await link(join(from, 'sounds', name), join(to, 'sounds', name));
}
