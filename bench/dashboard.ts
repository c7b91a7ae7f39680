/**
 * What the dashboard costs: processor time of its process and bytes to its terminal, with 200 live calls that change all the time and
 * 200,000 old ones in the database; against the same dashboard when nothing happens.
 *
 *   node bench/dashboard.ts [live=200] [old=200000] [seconds=20]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { readDashboard } from '../src/store/dashboard.ts';
import type { Sql } from '../src/store/database.ts';
import { testDatabase } from '../test/support/database.ts';
import { cliProgram } from '../test/support/run-cli.ts';
import { until } from '../test/support/until.ts';

const [live = 200, old = 200_000, seconds = 20] = process.argv.slice(2).map(Number);
const columns = 160;
const rows = 50;

/** Months of calls in forty campaigns, of which one is active. */
async function addOldCalls(sql: Sql): Promise<void> {
  await sql`set statement_timeout = 0`;
  await sql`
    insert into campaigns (name, status, scenario, started_at, completed_at)
    select 'Campaign ' || n, case n when 40 then 'active' else 'completed' end, 'production', now() - interval '60 days', now()
    from generate_series(1, 40) n`;
  await sql`
    insert into contacts (phone, first_name, last_name)
    select '+336' || lpad(n::text, 8, '0'), 'Anne', 'Martin' from generate_series(1, ${old + live}::integer) n`;
  await sql`
    insert into call_queue (campaign_id, contact_id, phone_number, scenario, status)
    select 1 + id % 40, id, phone, 'production', 'completed' from contacts`;
  await sql`
    insert into calls (call_id, campaign_id, contact_id, phone_number, status, disposition, amd_result, started_at, answered_at, ended_at,
      duration)
    select 'old-' || n, 1 + n % 40, n, '+336' || lpad(n::text, 8, '0'), 'ended',
      (array['no_answer', 'voicemail', 'lead', 'not_interested'])[1 + n % 4], case when n % 4 > 1 then 'human' end,
      now() - n * interval '20 s', case when n % 4 > 0 then now() - n * interval '20 s' end, now() - n * interval '20 s' + interval '15 s', 15
    from generate_series(1, ${old}::integer) n`;
  await sql`
    insert into call_interactions (call_id, question_number, step, question_played, transcription, played_at, played_ms, response_gap_ms)
    select call_id, 1, 'hello', 'Bonjour', 'oui', started_at, 900, 300 from calls`;
  await sql`analyze`;
}

async function addLiveCalls(sql: Sql): Promise<void> {
  await sql`
    insert into calls (call_id, campaign_id, contact_id, phone_number, status, started_at, answered_at)
    select 'live-' || n, 40, ${old} + n, '+336' || lpad((${old} + n)::text, 8, '0'), 'answered', now(), now()
    from generate_series(1, ${live}::integer) n`;
}

/** Every live call says or hears something each two seconds; one call a second ends and another begins. */
async function beBusy(sql: Sql, signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const part = turn % 20;
    await sql`
      insert into call_events (call_id, type)
      select call_id, case ${turn} / 20 % 2 when 0 then 'prompt_started' else 'speech_started' end from calls
      where status <> 'ended' and hashtext(call_id) % 20 in (${part}, -${part}::integer)`;
    await sql`
      insert into call_interactions (call_id, question_number, step, question_played, transcription, played_at, played_ms, response_gap_ms)
      select call_id, ${turn + 2}, 'q' || ${turn % 4}, 'Êtes-vous propriétaire ?', 'oui depuis trois ans ' || ${turn}, now(), 900, 320
      from calls where status <> 'ended' and hashtext(call_id) % 20 in (${part}, -${part}::integer)`;
    if (turn % 10 === 0) {
      await sql`
        with gone as (select call_id, phone_number from calls where status <> 'ended' order by started_at limit 1),
        ended as (update calls set status = 'ended', disposition = 'lead', ended_at = now() where call_id in (select call_id from gone)
          returning phone_number)
        select 1`;
    }
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
}

/** User and system time of a process in ms (100 ticks a second on Linux). */
async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'minibot-bench-dashboard-'));
const { sql } = database;
try {
  await addOldCalls(sql);
  const pidFile = join(folder, 'pid');
  // A real pseudo-terminal, of which every byte passes through here.
  const inner = `stty cols ${columns} rows ${rows}; echo $$ > ${pidFile}; exec ${process.execPath} ${cliProgram} dashboard`;
  const child = execa('script', ['-qfc', inner, '/dev/null'], {
    cwd: folder,
    env: { DATABASE_URL: database.url, TERM: 'xterm-256color' },
    stdout: 'pipe',
    reject: false,
    buffer: false,
  });
  let bytes = 0;
  let writes = 0;
  let clears = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    writes += 1;
    // ED 2: the whole screen goes blank before it is drawn again, which is seen as flicker.
    if (chunk.includes('\u001B[2J')) clears += 1;
  });
  await until('the first frame', () => bytes > 1_000, 60_000);
  const pid = Number(await readFile(pidFile, 'utf8'));
  await delay(5_000);

  const measure = async (name: string) => {
    [bytes, writes, clears] = [0, 0, 0];
    const [cpuBefore, startedMs] = [await cpuMs(pid), performance.now()];
    await delay(seconds * 1_000);
    const wallMs = performance.now() - startedMs;
    const cpu = ((await cpuMs(pid)) - cpuBefore) / wallMs;
    const perSecond = (count: number) => (count / (wallMs / 1_000)).toFixed(1);
    const frameBytes = columns * rows;
    console.log(
      `${name}: ${(cpu * 100).toFixed(1)} % of a core, ${perSecond(bytes)} bytes/s (${((bytes / (wallMs / 1_000) / frameBytes) * 100).toFixed(0)} % of a screen), ${perSecond(writes)} writes/s, ${String(clears)} clears`,
    );
    return cpu;
  };
  const idle = await measure('nothing happens (baseline)');
  await addLiveCalls(sql);
  const stop = new AbortController();
  const busy = beBusy(sql, stop.signal);
  await delay(3_000);
  const loaded = await measure(`${String(live)} live calls`);
  stop.abort();
  await busy;
  console.log(`ratio ${(loaded / idle).toFixed(1)}`);

  const timesMs: number[] = [];
  const before = await readDashboard(sql, database.config);
  for (let round = 0; round < 10; round += 1) {
    const startedMs = performance.now();
    await readDashboard(sql, database.config, before);
    timesMs.push(performance.now() - startedMs);
  }
  console.log(
    `one reading of the database, ${String(old)} old calls: median ${timesMs.toSorted((a, b) => a - b)[5]?.toFixed(0) ?? ''} ms`,
  );
  process.kill(pid, 'SIGTERM');
  await child;
} finally {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
}
