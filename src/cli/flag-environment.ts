/** Every flag has a variable: `campaign launch --limit` is MINIBOT_CAMPAIGN_LAUNCH_LIMIT unless the flag names its own. */

function flagVariable(commandId: string, flag: string): string {
  return `MINIBOT_${`${commandId}_${flag}`.replaceAll(/[^a-zA-Z0-9]+/g, '_').toUpperCase()}`;
}

/** oclif's own `--help` and `--json` are left alone: MINIBOT_JSON is for the latter. */
const own = new Set(['help', 'json', 'version']);

export function withEnvironment<Flags extends Readonly<Record<string, { readonly env?: string | undefined }>>>(
  commandId: string,
  flags: Flags,
): Flags {
  const named = Object.entries(flags).map(([name, flag]) => {
    if (own.has(name)) return [name, flag];
    return [name, { ...flag, env: flag.env ?? flagVariable(commandId, name) }];
  });
  return Object.fromEntries(named) as Flags;
}
