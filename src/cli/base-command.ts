import { Command, Flags, type Interfaces } from '@oclif/core';
import chalk from 'chalk';
import { exitCodes, MinibotError } from '../core/errors.ts';
import { withEnvironment } from './flag-environment.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';

/** What every command shares: the configuration flag, a variable for every flag, and errors that a person can act on. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    config: Flags.string({
      char: 'c',
      description: 'configuration file (default ./minibot.yaml, then /etc/minibot/minibot.yaml)',
      env: 'MINIBOT_CONFIG',
      helpGroup: 'GLOBAL',
    }),
  };

  protected loadConfig(file: string | undefined, overrides: Readonly<Record<string, unknown>> = {}): LoadedConfig {
    return loadConfig({ file, overrides });
  }

  /** Talk goes to standard error; data goes to standard output. */
  protected say(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** MINIBOT_JSON=1 is `--json`, where a command has it. */
  override jsonEnabled(): boolean {
    const asked = /^(1|true|yes)$/i.test(process.env['MINIBOT_JSON'] ?? '');
    return super.jsonEnabled() || (asked && this.ctor.enableJsonFlag);
  }

  protected override async parse<
    F extends Record<string, unknown>,
    B extends Record<string, unknown>,
    A extends Record<string, unknown>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    const { baseFlags, enableJsonFlag, flags } = options ?? {};
    return super.parse<F, B, A>(
      {
        ...options,
        ...(baseFlags === undefined ? {} : { baseFlags }),
        ...(enableJsonFlag === undefined ? {} : { enableJsonFlag }),
        ...(flags === undefined ? {} : { flags: withEnvironment(this.id ?? '', flags) }),
      },
      argv,
    );
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<void> {
    if (!(error instanceof MinibotError)) {
      await super.catch(error);
      return;
    }
    process.exitCode = exitCodes[error.exit];
    if (this.jsonEnabled()) {
      this.logJson({ error: { code: error.code, message: error.message, hint: error.hint } });
      return;
    }
    this.say(`${chalk.red('Error')} ${error.message} ${chalk.dim(`[${error.code}]`)}`);
    if (error.hint !== undefined) this.say(`${chalk.yellow('→')} ${error.hint}`);
  }
}
