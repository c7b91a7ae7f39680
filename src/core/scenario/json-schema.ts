/** The JSON Schema of a scenario file, for editors. */
import { z } from 'zod';
import { scenarioSchema } from './schema.ts';

/** As it stands in `scenarios/scenario.schema.json`. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'minibot scenario', ...schema }, undefined, 2)}\n`;
}
