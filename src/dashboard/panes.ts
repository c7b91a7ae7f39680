/** Each pane as lines of a width and a height. */
import type { DashboardCampaign, DashboardOutcome, DashboardSnapshot, LiveCall } from '../store/dashboard.ts';
import { clock, fit, fitLine, piece, type Line, type Tone } from './text.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface PaneFrame {
  readonly size: Size;
  readonly focused: boolean;
  readonly selectedKey: string | undefined;
}

interface PaneRow {
  readonly key: string;
  readonly line: Line;
}

/** A head and the rows around the selected one; says how many there are beside them. */
function pane(
  title: string,
  rows: readonly PaneRow[],
  empty: string,
  { size, focused, selectedKey }: PaneFrame,
): Line[] {
  const space = size.rows - 1;
  const selected = Math.max(
    0,
    rows.findIndex(({ key }) => key === selectedKey),
  );
  const first = Math.max(0, Math.min(rows.length - space, selected - Math.floor(space / 2)));
  const shown = rows.slice(first, first + space);
  const hidden =
    rows.length > space ? ` (${first + 1}–${first + shown.length} of ${rows.length})` : ` (${rows.length})`;
  const lines: Line[] = [headline(`${focused ? '▶' : ' '} ${title}${hidden} `, size.columns)];
  for (const { key, line } of shown) {
    const here = focused && key === (selectedKey ?? rows[0]?.key);
    const marked: Line = [piece(here ? '› ' : '  '), ...line];
    lines.push(fitLine(here ? marked.map(({ text }) => piece(text, 'selected')) : marked, size.columns));
  }
  if (rows.length === 0 && space > 0) lines.push(fitLine([piece(`  ${empty}`, 'dim')], size.columns));
  while (lines.length < size.rows) lines.push(fitLine([], size.columns));
  return lines.slice(0, size.rows);
}

function headline(title: string, columns: number): Line {
  return fitLine([piece(title, 'head'), piece('─'.repeat(Math.max(0, columns - title.length)), 'dim')], columns);
}

