import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { sinceTime } from '../cli/since.ts';
import { exitCodes, MinibotError } from '../core/errors.ts';
import { logLevels } from '../core/log.ts';

export default class Logs extends BaseCommand {
  static override summary = "What the daemon of this machine says: its log's last lines, and with -f those that come.";
  static override description = `Reads log.file, and those before it, where the daemon writes what it writes to standard error. Names, numbers and words of callees are
never in it. --json gives the records themselves, one a line. -f ends with Ctrl-C (exit code 130) and goes on over the file's renaming.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> -f',
    '<%= config.bin %> <%= command.id %> --level warn --since 4h',
    '<%= config.bin %> <%= command.id %> -f --campaign 3',
    '<%= config.bin %> <%= command.id %> --call mb-1f3c --lines 1000 --json',
  ];
  static override flags = {
    follow: Flags.boolean({ char: 'f', default: false, description: 'go on with new lines as they come' }),
    lines: Flags.integer({ char: 'n', default: 100, min: 0, description: 'so many of the last lines' }),
    level: Flags.option({ options: logLevels, description: 'nothing less important' })(),
    call: Flags.string({ description: 'only this call (its id, or how it begins)' }),
    campaign: Flags.integer({ min: 1, description: 'only this campaign and its calls' }),
    since: Flags.string({ description: 'nothing earlier: 30m, 4h, 7d or a date' }),
    file: Flags.string({ description: 'this log instead of log.file' }),
    json: Flags.boolean({ default: false, description: 'records as NDJSON', env: 'MINIBOT_JSON' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Logs);
    const { config } = this.loadConfig(flags.config);
    const file = flags.file ?? config.log.file;
    const { matcher, parseRecord, recordText } = await import('../cli/logs/log-record.ts');
    const { followLines, logFiles, readWhole } = await import('../cli/logs/log-lines.ts');
    const { level, call, campaign } = flags;
    const matches = matcher({ level, call, campaign, since: sinceTime(flags.since, Date.now()) });
    /** @returns what is shown of a line; undefined for what is not looked for */
    const shown = (line: string): string | undefined => {
      const record = parseRecord(line);
      if (record === undefined || !matches(record)) return undefined;
      return flags.json ? line : recordText(record);
    };

    // Before anything is read, so that a Ctrl-C at any moment ends in order.
    const interrupted = new AbortController();
    const interrupt = () => interrupted.abort();
    if (flags.follow) process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    // A reader that has seen enough (`| head`) is no error.
    let gone = false;
    const readerGone = () => {
      gone = true;
      interrupt();
    };
    process.stdout.on('error', readerGone);
    try {
      const last: string[] = [];
      let position: Awaited<ReturnType<typeof readWhole>>;
      for (const each of await logFiles(file)) {
        position = await readWhole(each, (line) => {
          const text = shown(line);
          if (text === undefined) return;
          last.push(text);
          if (last.length > flags.lines) last.shift();
        });
      }
      if (position === undefined && !flags.follow) throw missing(file);
      for (const text of last) this.log(text);
      if (!flags.follow) return;
      if (position === undefined) this.say(`${file} is not there yet: waiting for a daemon.`);
      const print = (line: string) => {
        const text = shown(line);
        if (text !== undefined) process.stdout.write(`${text}\n`);
      };
      await followLines(file, position, print, interrupted.signal);
      if (!gone) process.exitCode = exitCodes.interrupted;
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      process.stdout.off('error', readerGone);
    }
  }
}

function missing(file: string): MinibotError {
  return new MinibotError('MB_LOG_MISSING', file === '' ? 'log.file is empty.' : `There is no log ${file}.`, {
    hint: 'A daemon of this configuration writes it (minibot daemon). Under systemd also: journalctl -u minibot -f',
  });
}
