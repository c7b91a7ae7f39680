/** The personas' contacts, as the CSV file that `minibot import` reads. */
import { numberCount, numberOf } from './numbers.ts';
import { MinibotError } from '../core/errors.ts';
import type { Persona } from './persona/schema.ts';

/** The personas in turn, as often as calls are wanted. */
export function calleesOf(personas: readonly Persona[], calls: number): { number: string; persona: Persona }[] {
  if (calls > numberCount) {
    throw new MinibotError('MB_LAB_CALLS', `The lab has ${numberCount} numbers, and ${calls} calls were asked for.`, {
      exit: 'usage',
    });
  }
  return Array.from({ length: calls }, (_, index) => index).flatMap((index) => {
    const persona = personas[index % personas.length];
    return persona === undefined ? [] : [{ number: numberOf(index), persona }];
  });
}

/** Names as columns, the persona's own among them: it can be used in a scenario and is seen in lists. */
export function contactsCsv(callees: readonly { readonly number: string; readonly persona: Persona }[]): string {
  const own = new Set(callees.flatMap(({ persona }) => Object.keys(persona.contact)));
  const columns = ['phone', ...own, 'persona'];
  const rows = callees.map(({ number, persona }) =>
    columns.map((column) => {
      if (column === 'phone') return number;
      return column === 'persona' ? persona.name : (persona.contact[column] ?? '');
    }),
  );
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** RFC 4180. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
