import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Framer, mediaFormats } from '../../src/asterisk/media-format.ts';
import { buildRtp, parseRtp, RtpOrder, type RtpPacket } from '../../src/asterisk/rtp.ts';

const packet = (sequence: number, ssrc = 1): RtpPacket => ({
  payloadType: 8,
  sequence: sequence & 0xffff,
  timestamp: (sequence * 160) >>> 0,
  ssrc,
  marker: false,
  payload: Uint8Array.of(sequence & 0xff),
});

test('a packet comes back as it was built', () => {
  fc.assert(
    fc.property(
      fc.record({
        payloadType: fc.integer({ min: 0, max: 63 }),
        sequence: fc.integer({ min: 0, max: 0xffff }),
        timestamp: fc.integer({ min: 0, max: 0xffffffff }),
        ssrc: fc.integer({ min: 0, max: 0xffffffff }),
        marker: fc.boolean(),
        payload: fc.uint8Array({ maxLength: 200 }),
      }),
      (original) => assert.deepEqual(parseRtp(buildRtp(original)), { ...original }),
    ),
  );
});

test('bytes of any kind are a packet or nothing, never an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void parseRtp(bytes)));
});

test('extension, contributing sources and padding are not sound', () => {
  const bytes = Uint8Array.from([
    0xb1, 8, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, /* csrc */ 9, 9, 9, 9, /* extension of one word */ 0, 0, 0, 1, 7, 7, 7, 7,
    /* payload */ 1, 2, /* padding */ 0, 2,
  ]);
  assert.deepEqual([...(parseRtp(bytes)?.payload ?? [])], [1, 2]);
  assert.equal(parseRtp(Uint8Array.from([0x80, 200, ...Array(10).fill(0)])), undefined, 'RTCP');
});

test('shuffled a little, across the wrap of the numbers: everything in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), fc.array(fc.boolean(), { maxLength: 60 }), (start, swaps) => {
      const sent = Array.from({ length: 62 }, (_, at) => packet(start + at));
      // The first one sets the beginning; after it, neighbours may change places.
      for (let at = 1; at < swaps.length; at += 1) {
        const [a, b] = [sent[at], sent[at + 1]];
        if (swaps[at] === true && a !== undefined && b !== undefined) {
          [sent[at], sent[at + 1]] = [b, a];
          at += 1;
        }
      }
      const order = new RtpOrder();
      const heard = sent.flatMap((one) => order.push(one)).map((one) => one?.sequence);
      assert.deepEqual(
        heard,
        Array.from({ length: 62 }, (_, at) => (start + at) & 0xffff),
      );
    }),
  );
});

test('lost packets leave gaps of their length, so that the clock keeps step', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 10, maxLength: 80 }), (losses) => {
      const order = new RtpOrder();
      const arrived = losses
        .map((lost, at) => (lost && at > 0 ? undefined : packet(at)))
        .filter((one) => one !== undefined);
      const heard = arrived.flatMap((one) => order.push(one));
      for (const [at, one] of heard.entries()) {
        if (one !== undefined) assert.equal(one.sequence, at);
        else assert.equal(losses[at], true);
      }
      // All but the last few, which still wait for one that may come.
      const newest = arrived.at(-1)?.sequence ?? 0;
      assert.ok(heard.length >= newest + 1 - (losses.length - heard.filter((one) => one !== undefined).length));
    }),
  );
});

test('duplicates and latecomers are not heard twice', () => {
  const order = new RtpOrder(2);
  const heard = [1, 2, 2, 4, 5, 3, 6].flatMap((sequence) => order.push(packet(sequence))).map((one) => one?.sequence);
  assert.deepEqual(heard, [1, 2, undefined, 4, 5, 6]);
});

test('a sender that begins anew is followed', () => {
  const order = new RtpOrder();
  const sequences = [packet(10), packet(11), packet(5000, 2), packet(5001, 2), packet(20_000, 2)];
  assert.deepEqual(
    sequences.flatMap((one) => order.push(one)).map((one) => one?.sequence),
    [10, 11, 5000, 5001, 20_000],
  );
});

test('signed linear samples come back whole, from a buffer at any offset', () => {
  fc.assert(
    fc.property(fc.int16Array({ maxLength: 50 }), fc.integer({ min: 0, max: 3 }), (samples, offset) => {
      const bytes = mediaFormats.slin.encode(samples);
      const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      assert.deepEqual(mediaFormats.slin.decode(shifted), samples);
    }),
  );
});

test('frames are whole, nothing is lost, and the rest is filled up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 20 }), (lengths) => {
      const framer = new Framer(8000);
      let next = 1;
      const frames = lengths.flatMap((length) => framer.push(Int16Array.from({ length }, () => next++)));
      const rest = framer.flush();
      const all = [...frames, ...(rest === undefined ? [] : [rest])];
      assert.ok(all.every((frame) => frame.length === 160));
      const samples = all.flatMap((frame) => [...frame]).filter((sample) => sample !== 0);
      assert.deepEqual(
        samples,
        Array.from({ length: next - 1 }, (_, at) => at + 1),
      );
      assert.equal(framer.flush(), undefined);
    }),
  );
});
