import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeAlaw, decodeMulaw, encodeAlaw, encodeMulaw } from '../../../src/core/audio/companding.ts';

/** Codes and values of ITU-T G.711, scaled to 16 bit. */
const alawTable: [code: number, value: number][] = [
  [0xd5, 8],
  [0x55, -8],
  [0xaa, 32_256],
  [0x2a, -32_256],
  [0xd4, 24],
  [0x80, 5_504],
];
const mulawTable: [code: number, value: number][] = [
  [0xff, 0],
  [0x80, 32_124],
  [0x00, -32_124],
  [0xfe, 8],
  [0x7e, -8],
];

test('codes decode to the values of G.711', () => {
  for (const [code, value] of alawTable) assert.equal(decodeAlaw(Uint8Array.of(code))[0], value, `a-law ${code}`);
  for (const [code, value] of mulawTable) assert.equal(decodeMulaw(Uint8Array.of(code))[0], value, `mu-law ${code}`);
});

test('every code survives decoding and encoding', () => {
  const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
  assert.deepEqual(encodeAlaw(decodeAlaw(codes)), codes);
  const mulaw = encodeMulaw(decodeMulaw(codes));
  // Mu-law has two zeros; the negative one becomes the positive.
  assert.deepEqual(
    [...mulaw],
    [...codes].map((code) => (code === 0x7f ? 0xff : code)),
  );
});

test('quantisation is at most half a step, over the whole range', () => {
  const samples = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
  const alaw = decodeAlaw(encodeAlaw(samples));
  const mulaw = decodeMulaw(encodeMulaw(samples));
  samples.forEach((sample, index) => {
    const size = Math.abs(sample);
    // 16 linear steps per octave from 512 on in a-law; full scale is the last step's middle.
    const allowed = size < 512 ? 8 : Math.min(512, 2 ** (Math.floor(Math.log2(size)) - 5));
    assert.ok(Math.abs((alaw[index] ?? 0) - sample) <= allowed, `a-law ${sample} became ${alaw[index]}`);
    const biased = size + 132;
    const allowedMulaw = size > 32_124 ? 644 : 2 ** (Math.floor(Math.log2(biased)) - 5);
    assert.ok(Math.abs((mulaw[index] ?? 0) - sample) <= allowedMulaw, `mu-law ${sample} became ${mulaw[index]}`);
  });
});
