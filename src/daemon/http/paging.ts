/** Pages by cursor: opaque for clients, a place in a fixed order for us, so that rows that are added meanwhile move nothing. */
import { z } from 'zod';
import { HttpProblem } from './problem.ts';

export interface PageLimits {
  readonly rows: number;
  readonly maxRows: number;
}

/** What a list takes beside its filters. */
export function pageQuery({ rows, maxRows }: PageLimits) {
  return z.object({
    limit: z.coerce.number().int().min(1).max(maxRows).default(Math.min(rows, maxRows)).describe('rows of a page'),
    cursor: z.string().max(500).optional().describe('`next_cursor` of the page before'),
  });
}

export const nextCursor = z.string().nullable().describe('for the page that follows; null: there is none');

function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws HttpProblem MB_CURSOR when it is not one of ours */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new HttpProblem(400, 'MB_CURSOR', 'The cursor is not one of this list.', {
      hint: 'Take next_cursor of the page before as it is.',
    });
  }
}

/** Of one row more than the page holds: the page, and the cursor of the next if there is one. */
export function cutPage<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => unknown) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next_cursor: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}
