/** `--voicemail` and `--screening`: what one campaign does about machines that answer. */
import { Flags } from '@oclif/core';
import { screeningPolicies, voicemailPolicies, type MachinePolicies } from '../core/config/dialing-schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Scenario } from '../core/scenario/scenario.ts';

export const machineFlags = {
  voicemail: Flags.option({
    options: voicemailPolicies,
    description: 'what is done about a voicemail; absent: answerDetection.onVoicemail of the configuration',
  })(),
  screening: Flags.option({
    options: screeningPolicies,
    description: 'what is done about an assistant that asks who calls; absent: answerDetection.onScreening',
  })(),
};

/**
 * For `campaigns.dialing`; empty when no flag was given.
 * @throws MinibotError MB_CAMPAIGN_MESSAGE when the scenario has nothing to say to that machine
 */
export function machinePolicies(
  flags: { readonly voicemail?: MachinePolicies['onVoicemail']; readonly screening?: MachinePolicies['onScreening'] },
  scenario: Scenario,
): { machines?: MachinePolicies } {
  const { voicemail, screening } = flags;
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
