import { createHash } from 'node:crypto';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { confirm } from '../../cli/confirm.ts';
import { phoneArgument } from '../../cli/phone-argument.ts';
import { requireScenario } from '../../cli/scenario-files.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { callDialing } from '../../core/dialing/settings.ts';
import { MinibotError } from '../../core/errors.ts';
import { contactOfNumber, launchCampaign, whyNotQueued } from '../../store/campaign-launch.ts';

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
    yes: Flags.boolean({ char: 'y', default: false, description: 'do not ask' }),
    'dry-run': Flags.boolean({ default: false, description: 'show what would be done, change nothing' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CallLaunch);
    const { config } = this.loadConfig(flags.config);
    const phone = phoneArgument(config, args.number);
    const scenario = requireScenario(config, flags.scenario);
    if (flags.trunk !== undefined && !config.trunks.some(({ name }) => name === flags.trunk)) {
      throw new MinibotError('MB_CAMPAIGN_TRUNK', `There is no trunk ${flags.trunk}.`, {
        hint: 'Trunks stand in the configuration under trunks.',
        exit: 'usage',
      });
    }
    const dialing = { maxAttempts: flags['max-attempts'] };
    return withDatabase(config, async (sql) => {
      const refused = await whyNotQueued(sql, phone);
      if (refused !== undefined) throw notCallable(phone, refused);
      if (flags['dry-run']) {
        this.log(`Would call ${phone} with scenario ${scenario.name}.`);
        return { dry_run: true, phone, scenario: scenario.name };
      }
      await confirm(`Call ${phone} with scenario ${scenario.name}?`, flags.yes);
      const contactId = await contactOfNumber(sql, phone, 'call launch');
      const launched = await launchCampaign(sql, {
        name: `Call to ${phone}`,
        scenario: { ...scenario, hash: createHash('sha256').update(scenario.source).digest('hex') },
        trunk: flags.trunk,
        dialing,
        maxAttempts: callDialing(config.dialing, dialing).maxAttempts,
        contactId,
      });
      // Somebody else may have queued or suppressed the number since it was looked at.
      if (launched === undefined) throw notCallable(phone, (await whyNotQueued(sql, phone)) ?? 'waiting_in_a_campaign');
      this.log(`${phone} is queued in campaign ${launched.id}.`);
      this.say(`Follow it with: minibot calls list --campaign ${launched.id}`);
      return { dry_run: false, campaign_id: launched.id, contact_id: contactId, phone, scenario: scenario.name };
    });
  }
}

function notCallable(phone: string, reason: string): MinibotError {
  return new MinibotError('MB_CALL_REFUSED', `${phone} is not called: ${reason.replaceAll('_', ' ')}.`, {
    hint: 'minibot contacts show NUMBER tells more.',
    exit: 'refusedByRules',
  });
}
