/** `--voicemail` and `--screening`: what one campaign does about machines that answer. */
import { Flags } from '@oclif/core';
import { screeningPolicies, voicemailPolicies } from '../core/config/dialing-schema.ts';

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
