import { Command, Flags } from '@oclif/core';
import chalk from 'chalk';
import { exitCodes, MinibotError } from '../core/errors.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';

/** What every command shares: the configuration flag and errors that a person can act on. */
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
