import { Args } from '@oclif/core';
import { MinibotError } from '../core/errors.ts';

/** The number by which something is listed. oclif's own integer argument ends with 1, and does not say which argument it is about. */
export const numberArgument = Args.custom<number>({
  parse: async (input, _, { description, name }) => {
    if (/^[1-9]\d{0,8}$/.test(input)) return Promise.resolve(Number(input));
    throw new MinibotError('MB_ARGUMENT', `${input} is no ${description ?? name}.`, {
      hint: 'Numbers are whole, from 1; the topic’s list shows them.',
      exit: 'usage',
    });
  },
});
