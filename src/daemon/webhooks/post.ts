/** One POST to an address that somebody else chose: no private networks, no redirects, no endless answers. */
import { lookup as resolve } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../core/webhooks/public-address.ts';
import { webhookUrlProblem, type WebhookRules } from '../../core/webhooks/webhook-url.ts';

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it, with its reason as the error. */
  readonly signal: AbortSignal;
}

export type PostResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'failed'; readonly error: string };

/** Of an answer, which nobody reads. */
const maxAnswerBytes = 65_536;

/** Never rejects. */
export async function post(request: PostRequest, rules: WebhookRules): Promise<PostResult> {
  const wrong = webhookUrlProblem(request.url, rules);
  if (wrong !== undefined) return { kind: 'failed', error: `the address ${wrong}` };
  try {
    return await send(request, rules);
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message || error.name : String(error) };
  }
}

function send({ url, headers, body, signal }: PostRequest, rules: WebhookRules): Promise<PostResult> {
  const { promise, resolve: done, reject } = Promise.withResolvers<PostResult>();
  const start = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = start(
    url,
    {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
      agent: false,
      ...(rules.allowPrivateAddresses ? {} : { lookup: publicLookup }),
    },
    (answer) => {
      let received = 0;
      answer.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (received > maxAnswerBytes) answer.destroy();
      });
      // An answer that breaks off after its head has been given all the same.
      answer.on('error', () => undefined);
      answer.on('close', () => {
        const seconds = Number(answer.headers['retry-after']);
        done({
          kind: 'answered',
          status: answer.statusCode ?? 0,
          retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined,
        });
      });
    },
  );
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

/**
 * Resolves the name for the connection itself: what is checked is what is connected to, so that a name cannot point elsewhere between check
 * and use.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [], 0);
    const bad = addresses.some(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (bad || first === undefined) return callback(new Error('the address is not on the public internet'), [], 0);
    if (options.all === true) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
