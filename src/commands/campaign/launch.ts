import { createHash } from 'node:crypto';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { requireScenario } from '../../cli/scenario-files.ts';
import { fields } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { campaignDialingSchema } from '../../core/config/dialing-schema.ts';
import type { Config } from '../../core/config/schema.ts';
import { callDialing } from '../../core/dialing/settings.ts';
import { MinibotError } from '../../core/errors.ts';
import { launchCampaign, readLaunchPlan, type LaunchPlan } from '../../store/campaign-launch.ts';

export default class CampaignLaunch extends BaseCommand {
  static override summary = 'Queue contacts and start calling them.';
  static override description = `Contacts that are New or No_answer are queued, never tried first, unless they are on the do-not-call list, have an invalid
number or wait in another campaign. The scenario is checked and stored with the campaign: later changes of its file do not touch it.
A running daemon starts dialling at once.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> --name "Novembre" --scenario production --limit 100 --dry-run',
    '<%= config.bin %> <%= command.id %> --name "Novembre" --scenario production --limit 100',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    name: Flags.string({ required: true, description: 'what to call the campaign' }),
    scenario: Flags.string({ default: 'production', description: 'scenario by name (minibot scenario list) or file' }),
    limit: Flags.integer({ min: 1, description: 'at most so many contacts; all without it' }),
    description: Flags.string({ description: 'a note' }),
    trunk: Flags.string({ description: 'dial through this trunk only' }),
    concurrency: Flags.integer({ min: 1, description: 'calls of this campaign at once' }),
    'spacing-ms': Flags.integer({ min: 0, description: 'between two calls of this campaign' }),
    'max-attempts': Flags.integer({ min: 1, description: 'per contact' }),
    'dry-run': Flags.boolean({ default: false, description: 'show who would be queued, change nothing' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(CampaignLaunch);
    const { config } = this.loadConfig(flags.config);
    const name = flags.name.trim();
    if (name === '') throw new MinibotError('MB_CAMPAIGN_NAME', 'The campaign needs a name.', { exit: 'usage' });
    checkTrunk(config, flags.trunk);
    const scenario = requireScenario(config, flags.scenario);
    const dialing = campaignDialingSchema.parse({
      ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
      ...(flags['spacing-ms'] === undefined ? {} : { spacingMs: flags['spacing-ms'] }),
      ...(flags['max-attempts'] === undefined ? {} : { maxAttempts: flags['max-attempts'] }),
    });
    return withDatabase(config, async (sql) => {
      const plan = await readLaunchPlan(sql);
      if (flags['dry-run']) return this.#dryRun(plan, scenario.name, flags.limit);
      const hash = createHash('sha256').update(scenario.source).digest('hex');
      const launched = await launchCampaign(sql, {
        name,
        description: flags.description,
        scenario: { name: scenario.name, source: scenario.source, hash },
        limit: flags.limit,
        trunk: flags.trunk,
        dialing,
        maxAttempts: callDialing(config.dialing, dialing).maxAttempts,
      });
      if (launched === undefined) throw nobody(plan);
      this.log(
        `Campaign ${launched.id} is active: ${launched.queued} contact(s) queued with scenario ${scenario.name}.`,
      );
      this.say(`Follow it with: minibot campaign show ${launched.id}`);
      return { dry_run: false, campaign_id: launched.id, name, scenario: scenario.name, queued: launched.queued };
    });
  }

  #dryRun(plan: LaunchPlan, scenario: string, limit: number | undefined) {
    const all = plan.eligible.New + plan.eligible.No_answer;
    const queued = Math.min(all, limit ?? all);
    this.log(
      fields([
        ['would be queued', queued],
        ['of eligible', `${all} (${plan.eligible.New} New, ${plan.eligible.No_answer} No_answer)`],
        ['left out', describeLeftOut(plan)],
        ['scenario', scenario],
      ]),
    );
    return { dry_run: true, scenario, queued, ...plan };
  }
}

function checkTrunk(config: Config, trunk: string | undefined): void {
  if (trunk === undefined || config.trunks.some(({ name }) => name === trunk)) return;
  const names = config.trunks.map(({ name }) => name).join(', ');
  throw new MinibotError('MB_CAMPAIGN_TRUNK', `There is no trunk ${trunk}. Trunks: ${names || 'none'}`, {
    hint: 'Trunks stand in the configuration under trunks.',
    exit: 'usage',
  });
}

function describeLeftOut(plan: LaunchPlan): string {
  const words = Object.entries(plan.left_out).filter(([, count]) => count > 0);
  return words.length === 0 ? 'nobody' : words.map(([why, count]) => `${count} ${why.replaceAll('_', ' ')}`).join(', ');
}

function nobody(plan: LaunchPlan): MinibotError {
  return new MinibotError('MB_CAMPAIGN_NOBODY', `Nobody can be queued. Left out: ${describeLeftOut(plan)}.`, {
    hint: 'Import contacts with: minibot import FILE.csv',
    exit: 'failure',
  });
}
