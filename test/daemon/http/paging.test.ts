import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addCall, addContacts, launch } from '../../support/campaigns.ts';
import { testApi, type TestApi } from '../../support/http-api.ts';

let api: TestApi;
let campaignId: number;
before(async () => {
  api = await testApi({ http: { rateLimit: { requests: 1_000_000 } } });
  await addContacts(api.database.sql, [{ n: 1 }]);
  campaignId = await launch(api.database.sql);
});
after(() => api.remove());

/** Few moments, so that many calls start at the same one. */
const moment = fc.integer({ min: 0, max: 3 });
const start = Date.UTC(2026, 0, 5, 10);

async function add(id: string, at: number): Promise<void> {
  await addCall(api.database.sql, { id, campaignId, n: 1, disposition: 'busy', startedAt: new Date(start + at) });
}

test('no call comes twice and none is lost while others are added', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { maxLength: 12 }),
      fc.array(fc.array(moment, { maxLength: 2 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (old, additions, limit) => {
        await api.database.sql`delete from calls`;
        for (const [n, at] of old.entries()) await add(`mb-old-${n}`, at);
        const seen: { call_id: string; started_at: string }[] = [];
        let cursor: string | null = '';
        for (let page = 0; cursor !== null; page += 1) {
          const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const { body } = await api.request('GET', `/calls?limit=${limit}${from}`);
          assert.ok(body.calls.length <= limit);
          seen.push(...body.calls);
          cursor = body.next_cursor;
          for (const [n, at] of (additions[page] ?? []).entries()) await add(`mb-new-${page}-${n}`, at);
        }
        const ids = seen.map(({ call_id }) => call_id);
        assert.equal(new Set(ids).size, ids.length, 'twice');
        for (const n of old.keys()) assert.ok(ids.includes(`mb-old-${n}`), 'lost');
        const order = seen.map(({ started_at, call_id }) => `${started_at} ${call_id}`);
        assert.deepEqual(order, order.toSorted().toReversed());
      },
    ),
    { numRuns: 25 },
  );
});

test('campaigns come page by page', async () => {
  const { sql } = api.database;
  await sql`insert into campaigns (name, scenario) select 'c' || n, 'production' from generate_series(1, 6) n`;
  const first = await api.request('GET', '/campaigns?limit=4');
  await sql`insert into campaigns (name, scenario) values ('later', 'production')`;
  const second = await api.request('GET', `/campaigns?limit=4&cursor=${first.body.next_cursor}`);
  const names = [...first.body.campaigns, ...second.body.campaigns].map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'Test']);
  assert.equal(second.body.next_cursor, null);
});
