/** A program in a real pseudo-terminal, read as a person sees it: through tmux, on a server of its own. */
import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import { until } from './until.ts';

export async function hasTmux(): Promise<boolean> {
  return (await execa('tmux', ['-V'], { reject: false })).exitCode === 0;
}

export class Terminal {
  readonly #server = `minibot-test-${randomBytes(4).toString('hex')}`;

  async start(
    command: readonly string[],
    options: { columns: number; rows: number; env: NodeJS.ProcessEnv; cwd: string },
  ) {
    const { columns, rows, env, cwd } = options;
    const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
    // What it leaves on the screen stays readable after its end.
    const shell = `${quoted}; echo "ended with $?"; exec sleep 600`;
    await this.#tmux(['-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), shell], {
      env,
      cwd,
    });
  }

  async screen(): Promise<string> {
    return (await this.#tmux(['capture-pane', '-p'])).stdout;
  }

  /** tmux's names: Enter, Escape, Tab, Down; anything else is typed. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#tmux(['send-keys', key]);
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux(['resize-window', '-x', String(columns), '-y', String(rows)]);
  }

  /** @returns the screen on which it was seen */
  async see(pattern: RegExp, timeoutMs = 60_000): Promise<string> {
    let screen = '';
    try {
      await until(String(pattern), async () => pattern.test((screen = await this.screen())), timeoutMs);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : ''}\n${screen}`, { cause: error });
    }
    return screen;
  }

  async close(): Promise<void> {
    await this.#tmux(['kill-server']);
  }

  async #tmux(args: readonly string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}) {
    return execa('tmux', ['-L', this.#server, ...args], { ...options, reject: false });
  }
}
