import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallWrites } from '../../../src/daemon/calls/call-writes.ts';
import { silentLog } from '../../support/silent-log.ts';

test('writes happen in order, and one that fails is tried again before the next', async () => {
  const writes = new CallWrites(silentLog, new AbortController().signal);
  const done: string[] = [];
  let failures = 2;
  writes.push('first', async () => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('the database is away');
    }
    done.push('first');
    return Promise.resolve(true);
  });
  writes.push('second', async () => {
    done.push('second');
    return Promise.resolve(true);
  });
  await writes.settled();
  assert.deepEqual(done, ['first', 'second']);
  assert.equal(writes.lost, false);
});

test('after a lost fence nothing more is written', async () => {
  const writes = new CallWrites(silentLog, new AbortController().signal);
  const done: string[] = [];
  writes.push('refused', async () => Promise.resolve(false));
  writes.push('later', async () => {
    done.push('later');
    return Promise.resolve(true);
  });
  await writes.settled();
  assert.equal(writes.lost, true);
  assert.deepEqual(done, []);
});

test('an abort ends the retries, so that a process can stop while the database is away', async () => {
  const stop = new AbortController();
  const writes = new CallWrites(silentLog, stop.signal);
  let tries = 0;
  writes.push('never', async () => {
    tries += 1;
    stop.abort();
    return Promise.reject(new Error('the database is away'));
  });
  await writes.settled();
  assert.equal(tries, 1);
});
