import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readWav, toMono, writeWav, type WavEncoding } from '../../../src/core/audio/wav.ts';
import { MinibotError } from '../../../src/core/errors.ts';

const samples = Int16Array.from([0, 1000, -1000, 32_767, -32_768, 5]);

test('16 bit sound survives writing and reading, whatever its length and channels', () => {
  fc.assert(
    fc.property(
      fc.int16Array({ maxLength: 400 }),
      fc.constantFrom(8000, 16_000, 44_100),
      fc.integer({ min: 1, max: 3 }),
      (raw, sampleRateHz, channels) => {
        const whole = raw.subarray(0, raw.length - (raw.length % channels));
        const read = readWav(writeWav({ sampleRateHz, channels, samples: whole }));
        assert.deepEqual(read.samples, Int16Array.from(whole));
        assert.equal(read.sampleRateHz, sampleRateHz);
        assert.equal(read.channels, channels);
        assert.equal(read.durationMs, ((whole.length / channels) * 1000) / sampleRateHz);
      },
    ),
  );
});

for (const encoding of ['alaw', 'mulaw'] satisfies WavEncoding[]) {
  test(`${encoding} files of an odd length are padded and read back`, () => {
    const file = writeWav({ sampleRateHz: 8000, channels: 1, samples: samples.subarray(0, 5) }, encoding);
    assert.equal(file.length % 2, 0);
    const read = readWav(file);
    assert.equal(read.encoding, encoding);
    assert.equal(read.samples.length, 5);
    assert.ok(Math.abs((read.samples[1] ?? 0) - 1000) <= 32);
  });
}

test('unknown chunks before the sound are skipped, odd ones with their padding', () => {
  const plain = writeWav({ sampleRateHz: 8000, channels: 1, samples });
  const extra = Uint8Array.from([...new TextEncoder().encode('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]);
  const file = new Uint8Array([...plain.subarray(0, 12), ...extra, ...plain.subarray(12)]);
  assert.deepEqual(readWav(file).samples, samples);
});

test('a file whose header was never finished is read to its end', () => {
  const file = writeWav({ sampleRateHz: 8000, channels: 1, samples });
  new DataView(file.buffer).setUint32(40, 0xffff_ffff, true);
  assert.deepEqual(readWav(file).samples, samples);
});

test('channels are mixed at equal weight', () => {
  assert.deepEqual(
    toMono({ sampleRateHz: 8000, channels: 2, samples: Int16Array.from([100, 300, -32_768, -32_768]) }),
    Int16Array.from([200, -32_768]),
  );
});

const good = writeWav({ sampleRateHz: 8000, channels: 1, samples });
const altered = (at: number, ...bytes: number[]) => {
  const file = good.slice();
  file.set(bytes, at);
  return file;
};
const broken: [name: string, file: Uint8Array, why: RegExp][] = [
  ['empty', new Uint8Array(0), /empty/],
  ['text', new TextEncoder().encode('phone;first_name\n0612345678;Anne\n'), /RIFF/],
  ['header only', good.subarray(0, 36), /no sound/],
  ['no format', good.subarray(0, 12), /no format/],
  ['format cut short', good.subarray(0, 30), /cut short/],
  ['24 bit', altered(34, 24, 0), /24 bits/],
  ['float', altered(20, 3, 0), /format 3/],
  ['no channel', altered(22, 0, 0), /no channel/],
  ['rate 0', altered(24, 0, 0, 0, 0), /sample rate is 0/],
];
for (const [name, file, why] of broken) {
  test(`a broken file says what is wrong with it: ${name}`, () => {
    assert.throws(
      () => readWav(file),
      (error) => error instanceof MinibotError && error.code === 'MB_WAV_INVALID' && why.test(error.message),
    );
  });
}
