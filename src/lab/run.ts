/** Launches a real campaign on the personas, waits for its end, and compares. */
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { connect, type Sql } from '../store/database.ts';
import {
  campaignProgress,
  countOtherContacts,
  forgetLabContacts,
  labOutcomes,
  type CampaignProgress,
  type LabOutcome,
} from '../store/lab.ts';
import { listNodes } from '../store/nodes.ts';
import { databaseUrl } from '../store/open-database.ts';
import type { CallRecord } from './callee/call-record.ts';
import { runCommand, type LabCli } from './cli.ts';
import { calleesOf, contactsCsv } from './contacts.ts';
import { freshBeatMs, startDaemon } from './daemon.ts';
import { labDown, labUp, startCallees, stopCallees, type LabOptions, type RunningLab } from './lab.ts';
import { leftovers } from './leftovers.ts';
import { numberPrefixes } from './numbers.ts';
import { loadPersonas } from './persona/load.ts';
import type { Persona } from './persona/schema.ts';
import { reportOn, wireSummary, type LabReport } from './report.ts';
import { workspaceAt } from './workspace.ts';

export interface LabRunOptions extends LabOptions {
  /** Absent: each persona once. */
  readonly calls: number | undefined;
  readonly scenario: string;
  /** Leaves everything but the daemon running afterwards. */
  readonly keep: boolean;
  /** For the campaign; absent: by the number of calls. */
  readonly timeoutMs: number | undefined;
  /** Folder for both directions of every call. */
  readonly recordDir: string | undefined;
  readonly onProgress?: (called: number, total: number) => void;
}

const pollMs = 250;
/** The longest personas stay on the line for 70 s or so. */
const callMs = 100_000;
const marginMs = 120_000;
/** Recordings and transcripts are made after the call. */
const afterCallMs = 30_000;

/**
 * Calls that end otherwise than expected are in the report; whatever happens, nothing that this has started stays (unless it
 * is to be kept).
 * @throws MinibotError for what keeps the lab from running at all
 */
export async function labRun(options: LabRunOptions, signal: AbortSignal): Promise<LabReport> {
  const { dir, log, keep } = options;
  // Before anything is started: a mistake in a persona is found in a second.
  const personas = (await loadPersonas(options.personasDir)).map(({ persona }) => persona);
  let lab: RunningLab | undefined;
  try {
    lab = await labUp(options, signal);
    const { sql, close } = await connect(await databaseUrl(lab.config, log), lab.config.database, log);
    try {
      return await new LabRun(lab, sql, personas, options).run(signal);
    } finally {
      await close();
    }
  } finally {
    if (!keep) {
      if (lab?.adopted === true) await stopCallees(workspaceAt(dir));
      else await labDown(dir, log);
    }
  }
}

class LabRun {
  readonly #lab: RunningLab;
  readonly #sql: Sql;
  readonly #options: LabRunOptions;
  readonly #callees: readonly { readonly number: string; readonly persona: Persona }[];
  readonly #cli: LabCli;
  readonly #step: (step: string) => void;

  constructor(lab: RunningLab, sql: Sql, personas: readonly Persona[], options: LabRunOptions) {
    this.#lab = lab;
    this.#sql = sql;
    this.#options = options;
    this.#callees = calleesOf(personas, options.calls ?? personas.length);
    this.#cli = { packageRoot: options.packageRoot, configFile: lab.workspace.configFile };
    this.#step = options.onStep ?? (() => {});
  }

