import { Args } from '@oclif/core';
import { MinibotError } from '../core/errors.ts';
import { catalogue, type CatalogueModel } from '../core/speech/model-catalogue.ts';

const modelNames = catalogue.map(({ name }) => name);

export const modelArg = Args.string({ required: true, options: modelNames, description: modelNames.join(', ') });

export function modelNamed(name: string): CatalogueModel {
  const model = catalogue.find((one) => one.name === name);
  if (model === undefined) throw new MinibotError('MB_MODEL_UNKNOWN', `There is no model ${name}.`, { exit: 'usage' });
  return model;
}
