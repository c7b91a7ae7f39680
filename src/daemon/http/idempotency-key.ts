/** The Idempotency-Key header on what dials: the same request is answered again, not done again. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Json, Sql, Transaction } from '../../store/database.ts';
import { onceForKey } from '../../store/idempotency.ts';
import { HttpProblem } from './problem.ts';

export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .max(200)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('Chosen by you, unique for each thing that you want done, such as a UUID. Kept for a day.'),
});

/** For a request with the same key that is still being worked on. */
const waitMs = 5_000;

/**
 * Works in one transaction, under the request's key if it has one.
 * @throws HttpProblem MB_IDEMPOTENCY_MISMATCH (422), MB_IDEMPOTENCY_BUSY (409)
 */
export async function answerOnce<Body extends z.ZodType<Json>>(
  { sql, request }: { readonly sql: Sql; readonly request: FastifyRequest },
  status: number,
  schema: Body,
  work: (tx: Transaction) => Promise<z.output<Body>>,
): Promise<z.output<Body>> {
  const key = request.headers['idempotency-key'];
  const { caller } = request;
  if (typeof key !== 'string' || caller === undefined) {
    const { answer } = await sql.begin(async (tx) => ({ answer: await work(tx) }));
    return answer;
  }
  const asked = JSON.stringify([request.method, request.routeOptions.url, request.params, request.body]);
  const requestHash = createHash('sha256').update(asked).digest();
  const result = await onceForKey(sql, { tokenId: caller.id, key, requestHash, waitMs }, async (tx) => ({
    status,
    response: await work(tx),
  }));
  switch (result.kind) {
    case 'done':
    case 'repeated':
      return schema.parse(result.answer.response);
    case 'mismatch':
      throw new HttpProblem(422, 'MB_IDEMPOTENCY_MISMATCH', 'This Idempotency-Key was used for another request.', {
        hint: 'Choose a new key for each thing that you want done.',
      });
    case 'busy':
      throw new HttpProblem(
        409,
        'MB_IDEMPOTENCY_BUSY',
        'The first request with this Idempotency-Key is still being worked on.',
        {
          retryAfterS: 1,
        },
      );
  }
}
