import { Args } from '@oclif/core';

/** Of every command that is about one campaign. */
export const campaignArgument = {
  id: Args.integer({ required: true, min: 1, description: 'number of the campaign' }),
};
