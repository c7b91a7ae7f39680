/** What a launch asks for about machines that answer, as the campaign keeps it. */
import type { MachinePolicies } from '../config/dialing-schema.ts';
import { MinibotError } from '../errors.ts';
import type { Scenario } from './scenario.ts';

/**
 * For `campaigns.dialing`; empty when nothing was asked for.
 * @throws MinibotError MB_CAMPAIGN_MESSAGE when the scenario has nothing to say to that machine
 */
export function machinePolicies(
  asked: {
    readonly voicemail?: MachinePolicies['onVoicemail'];
    readonly screening?: MachinePolicies['onScreening'];
  },
  scenario: Scenario,
): { machines?: MachinePolicies } {
  const { voicemail, screening } = asked;
  if (voicemail === 'leave_message' && (scenario.machines.voicemail ?? []).length === 0)
    throw nothingToSay('voicemail');
  if (screening === 'answer' && (scenario.machines.screening ?? []).length === 0) throw nothingToSay('screening');
  if (voicemail === undefined && screening === undefined) return {};
  return {
    machines: {
      ...(voicemail === undefined ? {} : { onVoicemail: voicemail }),
      ...(screening === undefined ? {} : { onScreening: screening }),
    },
  };
}

function nothingToSay(machine: 'voicemail' | 'screening'): MinibotError {
  return new MinibotError('MB_CAMPAIGN_MESSAGE', `The scenario has no prompt for a ${machine}.`, {
    hint: `Add machines.${machine} to the scenario: docs/scenario.md.`,
    exit: 'usage',
  });
}
