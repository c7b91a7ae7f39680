/** The two graphs of the recogniser on ONNX Runtime: sound in, logits out. Shapes are in models/README.md. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { samplesPerFrame } from '../../../core/speech/window.ts';
import { TokenSet } from './token-set.ts';

const layers = 6;
const heads = 8;
const headSize = 64;

/** Keys and values of attention, [6, rows, 8, length, 64]; what of it belongs to which utterance is the second dimension. */
export interface Attention {
  readonly k: Tensor;
  readonly v: Tensor;
}

export interface GraphOptions {
  readonly encoderFile: string;
  readonly decoderFile: string;
  /**
   * A smaller decoder for what follows the first token. Not for that one itself: whether a reply is believed hangs on its probability,
   * which fewer tokens would raise (a « euh » in noise became « D'accord. »).
   */
  readonly following?: { readonly decoderFile: string; readonly tokens: TokenSet } | undefined;
  readonly threads: number;
  /** Busy waiting of idle threads: quicker alone, slower as soon as another process needs the core. */
  readonly spinning: boolean;
}

interface Decoder {
  readonly session: InferenceSession;
  /** What its logits and embeddings stand for. */
  readonly tokens: TokenSet;
  /** It takes the sound's keys and values a layer at a time (scripts/french-decoder.ts), not stacked. */
  readonly byLayer: boolean;
}

export class WhisperGraphs {
  readonly #encoder: InferenceSession;
  readonly #decoder: Decoder;
  readonly #following: Decoder | undefined;

  private constructor(encoder: InferenceSession, decoder: Decoder, following: Decoder | undefined) {
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.#following = following;
  }

  static async open(options: GraphOptions): Promise<WhisperGraphs> {
    const session: InferenceSession.SessionOptions = {
      executionProviders: ['cpu'],
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      // The arena never gives back what one long utterance took (644 MB after a whole window, 350 without it) and saves no time.
      enableCpuMemArena: false,
      extra: {
        session: {
          intra_op: { allow_spinning: options.spinning ? '1' : '0' },
          // The threads of one graph would else spin on against the graph that runs next.
          force_spinning_stop: '1',
        },
        // It copies all attention of the sound at each token instead of one layer's at a time: a tenth of a token's time.
        optimization: { disable_specified_optimizers: 'GatherSliceToSplitFusion' },
      },
    };
    const encoder = await InferenceSession.create(options.encoderFile, session);
    const decoder = async (file: string, tokens: TokenSet, how = session): Promise<Decoder> => {
      const graph = await InferenceSession.create(file, how);
      return { session: graph, tokens, byLayer: graph.inputNames.includes('cross_k_0') };
    };
    const { decoderFile, following } = options;
    return new WhisperGraphs(
      encoder,
      await decoder(decoderFile, new TokenSet()),
      // A few tokens are too little work for two threads: what they save alone, they lose by waiting for each other.
      following && (await decoder(following.decoderFile, following.tokens, { ...session, intraOpNumThreads: 1 })),
    );
  }

  /** @param sounds 16 kHz, −1…1, none longer than `frames` × 20 ms; shorter ones are followed by zeros */
  async encode(sounds: readonly Float32Array[], frames: number): Promise<Attention> {
    const width = frames * samplesPerFrame;
    const audio = new Float32Array(sounds.length * width);
    for (const [row, pcm] of sounds.entries()) audio.set(pcm.subarray(0, width), row * width);
    const out = await this.#encoder.run({ audio: new Tensor('float32', audio, [sounds.length, width]) });
    return { k: output(out, 'cross_k'), v: output(out, 'cross_v') };
  }

