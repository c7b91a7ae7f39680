/** Where everything of one lab lies, and the configuration that its minibot runs with. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeConfigurationFile, type RunningAsterisk } from '../asterisk/instance.ts';
import { retriedDispositions } from '../core/config/dialing-schema.ts';
import { configSchema, type Config } from '../core/config/schema.ts';
import { trunkTo } from './network.ts';

export interface Workspace {
  readonly dir: string;
  readonly configFile: string;
  readonly pbxDir: string;
  readonly networkDir: string;
  readonly calleesState: string;
  readonly calleesJob: string;
  readonly calleesLog: string;
  /** One line of JSON for each call that a callee has ended. */
  readonly callsFile: string;
  readonly contactsFile: string;
  readonly daemonLog: string;
  readonly reportFile: string;
}

export function workspaceAt(dir: string): Workspace {
  return {
    dir,
    configFile: join(dir, 'minibot.yaml'),
    pbxDir: join(dir, 'pbx'),
    networkDir: join(dir, 'network'),
    calleesState: join(dir, 'callees.json'),
    calleesJob: join(dir, 'callees-job.json'),
    calleesLog: join(dir, 'callees.log'),
    callsFile: join(dir, 'calls.jsonl'),
    contactsFile: join(dir, 'contacts.csv'),
    daemonLog: join(dir, 'daemon.log'),
    reportFile: join(dir, 'report.json'),
  };
}

export interface LabSettings {
  readonly concurrency: number;
  readonly engine: 'auto' | 'onnx' | 'whisper.cpp';
  /** A PostgreSQL of one's own; absent: the embedded one, in the workspace. */
  readonly databaseUrl: string | undefined;
  /** Laid over the lab's configuration, section by section: how another policy is measured. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

const dayMs = 24 * 3_600_000;

/** Everybody is called once; only who asked for another call stays in the queue. Nobody waits for a callee that does not answer. */
const labDialing = {
  spacingMs: 300,
  ringTimeoutMs: 10_000,
  callTimeoutMs: 180_000,
  queueCheckMs: 1_000,
  retry: Object.fromEntries(
    retriedDispositions.map((disposition) => [
      disposition,
      disposition === 'human_request' ? { afterMs: dayMs, maxAfterMs: dayMs } : { again: false },
    ]),
  ),
};

/**
 * Writes the lab's minibot.yaml, with which any minibot command works on the lab (`--config`).
 * @returns the same configuration with absolute paths
 */
export async function writeLabConfig(
  workspace: Workspace,
  pbx: { readonly running: RunningAsterisk; readonly soundsDir: string; readonly etcDir: string },
  networkSipPort: number,
  settings: LabSettings,
): Promise<Config> {
  await mkdir(workspace.dir, { recursive: true });
  const at = (name: string) => join(workspace.dir, name);
  const own = {
    database: { embedded: { dataDir: at('postgres') } },
    asterisk: { ari: { ...pbx.running.ari, app: 'minibot' }, soundsDir: pbx.soundsDir, configDir: pbx.etcDir },
    trunks: [trunkTo(networkSipPort)],
    dialing: { ...labDialing, concurrency: settings.concurrency },
    speech: { engine: settings.engine },
    http: { port: 0 },
    paths: { recordings: at('recordings'), transcripts: at('transcripts'), scenarios: [] },
  };
  const raw = overlay(own, settings.overrides ?? {});
  const header = '# The lab. Written anew by each `minibot lab up` and `minibot lab run`.\n';
  await writeConfigurationFile(workspace.configFile, header + stringify(raw), 0o600);
  const { databaseUrl: url } = settings;
  return configSchema.parse(url === undefined ? raw : overlay(raw, { database: { url } }));
}

/** Mappings are merged; anything else, lists too, is replaced. */
function overlay(
  under: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMapping(below) && isMapping(value) ? overlay(below, value) : value;
  }
  return merged;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
