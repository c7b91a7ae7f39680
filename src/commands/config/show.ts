import { Args, Flags } from '@oclif/core';
import { stringify } from 'yaml';
import { BaseCommand } from '../../cli/base-command.ts';
import { configValues, type ConfigValue } from '../../cli/config-values.ts';
import { table } from '../../cli/table.ts';

export default class ConfigShow extends BaseCommand {
  static override summary = 'Show the configuration in force; passwords are masked.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> dialing --origin',
    '<%= config.bin %> <%= command.id %> --origin --json',
  ];
  static override enableJsonFlag = true;
  static override args = { section: Args.string({ description: 'only what stands below, such as dialing' }) };
  static override flags = {
    origin: Flags.boolean({ default: false, description: 'also where each value comes from' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ConfigShow);
    const loaded = this.loadConfig(flags.config);
    const { section } = args;
    const values = configValues(loaded).filter(
      ({ path }) => section === undefined || path === section || path.startsWith(`${section}.`),
    );
    if (flags.origin) {
      const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
      this.log(
        table(
          ['value', 'is', 'from'],
          values.map(({ path, value, origin }) => [path, shown(value), origin]),
        ),
      );
    } else this.log(stringify(nested(values)).trimEnd());
    this.say(loaded.file === undefined ? 'No configuration file: defaults and environment.' : `File: ${loaded.file}`);
    return { file: loaded.file ?? null, values };
  }
}

function nested(values: readonly ConfigValue[]): unknown {
  const root: Record<string, unknown> = {};
  for (const { path, value } of values) {
    const keys = path.split('.');
    let node: Record<string, unknown> = root;
    for (const key of keys.slice(0, -1)) node = (node[key] ??= {}) as Record<string, unknown>;
    node[keys.at(-1) ?? ''] = value;
  }
  return asLists(root);
}

/** Objects whose keys are 0, 1, 2 … were lists. */
function asLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, asLists(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}
