/** The result of a lab run for a person: who, what was heard, what came of it, and where it can be listened to. */
import { relative } from 'node:path';
import chalk from 'chalk';
import Table from 'cli-table3';
import type { LabReport, PersonaReport } from './report.ts';

const heardWidth = 40;

export function labTable(personas: readonly PersonaReport[], dir: string): string {
  const table = new Table({
    head: ['', 'persona', 'heard', 'disposition', 'contact', 'audio and transcript'].map((title) => chalk.bold(title)),
    colWidths: [3, null, heardWidth, null, null, null],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { ok, name, actual, recording, transcript } of personas) {
    table.push([
      ok ? chalk.green('✓') : chalk.red('✗'),
      name,
      actual.heard.join(' · '),
      actual.disposition ?? '–',
      actual.contact_status ?? '–',
      [recording, transcript].flatMap((path) => (path === null ? [] : [relative(dir, path)])).join('\n'),
    ]);
  }
  return table.toString();
}

export function labSummary(report: LabReport, dir: string): string {
  const { personas, wire, left } = report;
  const right = personas.filter(({ ok }) => ok).length;
  const lines = [`${right} of ${personas.length} as expected, in ${report.seconds} s. Paths are relative to ${dir}.`];
  if (wire.gapMs !== undefined) {
    const cutOffs = (wire.cutOffs * 100).toFixed(1);
    const { p50, p95, max } = wire.gapMs;
    lines.push(
      `As the callees heard it: response gap ${p50} ms (p50), ${p95} ms (p95), ${max} ms (max) over ${wire.responses} replies, ` +
        `with ${cutOffs} % of them cut off; first audio ${wire.firstAudioMs?.p50 ?? '–'} ms after answer.`,
    );
  }
  for (const { name, ok, why, call_id: callId } of personas) {
    if (!ok) lines.push(chalk.red(`✗ ${name}: ${why}`) + chalk.dim(callId === null ? '' : ` (call ${callId})`));
  }
  for (const what of left) lines.push(chalk.red(`✗ left behind: ${what}`));
  return lines.join('\n');
}