  async run(signal: AbortSignal): Promise<LabReport> {
    const { log } = this.#options;
    const startedAt = Date.now();
    await this.#importContacts(signal);
    this.#step('Callees');
    await startCallees(this.#lab, this.#options, signal);
    this.#step('Daemon');
    const daemon = await startDaemon(this.#cli, this.#sql, this.#lab.workspace.daemonLog, log, signal);
    let campaignId: number | undefined;
    let finished = false;
    let report: LabReport;
    try {
      campaignId = await this.#launch(signal);
      finished = await this.#untilOver(campaignId, AbortSignal.any([signal, daemon.ended]));
      report = await this.#report(campaignId, startedAt, signal);
    } finally {
      // Agreed callbacks may wait in a campaign that is over; one that was broken off must not be dialled by a later daemon.
      if (campaignId !== undefined && !finished) await this.#stopCampaign(campaignId, log);
      await daemon.stop();
    }
    const left = await leftovers(this.#lab, log);
    report = { ...report, ok: report.ok && left.length === 0, left };
    await writeFile(this.#lab.workspace.reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
    return report;
  }

  async #importContacts(signal: AbortSignal): Promise<void> {
    const others = await countOtherContacts(this.#sql, numberPrefixes);
    if (others > 0) {
      throw new MinibotError('MB_LAB_DATABASE', `This database holds ${others} contact(s) that are not the lab's.`, {
        hint: 'A campaign of the lab would call them too. Use a database of its own: unset DATABASE_URL, or name an empty one.',
        exit: 'refusedByRules',
      });
    }
    this.#step('Contacts');
    await forgetLabContacts(this.#sql, numberPrefixes);
    const { contactsFile } = this.#lab.workspace;
    await writeFile(contactsFile, contactsCsv(this.#callees));
    await runCommand(this.#cli, ['import', contactsFile], signal);
  }

  async #launch(signal: AbortSignal): Promise<number> {
    this.#step(`Campaign on ${this.#callees.length} callees`);
    const name = `lab ${new Date().toISOString().slice(0, 19)}`;
    const { scenario } = this.#options;
    const limit = String(this.#callees.length);
    const args = ['campaign', 'launch', '--name', name, '--scenario', scenario, '--limit', limit, '--yes', '--json'];
    return launchSchema.parse(JSON.parse(await runCommand(this.#cli, args, signal)));
  }

  /**
   * Over when nobody is on the line and nothing more is due; agreed callbacks are not waited for.
   * @returns false at the deadline
   */
  async #untilOver(campaignId: number, signal: AbortSignal): Promise<boolean> {
    const { concurrency, timeoutMs, onProgress } = this.#options;
    const total = this.#callees.length;
    const deadline = Date.now() + (timeoutMs ?? Math.ceil(total / concurrency) * callMs + marginMs);
    for (;;) {
      const progress = await campaignProgress(this.#sql, campaignId, deadline - Date.now());
      onProgress?.(Math.min(progress?.called ?? 0, total), total);
      if (progress === undefined || over(progress)) return true;
      // Late calls are in the report as such.
      if (Date.now() >= deadline) return false;
      await delay(pollMs, undefined, { signal });
    }
  }

  async #report(campaignId: number, startedAt: number, signal: AbortSignal): Promise<LabReport> {
    this.#step('Results');
    const outcomes = await this.#outcomes(campaignId, signal);
    const records = await this.#records();
    const personas = this.#callees.map(({ number, persona }) =>
      reportOn({
        number,
        persona,
        outcome: outcomes.find(({ phone }) => phone === number),
        record: records.findLast((record) => record.number === number),
      }),
    );
    return {
      ok: personas.every(({ ok }) => ok),
      personas,
      campaign_id: campaignId,
      engine: await this.#engine(),
      concurrency: this.#options.concurrency,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      wire: wireSummary(records),
      left: [],
    };
  }

  /** As the daemon says it: `auto` is for the daemon to decide. */
  async #engine(): Promise<string> {
    const [node] = await listNodes(this.#sql, freshBeatMs);
    return node?.health.speech?.engine ?? this.#options.engine;
  }

  async #outcomes(campaignId: number, signal: AbortSignal): Promise<LabOutcome[]> {
    const deadline = Date.now() + afterCallMs;
    for (;;) {
      const outcomes = await labOutcomes(this.#sql, campaignId);
      const filed = outcomes.every((outcome) => (outcome.durationS ?? 0) === 0 || outcome.transcriptPath !== null);
      if (filed || Date.now() >= deadline) return outcomes;
      await delay(pollMs, undefined, { signal });
    }
  }

  async #records(): Promise<CallRecord[]> {
    const lines = (await readFile(this.#lab.workspace.callsFile, 'utf8')).split('\n');
    // Our own process wrote them, to be read by us.
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CallRecord);
  }

  async #stopCampaign(campaignId: number, log: Log): Promise<void> {
    try {
      await runCommand(this.#cli, ['campaign', 'stop', String(campaignId), '--yes']);
    } catch (error) {
      log.warn({ err: error }, 'The campaign of the lab could not be stopped');
    }
  }
}

function over({ status, open, due }: CampaignProgress): boolean {
  return open === 0 && (due === 0 || status === 'completed' || status === 'stopped');
}

const launchSchema = z
  .object({ id: z.number().int().optional(), campaign_id: z.number().int().optional() })
  .transform(({ id, campaign_id: campaignId }) => id ?? campaignId)
  .pipe(z.number());
