/** Writes the JSON Schema of scenarios: `node scripts/scenario-schema.ts`, after every change of the zod schema. */
import { writeFileSync } from 'node:fs';
import { scenarioJsonSchema } from '../src/core/scenario/json-schema.ts';

writeFileSync(new URL('../scenarios/scenario.schema.json', import.meta.url), scenarioJsonSchema());
