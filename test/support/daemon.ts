/** A daemon as operators run it: its own process, on a real database, a real PBX and the lab's phone network. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeWav } from '../../src/core/audio/wav.ts';
import { readPromptFiles } from '../../src/lab/callee/prompt-files.ts';
import { numberOf } from '../../src/lab/numbers.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { repository, testLab, type TestLab, type TestLabOptions } from './lab.ts';
import { until } from './until.ts';
import { cliProgram } from './run-cli.ts';

export interface TestDaemon {
  readonly process: ChildProcess;
  /** Log lines so far. */
  readonly log: readonly string[];
  ready(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface DaemonRig {
  readonly lab: TestLab;
  readonly database: TestDatabase;
  readonly configFile: string;
  readonly recordings: string;
  /** Queues the personas of these names (all by default) in an active campaign; its id. */
  campaign(personas?: readonly string[]): Promise<number>;
  start(env?: NodeJS.ProcessEnv): TestDaemon;
  /** By persona: how its last call ended. */
  outcomes(): Promise<ReadonlyMap<string, { readonly disposition: string | null; readonly contactStatus: string }>>;
  remove(): Promise<void>;
}

export async function daemonRig(options: TestLabOptions & { readonly config?: object } = {}): Promise<DaemonRig> {
  const lab = await testLab(options);
  const database = await testDatabase();
  const folder = join(lab.recordDir, '../daemon');
  const recordings = join(folder, 'recordings');
  await mkdir(folder, { recursive: true });
  const { soundsDir } = lab.pbx.instance;
  for (const { id, samples } of await readPromptFiles(join(repository, 'audio/fr'))) {
    await writeFile(join(soundsDir, 'minibot', `${id}.wav`), writeWav({ sampleRateHz: 8000, channels: 1, samples }));
  }
  const configFile = join(folder, 'minibot.yaml');
  const config = {
    database: { url: database.url },
    asterisk: { ari: { ...lab.pbx.ari, app: 'minibot' }, soundsDir },
    trunks: lab.pbx.settings.trunks,
    dialing: {
      spacingMs: 100,
      queueCheckMs: 1_000,
      maxAttempts: 1,
      ringTimeoutMs: 8_000,
      leaseMs: 5_000,
      heartbeatMs: 1_000,
    },
    paths: { recordings, transcripts: join(folder, 'transcripts') },
    http: { port: 0 },
    webhooks: { allowHttp: true, allowPrivateAddresses: true },
    log: { level: 'debug' },
    ...options.config,
  };
  await writeFile(configFile, stringify(config), { mode: 0o600 });
  const { sql } = database;
  const daemons: ChildProcess[] = [];

  return {
    lab,
    database,
    configFile,
    recordings,
    campaign: async (names) => {
      const wanted = lab.personas.flatMap(({ persona }, index) =>
        names === undefined || names.includes(persona.name) ? [{ persona, phone: numberOf(index) }] : [],
      );
      // At once, as a launch does it: an active campaign without rows is over, and the daemon may look in between.
      return sql.begin(async (tx) => {
        const [campaign] = await tx<{ id: number }[]>`
          insert into campaigns (name, status, scenario, started_at) values ('rig', 'active', 'production', now()) returning id`;
        if (campaign === undefined) throw new Error('no campaign');
        for (const { persona, phone } of wanted) {
          const [contact] = await tx<{ id: number }[]>`
            insert into contacts (phone, first_name, last_name, status)
            values (${phone}, ${persona.contact?.first_name ?? null}, ${persona.name}, 'Queued')
            on conflict (phone) do update set status = 'Queued' returning id`;
          await tx`
            insert into call_queue (campaign_id, contact_id, phone_number, scenario, max_attempts)
            values (${campaign.id}, ${contact?.id ?? 0}, ${phone}, 'production', 1)`;
        }
        return campaign.id;
      });
    },
    start: (env = {}) => {
      const child = spawn(process.execPath, [cliProgram, 'daemon', '--config', configFile], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'pipe'],
      });
      daemons.push(child);
      const log: string[] = [];
      let rest = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        log.push(...lines);
      });
      return {
        process: child,
        log,
        ready: () =>
          until(
            'the daemon to be ready',
            () => {
              if (child.exitCode !== null) throw new Error(`the daemon ended: ${log.join('\n')}`);
              return log.some((line) => line.includes('daemon is ready'));
            },
            60_000,
          ),
        kill: async (signal) => {
          if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
          const ended = once(child, 'exit');
          child.kill(signal);
          await ended;
          return child.exitCode;
        },
      };
    },
    outcomes: async () => {
      const rows = await sql<{ name: string; status: string; disposition: string | null }[]>`
        select c.last_name as name, c.status, k.disposition from contacts c
        left join lateral (select disposition from calls where contact_id = c.id order by started_at desc limit 1) k on true`;
      return new Map(rows.map((row) => [row.name, { disposition: row.disposition, contactStatus: row.status }]));
    },
    remove: async () => {
      for (const child of daemons) if (child.exitCode === null) child.kill('SIGKILL');
      await database.drop();
      await lab.remove();
    },
  };
}
