/** Flags that the commands of the lab share. */
import { resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { engineNames } from '../core/speech/engine.ts';

export const labDirFlag = {
  dir: Flags.string({
    description: 'folder of the lab: configuration, database, recordings',
    // oclif does not pass a default through `parse`.
    default: () => Promise.resolve(resolve('.minibot/lab')),
    defaultHelp: () => Promise.resolve('.minibot/lab'),
    env: 'MINIBOT_LAB_DIR',
    parse: (text) => Promise.resolve(resolve(text)),
  }),
};

export const labFlags = {
  ...labDirFlag,
  personas: Flags.string({
    description: 'folder of personas; absent: the shipped ones',
    parse: (text) => Promise.resolve(resolve(text)),
  }),
  concurrency: Flags.integer({ description: 'calls at once', default: 8, min: 1, max: 200 }),
  engine: Flags.option({
    description: 'speech engine of the daemon',
    options: ['auto', ...engineNames] as const,
    default: 'auto',
  })(),
};
