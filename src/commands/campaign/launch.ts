import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { confirm, confirmFlags } from '../../cli/confirm.ts';
import { machineFlags } from '../../cli/machine-flags.ts';
import { requireScenario } from '../../cli/scenario-files.ts';
import { fields } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { campaignDialingSchema } from '../../core/config/dialing-schema.ts';
import { MinibotError } from '../../core/errors.ts';
import { machinePolicies } from '../../core/scenario/machine-policies.ts';
import { readLaunchPlan, type LaunchPlan } from '../../store/campaign-launch.ts';
import { describeLeftOut, launchCampaignFor, requireTrunk } from '../../store/launch-request.ts';

export default class CampaignLaunch extends BaseCommand {
  static override summary = 'Queue contacts and start calling them.';
  static override description = `Contacts that are New or No_answer are queued, never tried first, unless they are on the do-not-call list, have an invalid
number or wait in another campaign. The scenario is checked and stored with the campaign: later changes of its file do not touch it.
A running daemon starts dialling at once. Asks first, or wants --yes.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> --name "Novembre" --scenario production --limit 100 --dry-run',
    '<%= config.bin %> <%= command.id %> --name "Novembre" --scenario production --limit 100 --yes',
    '<%= config.bin %> <%= command.id %> --name "Novembre" --voicemail leave_message',
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
    ...machineFlags,
    ...confirmFlags,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(CampaignLaunch);
    const { config } = this.loadConfig(flags.config);
    const name = flags.name.trim();
    if (name === '') throw new MinibotError('MB_CAMPAIGN_NAME', 'The campaign needs a name.', { exit: 'usage' });
    requireTrunk(config, flags.trunk);
    const scenario = requireScenario(config, flags.scenario);
    const dialing = campaignDialingSchema.parse({
      ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
      ...(flags['spacing-ms'] === undefined ? {} : { spacingMs: flags['spacing-ms'] }),
      ...(flags['max-attempts'] === undefined ? {} : { maxAttempts: flags['max-attempts'] }),
      ...machinePolicies(flags, scenario.scenario),
    });
    return withDatabase(config, async (sql) => {
      const plan = await readLaunchPlan(sql);
      if (flags['dry-run']) return this.#dryRun(plan, scenario.name, flags.limit);
      // Where there is nobody, nothing is asked: the launch says why.
      const count = queueable(plan, flags.limit);
      await confirm(`Call ${count} contact(s) with scenario ${scenario.name}?`, flags.yes || count === 0);
      const launched = await launchCampaignFor(sql, config, {
        name,
        description: flags.description,
        scenario,
        limit: flags.limit,
        trunk: flags.trunk,
        dialing,
      });
      const { campaign_id: id, queued } = launched;
      this.log(`Campaign ${id} is active: ${queued} contact(s) queued with scenario ${scenario.name}.`);
      this.say(`Follow it with: minibot campaign show ${id}`);
      return { dry_run: false, ...launched };
    });
  }

  #dryRun(plan: LaunchPlan, scenario: string, limit: number | undefined) {
    const all = plan.eligible.New + plan.eligible.No_answer;
    const queued = queueable(plan, limit);
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

function queueable({ eligible }: LaunchPlan, limit: number | undefined): number {
  return Math.min(eligible.New + eligible.No_answer, limit ?? Number.POSITIVE_INFINITY);
}
