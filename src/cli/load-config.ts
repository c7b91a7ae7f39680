import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { configSchema, type Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Absent: defaults and environment only. */
  readonly file: string | undefined;
  /** Relative paths of the configuration start here. */
  readonly root: string;
  /** Dotted path of each value that is not a default, and where it came from. */
  readonly origins: ReadonlyMap<string, string>;
}

const prefix = 'MINIBOT_';

/** `asterisk.ari.requestTimeoutMs` ↔ `MINIBOT_ASTERISK_ARI_REQUEST_TIMEOUT_MS`. */
function envName(path: readonly string[]): string {
  return prefix + path.map((part) => part.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()).join('_');
}

/** Paths of all leaves, read from the defaults' own shape plus the optional ones. */
const optionalLeaves = [
  ['database', 'url'],
  ['speech', 'onnxDir'],
  ['speech', 'ggmlModel'],
  ['speech', 'ggmlSha256'],
  ['vad', 'sileroModel'],
  ['paths', 'audio'],
  ['asterisk', 'sip', 'externalAddress'],
];

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let node = target;
  for (const key of path.slice(0, -1)) {
    const child = node[key];
    if (typeof child !== 'object' || child === null) node[key] = {};
    node = node[key] as Record<string, unknown>;
  }
  node[path.at(-1) ?? ''] = value;
}

function fromText(text: string): unknown {
  if (/^(true|false)$/.test(text)) return text === 'true';
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

/** `--config`, else MINIBOT_CONFIG, else ./minibot.yaml, else /etc/minibot/minibot.yaml. */
function findConfigFile(explicit?: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = explicit ?? env['MINIBOT_CONFIG'];
  if (named !== undefined) {
    if (!existsSync(named)) {
      throw new MinibotError('MB_CONFIG_MISSING', `The configuration file ${named} does not exist.`, {
        hint: 'Run `minibot init` to write one, or give another with --config.',
        exit: 'configuration',
      });
    }
    return resolve(named);
  }
  return [resolve('minibot.yaml'), '/etc/minibot/minibot.yaml'].find((file) => existsSync(file));
}

/**
 * File, then environment (MINIBOT_… and DATABASE_URL), then `overrides` (flags, by dotted path).
 * @throws MinibotError MB_CONFIG_INVALID with every problem and where its value came from
 */
export function loadConfig(
  options: {
    file?: string | undefined;
    /** Content of a file that is not written yet; `file` is where it will be. */
    text?: string;
    overrides?: Readonly<Record<string, unknown>>;
    env?: NodeJS.ProcessEnv;
  } = {},
): LoadedConfig {
  const env = options.env ?? process.env;
  const file = options.text === undefined ? findConfigFile(options.file, env) : resolve(options.file ?? 'minibot.yaml');
  const origins = new Map<string, string>();
  let raw: Record<string, unknown> = {};
  if (file !== undefined) {
    const document = parseDocument(options.text ?? readFileSync(file, 'utf8'));
    const problems = document.errors.map((error) => `${file}:${error.linePos?.[0].line ?? '?'}: ${error.message}`);
    const content: unknown = problems.length === 0 ? (document.toJS() ?? {}) : {};
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      problems.push(`${file}: not a mapping`);
    if (problems.length > 0) throw invalid(problems);
    raw = content as Record<string, unknown>;
    for (const path of leaves(raw)) origins.set(path.join('.'), file);
  }
  for (const path of [...leaves(configSchema.parse({})), ...optionalLeaves]) {
    const name = envName(path);
    const text = env[name];
    if (text === undefined || text === '') continue;
    setAt(raw, path, fromText(text));
    origins.set(path.join('.'), name);
  }
  if (env['DATABASE_URL']) {
    setAt(raw, ['database', 'url'], env['DATABASE_URL']);
    origins.set('database.url', 'DATABASE_URL');
  }
  for (const [path, value] of Object.entries(options.overrides ?? {})) {
    if (value === undefined) continue;
    setAt(raw, path.split('.'), value);
    origins.set(path, 'flag');
  }
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => describe(issue, origins)));
  const root = file === undefined ? process.cwd() : dirname(file);
  return { config: absolute(parsed.data, root), file, root, origins };
}

function describe(issue: z.core.$ZodIssue, origins: ReadonlyMap<string, string>): string {
  const path = issue.path.join('.');
  const origin = origins.get(path) ?? [...origins].find(([key]) => key.startsWith(path))?.[1] ?? 'default';
  return `${path || '(top)'}: ${issue.message} (from ${origin})`;
}

function invalid(problems: readonly string[]): MinibotError {
  return new MinibotError(
    'MB_CONFIG_INVALID',
    `The configuration has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`,
    {
      hint: 'Mend them all; `minibot init --print` shows a complete configuration.',
      exit: 'configuration',
    },
  );
}

function absolute(config: Config, root: string): Config {
  const at = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  const { asterisk, database, log, paths, speech, vad } = config;
  return {
    ...config,
    asterisk: { ...asterisk, configDir: at(asterisk.configDir), soundsDir: at(asterisk.soundsDir) },
    database: { ...database, embedded: { ...database.embedded, dataDir: at(database.embedded.dataDir) } },
    log: { ...log, file: log.file === '' ? '' : at(log.file) },
    paths: {
      recordings: at(paths.recordings),
      transcripts: at(paths.transcripts),
      scenarios: paths.scenarios.map(at),
      audio: paths.audio === undefined ? undefined : at(paths.audio),
    },
    vad: { ...vad, sileroModel: vad.sileroModel === undefined ? undefined : at(vad.sileroModel) },
    speech: {
      ...speech,
      models: { ...speech.models, dir: at(speech.models.dir) },
      onnxDir: speech.onnxDir === undefined ? undefined : at(speech.onnxDir),
      ggmlModel: speech.ggmlModel === undefined ? undefined : at(speech.ggmlModel),
    },
  };
}