  /**
   * One step: the same number of tokens for each row.
   * @returns logits, `known.size` numbers for each position of each row, and what they stand for. Positions: the last token's alone
   * from the whole decoder, all tokens' from the following one.
   */
  async decode(
    tokens: readonly (readonly number[])[],
    past: Attention,
    cross: Attention,
  ): Promise<{ logits: Float32Array; known: TokenSet; positions: number; present: Attention }> {
    const width = tokens[0]?.length ?? 0;
    const { session, tokens: known, byLayer } = this.#decoderOf(tokens, past);
    const ids = BigInt64Array.from(tokens.flat(), (token) => BigInt(known.row(token)));
    const out = await session.run({
      tokens: new Tensor('int64', ids, [tokens.length, width]),
      past_k: past.k,
      past_v: past.v,
      ...(byLayer
        ? { ...layersOf('cross_k', cross.k), ...layersOf('cross_v', cross.v) }
        : { cross_k: cross.k, cross_v: cross.v }),
    });
    const logits = output(out, 'logits').data;
    if (!(logits instanceof Float32Array)) throw new TypeError('logits are not 32 bit floats');
    const positions = logits.length / known.size / tokens.length;
    return { logits, known, positions, present: { k: output(out, 'present_k'), v: output(out, 'present_v') } };
  }

  /**
   * How many of the tokens can be read in one run that tells what follows each: all, as far as the following decoder knows them; but the
   * first alone where only the whole decoder knows that one.
   */
  together(tokens: readonly number[]): readonly number[] {
    const known = this.#following?.tokens.leading(tokens) ?? [];
    return known.length > 0 ? known : tokens.slice(0, 1);
  }

  #decoderOf(tokens: readonly (readonly number[])[], past: Attention): Decoder {
    const following = this.#following;
    const begins = past.k.dims.at(-2) === 0;
    return following !== undefined && !begins && tokens.flat().every((token) => following.tokens.has(token))
      ? following
      : this.#decoder;
  }

  async close(): Promise<void> {
    await Promise.all([this.#encoder.release(), this.#decoder.session.release(), this.#following?.session.release()]);
  }
}

function output(out: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = out[name];
  if (value === undefined) throw new TypeError(`the model has no output ${name}`);
  return value;
}

/** Views of the layers, `name_0` to `name_5`: nothing is copied. */
function layersOf(name: string, stacked: Tensor): Record<string, Tensor> {
  const [depth = 0, ...shape] = stacked.dims;
  const all = floats(stacked);
  const size = all.length / depth;
  return Object.fromEntries(
    Array.from({ length: depth }, (_, layer) => [
      `${name}_${layer}`,
      new Tensor('float32', all.subarray(layer * size, (layer + 1) * size), shape),
    ]),
  );
}

function floats(tensor: Tensor): Float32Array {
  if (!(tensor.data instanceof Float32Array)) throw new TypeError('attention is not of 32 bit floats');
  return tensor.data;
}

/** What a row has attended to before its first token. */
export function emptyPast(rows: number): Attention {
  const shape = [layers, rows, heads, 0, headSize];
  return {
    k: new Tensor('float32', new Float32Array(0), shape),
    v: new Tensor('float32', new Float32Array(0), shape),
  };
}

/** The attention of some rows only, in their order: rows that have ended cost nothing more. */
export function keepRows(attention: Attention, rows: readonly number[]): Attention {
  return { k: pick(attention.k, rows), v: pick(attention.v, rows) };
}

/** The attention without its last `tokens`. */
export function shorten(attention: Attention, tokens: number): Attention {
  return { k: cut(attention.k, tokens), v: cut(attention.v, tokens) };
}

function cut(tensor: Tensor, tokens: number): Tensor {
  const length = tensor.dims[3] ?? 0;
  const left = length - tokens;
  const from = floats(tensor);
  const to = new Float32Array((from.length / length) * left);
  for (let at = 0; at * length * headSize < from.length; at += 1) {
    const start = at * length * headSize;
    to.set(from.subarray(start, start + left * headSize), at * left * headSize);
  }
  return new Tensor('float32', to, tensor.dims.with(3, left));
}

function pick(tensor: Tensor, rows: readonly number[]): Tensor {
  const [depth = 0, width = 0, ...rest] = tensor.dims;
  const size = rest.reduce((product, length) => product * length, 1);
  const from = floats(tensor);
  const to = new Float32Array(depth * rows.length * size);
  for (let layer = 0; layer < depth; layer += 1) {
    for (const [index, row] of rows.entries()) {
      const start = (layer * width + row) * size;
      to.set(from.subarray(start, start + size), (layer * rows.length + index) * size);
    }
  }
  return new Tensor('float32', to, [depth, rows.length, ...rest]);
}
