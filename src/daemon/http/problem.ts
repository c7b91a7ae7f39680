/** Errors as problem+json (RFC 9457), with a stable `code`. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { asConnectionLoss } from '../../store/database.ts';

export const problemType = 'application/problem+json';

export const problemSchema = z
  .object({
    type: z.string().describe('a URN made of the code'),
    title: z.string().describe('what went wrong'),
    status: z.int(),
    code: z.string().describe('stable: MB_…'),
    hint: z.string().optional().describe('what to do about it'),
    errors: z
      .array(z.object({ in: z.string(), path: z.string(), message: z.string() }))
      .optional()
      .describe('each part of the request that is not as it should be'),
  })
  .meta({ id: 'Problem' });
type Problem = z.output<typeof problemSchema>;

/** An error that only the HTTP API has. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: `MB_${string}`;
  readonly hint: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor(
    status: number,
    code: `MB_${string}`,
    title: string,
    options: { readonly hint?: string; readonly retryAfterS?: number } = {},
  ) {
    super(title);
    this.status = status;
    this.code = code;
    this.hint = options.hint;
    this.retryAfterS = options.retryAfterS;
  }
}

export function problem(status: number, code: string, title: string, more: Partial<Problem> = {}): Problem {
  return { type: `urn:minibot:error:${code}`, title, status, code, ...more };
}

const statusOfCode: Readonly<Record<string, number>> = {
  MB_CALL_UNKNOWN: 404,
  MB_CAMPAIGN_UNKNOWN: 404,
  MB_WEBHOOK_UNKNOWN: 404,
  MB_CAMPAIGN_STATE: 409,
  MB_CAMPAIGN_NOBODY: 409,
  MB_CALL_REFUSED: 409,
};

/** When the database is away, or too slow, it is soon back more often than not. */
const retryAfterS = 2;

function statusOf(error: MinibotError): number {
  const known = statusOfCode[error.code];
  if (known !== undefined) return known;
  switch (error.exit) {
    case 'usage':
    case 'configuration':
      return 422;
    case 'refusedByRules':
      return 409;
    case 'database':
    case 'asterisk':
    case 'daemonUnreachable':
    case 'tryAgain':
      return 503;
    case 'ok':
    case 'failure':
    case 'partlyDone':
    case 'interrupted':
      return 500;
  }
}

/** Fastify's own errors that a client causes. */
const codeOfFastify: Readonly<Record<string, `MB_${string}`>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'MB_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MB_MEDIA_TYPE',
};

interface Failure {
  readonly problem: Problem;
  readonly retryAfterS?: number | undefined;
}

function describe(error: unknown): Failure {
  if (error instanceof HttpProblem) {
    const { status, code, message, hint } = error;
    return {
      problem: problem(status, code, message, hint === undefined ? {} : { hint }),
      retryAfterS: error.retryAfterS,
    };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      in: error.validationContext ?? 'request',
      path: instancePath,
      message: message ?? 'is not as it should be',
    }));
    return { problem: problem(400, 'MB_REQUEST_INVALID', 'The request is not as it should be.', { errors }) };
  }
  const known = asConnectionLoss(error);
  if (known instanceof MinibotError) {
    const status = statusOf(known);
    const more = known.hint === undefined ? {} : { hint: known.hint };
    return {
      problem: problem(status, known.code, known.message, more),
      retryAfterS: status === 503 ? retryAfterS : undefined,
    };
  }
  if (isCancelledStatement(error)) {
    return { problem: problem(503, 'MB_DB_SLOW', 'The database did not answer in time.'), retryAfterS };
  }
  if (isDataException(error)) {
    return { problem: problem(400, 'MB_REQUEST_INVALID', 'A value of the request is out of range.') };
  }
  if (isFastifyError(error) && error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { problem: problem(error.statusCode, codeOfFastify[error.code] ?? 'MB_REQUEST_INVALID', error.message) };
  }
  return { problem: problem(500, 'MB_INTERNAL', 'Something went wrong; the log of the daemon tells more.') };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'statusCode' in error;
}

/** query_canceled: the statement's time limit. */
function isCancelledStatement(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/** Class 22 of PostgreSQL: a value that no schema of ours refused, such as a year that it does not know. */
function isDataException(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^22[0-9A-Z]{3}$/.test(error.code)
  );
}

export function errorHandler(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const { problem: body, retryAfterS: seconds } = describe(error);
    if (body.status >= 500)
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a request failed');
    if (seconds !== undefined) void reply.header('retry-after', seconds);
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    sendProblem(reply, body);
  };
}

export function sendProblem(reply: FastifyReply, body: Problem): void {
  void reply
    .code(body.status)
    .type(problemType)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

/** For requests that are not even HTTP. */
export function malformedRequest(status: 400 | 408 | 431): string {
  const body = JSON.stringify(problem(status, 'MB_REQUEST_INVALID', 'The request cannot be read.'));
  return `HTTP/1.1 ${status} Error\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}
