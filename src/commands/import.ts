import { Args, Flags } from '@oclif/core';
import chalk from 'chalk';
import { SingleBar } from 'cli-progress';
import { BaseCommand } from '../cli/base-command.ts';
import { importFile, prepareImport, type ImportSummary } from '../cli/import/import-file.ts';
import { withDatabase } from '../cli/with-database.ts';
import { isPhoneCountry, phoneProblems, phoneProblemTexts } from '../core/contact/phone-number.ts';
import { exitCodes, MinibotError } from '../core/errors.ts';

export default class Import extends BaseCommand {
  static override summary = 'Import contacts from a CSV file.';
  static override description = `Semicolon, comma or tab; UTF-8 or Windows-1252; found out by itself. Numbers become E.164. Known numbers keep what they have:
only empty fields are filled, so an import can safely be run again. Columns that are not ours are kept and usable in a scenario.
Exit codes: 0 all lines taken; 8 some lines rejected; 2 not a file that can be imported; 75 another import runs; 130 interrupted (whole batches stay, run again).`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> contacts.csv',
    '<%= config.bin %> <%= command.id %> contacts.csv --dry-run --rejects rejects.csv',
    '<%= config.bin %> <%= command.id %> export.csv --map phone="Ligne directe" --map last_name=Client --country BE',
  ];
  static override enableJsonFlag = true;
  static override args = { file: Args.string({ required: true, description: 'CSV file with a line of column names' }) };
  static override flags = {
    map: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FIELD=COLUMN',
      description: 'column of phone, first_name, last_name, email or postcode, by name or position',
    }),
    country: Flags.string({
      env: 'MINIBOT_COUNTRY',
      helpValue: 'FR',
      description: 'country of numbers without a country code',
    }),
    'dry-run': Flags.boolean({ default: false, description: 'read and report, write nothing' }),
    rejects: Flags.string({ helpValue: 'FILE', description: 'write refused lines here, with line number and reason' }),
    'no-header': Flags.boolean({
      default: false,
      description: 'the first line is data; columns are column_1, column_2, …',
    }),
    encoding: Flags.string({ description: 'when it is not found out rightly, e.g. windows-1252' }),
    delimiter: Flags.string({ description: 'when it is not found out rightly' }),
  };

  async run(): Promise<ImportSummary> {
    const { args, flags } = await this.parse(Import);
    const { config } = this.loadConfig(flags.config, { country: flags.country?.toUpperCase() });
    const map = (flags.map ?? []).map(mapping);
    const country = config.country.toUpperCase();
    if (!isPhoneCountry(country)) {
      throw new MinibotError('MB_IMPORT_COUNTRY', `${country} is not a country code.`, {
        hint: 'Such as FR or BE.',
        exit: 'usage',
      });
    }
    const interruption = new AbortController();
    const interrupt = () => interruption.abort();
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const bar = this.jsonEnabled() || !process.stderr.isTTY ? undefined : progressBar();
    try {
      const oneConnection = { ...config, database: { ...config.database, poolSize: 1 } };
      // The file is looked at first: its faults need no database.
      const prepared = await prepareImport({
        file: args.file,
        country,
        allowedCountries: config.import.countries,
        map,
        noHeader: flags['no-header'],
        encoding: flags.encoding,
        delimiter: flags.delimiter === '\\t' ? '\t' : flags.delimiter,
        dryRun: flags['dry-run'],
        rejects: flags.rejects,
        batchRows: config.import.batchRows,
        signal: interruption.signal,
        onProgress: (bytes, total) => {
          if (bar === undefined) return;
          if (!bar.isActive) bar.start(total, 0);
          bar.update(bytes);
        },
      });
      const summary = await withDatabase(oneConnection, (sql) => importFile(sql, prepared));
      bar?.stop();
      this.#print(summary);
      if (summary.interrupted) process.exitCode = exitCodes.interrupted;
      else if (summary.rejected > 0) process.exitCode = exitCodes.partlyDone;
      return summary;
    } finally {
      bar?.stop();
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
  }

  #print(summary: ImportSummary): void {
    const { imported, updated, unchanged, duplicates, suppressed, rejected } = summary;
    const delimiter = summary.delimiter === '\t' ? 'tab' : summary.delimiter;
    const columns = Object.entries(summary.columns).map(([field, name]) => `${field} ← ${name}`);
    const extra = summary.extra_columns.length === 0 ? '' : `; kept as they are: ${summary.extra_columns.join(', ')}`;
    this.log(`${summary.file}: ${summary.encoding}, delimiter ${delimiter}`);
    this.log(`${columns.join(', ')}${extra}`);
    const verb = summary.dry_run ? 'would be imported' : 'imported';
    this.log(
      `${chalk.bold(summary.rows)} lines: ${chalk.green(`${imported} ${verb}`)}, ${updated} completed, ${unchanged} known, ` +
        `${duplicates} repeated in the file, ${suppressed} on the do-not-call list, ${rejected > 0 ? chalk.red(`${rejected} rejected`) : '0 rejected'}`,
    );
    for (const [code, count] of Object.entries(summary.reasons)) {
      this.log(`  ${String(count).padStart(8)}  ${reasonOf(code)}`);
    }
    for (const { line, reason } of summary.first_rejects) this.log(chalk.dim(`  line ${line}: ${reason}`));
    if (rejected + suppressed > summary.first_rejects.length) {
      this.log(
        chalk.dim(
          summary.rejects_file === null ? '  … all of them with --rejects FILE' : `  … all in ${summary.rejects_file}`,
        ),
      );
    }
    if (summary.interrupted)
      this.say('Interrupted. What is counted above is kept; run the same command again to go on.');
  }
}

function reasonOf(code: string): string {
  const problem = phoneProblems.find((known) => known === code);
  return problem === undefined ? code : phoneProblemTexts[problem];
}

function mapping(text: string): { field: string; column: string } {
  const [field = '', ...rest] = text.split('=');
  if (rest.length === 0 || field === '') {
    throw new MinibotError('MB_IMPORT_COLUMN', `--map ${text} is not of the form FIELD=COLUMN.`, {
      hint: 'For example --map phone=Tel',
      exit: 'usage',
    });
  }
  return { field, column: rest.join('=') };
}

function progressBar(): SingleBar {
  return new SingleBar({
    format: 'Importing {bar} {percentage} % · {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
  });
}
