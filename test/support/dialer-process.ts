/** A daemon that only dials, for tests that kill it: its Asterisk is two tables, which outlive it as channels do. */
import { setTimeout as delay } from 'node:timers/promises';
import { configSchema } from '../../src/core/config/schema.ts';
import { Dialer } from '../../src/daemon/dialer/dialer.ts';
import { markAnswered } from '../../src/store/calls.ts';
import { ChangeFeed } from '../../src/store/change-feed.ts';
import { connect } from '../../src/store/database.ts';
import { finishCall } from '../../src/store/finish-call.ts';
import { testDialing, testTrunk } from './dial-fixtures.ts';
import { silentLog } from './silent-log.ts';

const url = process.argv[2] ?? '';
const { sql } = await connect(url, configSchema.parse({}).database, silentLog);
const changeFeed = new ChangeFeed({ sql, pollMs: 1_000, log: silentLog });
changeFeed.start();

let reconciled = false;
const dialer = new Dialer({
  sql,
  config: { dialing: testDialing({ concurrency: 4, queueCheckMs: 100 }), trunks: [testTrunk()] },
  nodeId: 'node-killed',
  changeFeed,
  canDial: () => reconciled,
  log: silentLog,
  startCall: async (call) => {
    await sql`insert into asterisk_channels (id) values (${call.callId})`;
    await sql`insert into asterisk_rings (phone) values (${call.phone})`;
    await markAnswered(sql, call);
    await delay(10 * (call.queueId % 4));
    await sql`delete from asterisk_channels where id = ${call.callId}`;
    await finishCall(sql, { ...call, disposition: 'completed', why: 'test' });
  },
});
await dialer.start();
await dialer.reconcile({
  listChannels: () => sql<{ id: string }[]>`select id from asterisk_channels`,
  hangUp: async (channelId) => {
    await sql`delete from asterisk_channels where id = ${channelId}`;
  },
});
reconciled = true;
dialer.wake();
