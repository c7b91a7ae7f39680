import { numberArgument } from './number-argument.ts';

/** Of every command that is about one campaign. */
export const campaignArgument = {
  id: numberArgument({ required: true, description: 'number of the campaign' }),
};
