import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { confirm, confirmFlags } from '../../cli/confirm.ts';
import { machineFlags } from '../../cli/machine-flags.ts';
import { requirePhone } from '../../core/contact/require-phone.ts';
import { machinePolicies } from '../../core/scenario/machine-policies.ts';
import { requireScenario } from '../../cli/scenario-files.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { launchNumber, requireCallable, requireTrunk } from '../../store/launch-request.ts';

export default class CallLaunch extends BaseCommand {
  static override summary = 'Call one number: queues it in a campaign of its own.';
  static override description = `The rules of a campaign hold: who is on the do-not-call list, has refused or waits in a campaign is not called.
A running daemon dials at once. Asks first, or wants --yes.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> "06 12 34 56 78"',
    '<%= config.bin %> <%= command.id %> +33612345678 --scenario production --yes --json',
  ];
  static override enableJsonFlag = true;
  static override args = { number: Args.string({ required: true, description: 'phone number' }) };
  static override flags = {
    scenario: Flags.string({ default: 'production', description: 'scenario by name (minibot scenario list) or file' }),
    trunk: Flags.string({ description: 'dial through this trunk only' }),
    'max-attempts': Flags.integer({ default: 1, min: 1, description: 'tries, if nobody answers' }),
    ...machineFlags,
    ...confirmFlags,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CallLaunch);
    const { config } = this.loadConfig(flags.config);
    const phone = requirePhone(config, args.number);
    const scenario = requireScenario(config, flags.scenario);
    requireTrunk(config, flags.trunk);
    const dialing = { maxAttempts: flags['max-attempts'], ...machinePolicies(flags, scenario.scenario) };
    return withDatabase(config, async (sql) => {
      await requireCallable(sql, phone);
      if (flags['dry-run']) {
        this.log(`Would call ${phone} with scenario ${scenario.name}.`);
        return { dry_run: true, phone, scenario: scenario.name };
      }
      await confirm(`Call ${phone} with scenario ${scenario.name}?`, flags.yes);
      const request = { phone, scenario, trunk: flags.trunk, dialing, source: 'call launch' };
      const launched = await launchNumber(sql, config, request);
      this.log(`${phone} is queued in campaign ${launched.campaign_id}.`);
      this.say(`Follow it with: minibot calls list --campaign ${launched.campaign_id}`);
      return { dry_run: false, ...launched };
    });
  }
}
