/** A launch as people ask for it, on the command line or over HTTP: checked, and done or refused with a reason. */
import { createHash } from 'node:crypto';
import type { CampaignDialing } from '../core/config/dialing-schema.ts';
import type { Config } from '../core/config/schema.ts';
import { callDialing } from '../core/dialing/settings.ts';
import { MinibotError } from '../core/errors.ts';
import { contactOfNumber, launchCampaign, readLaunchPlan, whyNotQueued, type LaunchPlan } from './campaign-launch.ts';
import type { Queryable, Sql, Transaction } from './database.ts';

interface Request {
  /** Checked by whoever read it. */
  readonly scenario: { readonly name: string; readonly source: string };
  /** Known: see `requireTrunk`. */
  readonly trunk?: string | undefined;
  readonly dialing: CampaignDialing;
}

export interface CampaignRequest extends Request {
  readonly name: string;
  readonly description?: string | undefined;
  /** At most so many contacts; absent: all. */
  readonly limit?: number | undefined;
}

export interface NumberRequest extends Request {
  /** E.164. */
  readonly phone: string;
  /** Kept with a contact that is not known yet. */
  readonly source: string;
}

type LaunchConfig = Pick<Config, 'dialing'>;

const withHash = ({ name, source }: Request['scenario']) => ({
  name,
  source,
  hash: createHash('sha256').update(source).digest('hex'),
});

/** @throws MinibotError MB_CAMPAIGN_TRUNK */
export function requireTrunk(config: Pick<Config, 'trunks'>, trunk: string | undefined): void {
  if (trunk === undefined || config.trunks.some(({ name }) => name === trunk)) return;
  const names = config.trunks.map(({ name }) => name).join(', ');
  throw new MinibotError('MB_CAMPAIGN_TRUNK', `There is no trunk ${trunk}. Trunks: ${names || 'none'}`, {
    hint: 'Trunks stand in the configuration under trunks.',
    exit: 'usage',
  });
}

/** @throws MinibotError MB_CAMPAIGN_NOBODY with who was left out */
export async function launchCampaignFor(sql: Sql | Transaction, config: LaunchConfig, request: CampaignRequest) {
  const { scenario, name, description, limit, trunk, dialing } = request;
  const plan = await readLaunchPlan(sql);
  const launched = await launchCampaign(sql, {
    name,
    description,
    scenario: withHash(scenario),
    limit,
    trunk,
    dialing,
    maxAttempts: callDialing(config.dialing, dialing).maxAttempts,
  });
  if (launched === undefined) throw nobody(plan);
  return { campaign_id: launched.id, name, scenario: scenario.name, queued: launched.queued };
}

/** @throws MinibotError MB_CALL_REFUSED: the rules that hold for a campaign */
export async function requireCallable(sql: Queryable, phone: string): Promise<void> {
  const reason = await whyNotQueued(sql, phone);
  if (reason !== undefined) throw notCallable(phone, reason);
}

/** Queues one number in a campaign of its own. @throws MinibotError MB_CALL_REFUSED */
export async function launchNumber(sql: Sql | Transaction, config: LaunchConfig, request: NumberRequest) {
  const { phone, scenario, trunk, dialing, source } = request;
  await requireCallable(sql, phone);
  const contactId = await contactOfNumber(sql, phone, source);
  const launched = await launchCampaign(sql, {
    name: `Call to ${phone}`,
    scenario: withHash(scenario),
    trunk,
    dialing,
    maxAttempts: callDialing(config.dialing, dialing).maxAttempts,
    contactId,
  });
  // Somebody else may have queued or suppressed the number since it was looked at.
  if (launched === undefined) throw notCallable(phone, (await whyNotQueued(sql, phone)) ?? 'waiting_in_a_campaign');
  return { campaign_id: launched.id, contact_id: contactId, phone, scenario: scenario.name };
}

export function describeLeftOut(plan: LaunchPlan): string {
  const words = Object.entries(plan.left_out).filter(([, count]) => count > 0);
  return words.length === 0 ? 'nobody' : words.map(([why, count]) => `${count} ${why.replaceAll('_', ' ')}`).join(', ');
}

function nobody(plan: LaunchPlan): MinibotError {
  return new MinibotError('MB_CAMPAIGN_NOBODY', `Nobody can be queued. Left out: ${describeLeftOut(plan)}.`, {
    hint: 'Import contacts with: minibot import FILE.csv',
    exit: 'failure',
  });
}

function notCallable(phone: string, reason: string): MinibotError {
  return new MinibotError('MB_CALL_REFUSED', `${phone} is not called: ${reason.replaceAll('_', ' ')}.`, {
    hint: 'minibot contacts show NUMBER tells more.',
    exit: 'refusedByRules',
  });
}
