/** Every operation of the API's own OpenAPI, with everything that it does not expect: never a 5xx, always problem+json. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { testApi, type TestApi } from '../../support/http-api.ts';

const parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']) });
const operation = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({ schema: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
      }),
    })
    .optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });
type Operation = z.infer<typeof operation>;

let api: TestApi;
before(async () => {
  api = await testApi({ http: { rateLimit: { requests: 1_000_000 }, maxBodyBytes: 20_000 } });
});
after(() => api.remove());

const odd = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1',
      '1e9',
      '9007199254740993',
      '1.5',
      'NaN',
      'null',
      '\u0000',
      '../..',
      '0000-01-01T00:00:00Z',
    ),
    fc.constantFrom("'; drop table calls; --", '{"a":1}', 'e30', '\u202E', '𝕊', '0612345678', 'production', 'true'),
    fc.constantFrom('2026-02-30T00:00:00Z', '294277-01-01T00:00:00Z', '2026-11-25T10:00:00+02:00', 'x'.repeat(90)),
  )
  .map((text) => encodeURIComponent(text.toWellFormed()));
const rawPath = fc.oneof(odd, fc.constantFrom('%', '%zz', '%00', '%ff', '%c0%80', '.', '..%2f', 'x'.repeat(200)));

function queryOf(names: readonly string[]) {
  const name = fc.oneof(fc.constantFrom('nonsense', '__proto__', ...names), odd);
  const pair = fc
    .tuple(name, fc.constantFrom('', '[]', '[a]'), odd)
    .map(([key, suffix, value]) => `${key}${suffix}=${value}`);
  return fc.array(pair, { maxLength: 4 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`));
}

function bodyOf({ requestBody }: Operation) {
  const names = Object.keys(requestBody?.content['application/json'].schema.properties ?? {});
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      '+33612345678',
      'production',
      '\u0000',
      '\uD800',
      'x'.repeat(15_000),
      1e308,
      -1,
      0,
      9_007_199_254_740_992,
    ),
  );
  const object = fc.dictionary(fc.constantFrom('nonsense', ...names), value);
  return fc.oneof(
    { weight: 4, arbitrary: object.map((body) => JSON.stringify(body)) },
    fc.jsonValue().map((body) => JSON.stringify(body)),
    fc.constantFrom(
      '',
      '{',
      '{"a":1,}',
      '[',
      '"',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":1}}',
      '\u0000',
      '[[[[',
    ),
    fc.constant(JSON.stringify({ name: 'x'.repeat(30_000) })),
    fc.string({ unit: 'binary' }),
  );
}

const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data', 'x', ''),
);
const headerValue = fc.string({
  unit: fc.constantFrom('a', 'B', '7', '-', '_', ' ', ';', ',', '"', 'é'),
  maxLength: 300,
});

test('nothing that can be asked makes the API fail', async () => {
  const { paths } = document.parse((await api.request('GET', '/openapi.json')).body);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({ path, method: method.toUpperCase(), each })),
  );
  assert.ok(operations.length >= 18, `${operations.length} operations`);
  for (const { path, method, each } of operations) {
    // A stream that is asked for rightly does not end.
    if (each.responses['200']?.content?.['text/event-stream'] !== undefined) continue;
    const names = (where: string) => each.parameters.filter((one) => one.in === where).map(({ name }) => name);
    const request = fc.record({
      parts: fc.array(rawPath, { minLength: names('path').length, maxLength: names('path').length }),
      query: queryOf(names('query')),
      body: method === 'POST' ? bodyOf(each) : fc.constant(undefined),
      type: contentType,
      key: fc.option(headerValue, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ parts, query, body, type, key }) => {
        let place = 0;
        const url = path.replaceAll(/\{\w+\}/g, () => parts[place++] ?? '1');
        const answer = await api.request(method, url + query, {
          token: api.tokens.admin,
          headers: { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) },
          ...(body === undefined ? {} : { body }),
        });
        assert.ok(answer.status < 500, `${answer.status} ${answer.text}`);
        if (answer.status < 400) return;
        assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
        assert.equal(answer.body.status, answer.status);
        assert.match(answer.body.code, /^MB_[A-Z_]+$/);
      }),
      { numRuns: 40 },
    );
  }
});
