import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Tensor } from 'onnxruntime-node';
import { modelPaths } from '../../../../src/daemon/speech/models.ts';
import { onnxFileNames } from '../../../../src/daemon/speech/onnx/files.ts';
import { keepRows, shorten, WhisperGraphs } from '../../../../src/daemon/speech/onnx/graphs.ts';
import { TokenSet } from '../../../../src/daemon/speech/onnx/token-set.ts';
import { specialTokens } from '../../../../src/daemon/speech/vocabulary.ts';
import { speechConfig } from '../../../support/speech-clips.ts';

/** Each number tells its place: layer, row, head, token, in this order, a decimal each. */
function numbered(layers: number, rows: number, heads: number, tokens: number): Tensor {
  const size = 64;
  const data = new Float32Array(layers * rows * heads * tokens * size);
  for (let at = 0; at < data.length; at += 1) {
    const token = Math.floor(at / size) % tokens;
    const head = Math.floor(at / size / tokens) % heads;
    const row = Math.floor(at / size / tokens / heads) % rows;
    const layer = Math.floor(at / size / tokens / heads / rows);
    data[at] = layer * 1000 + row * 100 + head * 10 + token;
  }
  return new Tensor('float32', data, [layers, rows, heads, tokens, size]);
}

/** The places in order, one for each token's 64 numbers. */
function places(tensor: Tensor): number[] {
  assert.ok(tensor.data instanceof Float32Array);
  return [...tensor.data].filter((value, at, all) => at % 64 === 0 || value !== all[at - 1]);
}

describe('attention', () => {
  test('without its last tokens is that of the others, at every layer, row and head', () => {
    const tensor = numbered(2, 2, 2, 3);
    const { k, v } = shorten({ k: tensor, v: tensor }, 2);
    assert.deepEqual(k.dims, [2, 2, 2, 1, 64]);
    assert.deepEqual(places(k), [0, 10, 100, 110, 1000, 1010, 1100, 1110]);
    assert.deepEqual(v.data, k.data);
  });

  test('of some rows only keeps their order', () => {
    const tensor = numbered(2, 3, 1, 2);
    const { k } = keepRows({ k: tensor, v: tensor }, [0, 2]);
    assert.deepEqual(k.dims, [2, 2, 1, 2, 64]);
    assert.deepEqual(places(k), [0, 1, 200, 201, 1000, 1001, 1200, 1201]);
  });
});

describe('tokens read in one run', () => {
  const { onnxDir } = modelPaths(speechConfig);
  const file = (name: keyof typeof onnxFileNames) => join(onnxDir, onnxFileNames[name]);
  const options = { encoderFile: file('encoder'), decoderFile: file('decoder'), threads: 1, spinning: false };
  // The whole decoder alone knows it.
  const strange = specialTokens.startOfTranscript;

  test('are those that the following decoder knows; one that it does not know is read alone', async () => {
    const tokens = await TokenSet.read(file('frenchTokens'));
    const graphs = await WhisperGraphs.open({ ...options, following: { decoderFile: file('frenchDecoder'), tokens } });
    try {
      assert.deepEqual(graphs.together([10, 11, 12]), [10, 11, 12]);
      assert.deepEqual(graphs.together([10, 11, strange, 12]), [10, 11]);
      assert.deepEqual(graphs.together([strange, 10, 11]), [strange]);
    } finally {
      await graphs.close();
    }
  });

  test('are one at a time without a following decoder', async () => {
    const graphs = await WhisperGraphs.open(options);
    try {
      assert.deepEqual(graphs.together([10, 11]), [10]);
    } finally {
      await graphs.close();
    }
  });
});
