import { z } from 'zod';
import { screeningPolicies, voicemailPolicies } from '../../core/config/dialing-schema.ts';

/** Of a launch: what is done about machines that answer. */
export const machineFields = {
  voicemail: z
    .enum(voicemailPolicies)
    .exactOptional()
    .describe('what is done about a voicemail; absent: answerDetection.onVoicemail of the configuration'),
  screening: z
    .enum(screeningPolicies)
    .exactOptional()
    .describe('what is done about an assistant that asks who calls; absent: answerDetection.onScreening'),
};