const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`);

const statusTones: Readonly<Record<string, Tone>> = { active: 'good', paused: 'warn', stopped: 'bad' };

/** When the last contact will be done at the pace of the last ten minutes. */
function estimatedEnd(campaign: DashboardCampaign, now: Date): string {
  const open = campaign.pending + campaign.calling;
  if (campaign.status !== 'active' || open === 0) return '–';
  if (campaign.finished_per_minute === 0) return '?';
  const minutes = open / campaign.finished_per_minute;
  if (minutes > 48 * 60) return `${Math.round(minutes / 1440)} d`;
  const end = new Date(now.getTime() + minutes * 60_000);
  return `~${String(end.getHours()).padStart(2, '0')}:${String(end.getMinutes()).padStart(2, '0')}${minutes > 20 * 60 ? ' +1d' : ''}`;
}

export function campaignPane(campaigns: readonly DashboardCampaign[], now: Date, frame: PaneFrame): Line[] {
  const wide = frame.size.columns >= 100;
  const rows = campaigns.map((campaign): PaneRow => {
    const { id, name, status, done, total, answered, calls, leads, human, finished_per_minute: pace } = campaign;
    const bar = wide ? `${progressBar(done, total, 10)} ` : '';
    const nameWidth = Math.max(8, Math.min(30, frame.size.columns - (wide ? 92 : 67)));
    return {
      key: String(id),
      line: [
        piece(`${fit(String(id), 4, 'right')} ${fit(name, nameWidth)} `),
        piece(fit(status, 9), statusTones[status] ?? 'dim'),
        piece(` ${bar}${fit(`${done}/${total}`, 9, 'right')}`),
        piece(`  ans ${fit(share(answered, calls), 5, 'right')}`),
        piece(
          `  leads ${fit(String(leads), 3, 'right')} ${fit(share(leads, human), 5, 'right')}`,
          leads > 0 ? 'good' : 'plain',
        ),
        piece(`  end ${estimatedEnd(campaign, now)}${wide && pace > 0 ? `, ${pace}/min` : ''}`),
      ],
    };
  });
  return pane('Campaigns', rows, 'No campaign yet: minibot campaign launch --name NAME', frame);
}

function progressBar(done: number, total: number, width: number): string {
  const full = total === 0 ? 0 : Math.round((done / total) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

export function livePane(live: readonly LiveCall[], frame: PaneFrame): Line[] {
  const rows = live.map((call): PaneRow => {
    const speaks =
      call.speaker === 'callee'
        ? '◂ callee'
        : call.speaker === 'minibot'
          ? '▸ minibot'
          : call.status === 'answered'
            ? '  listens'
            : '';
    return {
      key: call.call_id,
      line: [
        piece(`${fit(clock(call.seconds), 5, 'right')} ${fit(call.phone_number, 13)} `),
        piece(`${fit(call.status, 8)} `, call.status === 'answered' ? 'good' : 'dim'),
        piece(`${fit(call.step ?? '', 12)} `),
        piece(fit(speaks, 10), call.speaker === 'callee' ? 'warn' : 'plain'),
        piece(call.last_words === null || call.last_words === '' ? '' : `« ${call.last_words} »`),
      ],
    };
  });
  return pane('Live calls', rows, 'Nobody is on the line.', frame);
}

const outcomeTones: Readonly<Record<string, Tone>> = {
  lead: 'good',
  callback: 'good',
  human_request: 'good',
  not_interested: 'warn',
  wrong_person: 'warn',
  opt_out: 'bad',
  technical: 'bad',
  congestion: 'bad',
};

export function outcomePane(outcomes: readonly DashboardOutcome[], frame: PaneFrame): Line[] {
  const rows = outcomes.map((call): PaneRow => {
    const { ended_at: at } = call;
    return {
      key: call.call_id,
      line: [
        piece(`${at.toTimeString().slice(0, 8)} ${fit(call.phone_number, 13)} `),
        piece(`${fit(call.disposition, 14)} `, outcomeTones[call.disposition] ?? 'plain'),
        piece(`${fit(call.duration === null ? '' : `${Math.round(call.duration)} s`, 5, 'right')} `),
        piece(call.why ?? '', 'dim'),
      ],
    };
  });
  return pane('Outcomes', rows, 'No call has ended yet.', frame);
}

export function healthLines({ nodes, trunks, gapMs, now }: DashboardSnapshot, size: Size): Line[] {
  const lines: Line[] = [headline('  Health ', size.columns)];
  const ms = (value: number | null) => (value === null ? '–' : `${value} ms`);
  lines.push(
    fitLine(
      [piece(`  response gap p50 ${ms(gapMs.p50)}, p95 ${ms(gapMs.p95)} (10 min, ${gapMs.turns} turns)`)],
      size.columns,
    ),
  );
  for (const trunk of trunks) {
    const { breaker } = trunk;
    const open = breaker.state === 'open';
    const state = open
      ? `breaker OPEN for ${clock(Math.max(0, breaker.untilMs - now.getTime()) / 1000)}`
      : `breaker closed${breaker.failuresInRow > 0 ? `, ${breaker.failuresInRow} failures in a row` : ''}`;
    lines.push(
      fitLine(
        [piece(`  trunk ${trunk.name}: ${trunk.open} calls, `), piece(state, open ? 'bad' : 'good')],
        size.columns,
      ),
    );
  }
  const alive = nodes.filter((node) => node.alive);
  if (alive.length === 0) lines.push(fitLine([piece('  NO daemon is running', 'bad')], size.columns));
  for (const node of alive) {
    const { speech, dialing } = node.health;
    const ari = node.asterisk_connected ? piece('Asterisk up', 'good') : piece('Asterisk DOWN', 'bad');
    const heard =
      speech === undefined ? '' : `, speech queue ${speech.queued}+${speech.inFlight}, p95 ${speech.latencyMs.p95} ms`;
    const line = [piece(`  ${node.id} ${node.state}: `), ari, piece(`, ${dialing?.liveCalls ?? 0} calls${heard}`)];
    lines.push(fitLine(line, size.columns));
  }
  while (lines.length < size.rows) lines.push(fitLine([], size.columns));
  return lines.slice(0, size.rows);
}
