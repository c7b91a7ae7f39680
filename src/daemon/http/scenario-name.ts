import { z } from 'zod';

/** Names only: the path of a file is for people who are on the machine. */
export const scenarioName = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}_-]+$/u, 'is a name such as production')
  .default('production')
  .describe('by name, as `minibot scenario list` shows it');
