/** The two graphs of the recogniser on ONNX Runtime: sound in, logits out. Shapes are in models/README.md. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { samplesPerFrame } from '../../../core/speech/window.ts';

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
  readonly threads: number;
  /** Busy waiting of idle threads: quicker alone, slower as soon as another process needs the core. */
  readonly spinning: boolean;
}

export class WhisperGraphs {
  readonly #encoder: InferenceSession;
  readonly #decoder: InferenceSession;

  private constructor(encoder: InferenceSession, decoder: InferenceSession) {
    this.#encoder = encoder;
    this.#decoder = decoder;
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
        session: { intra_op: { allow_spinning: options.spinning ? '1' : '0' } },
        // It copies all attention of the sound at each token instead of one layer's at a time: a tenth of a token's time.
        optimization: { disable_specified_optimizers: 'GatherSliceToSplitFusion' },
      },
    };
    const encoder = await InferenceSession.create(options.encoderFile, session);
    const decoder = await InferenceSession.create(options.decoderFile, session);
    return new WhisperGraphs(encoder, decoder);
  }

  /** @param sounds 16 kHz, −1…1, none longer than `frames` × 20 ms; shorter ones are followed by zeros */
  async encode(sounds: readonly Float32Array[], frames: number): Promise<Attention> {
    const width = frames * samplesPerFrame;
    const audio = new Float32Array(sounds.length * width);
    for (const [row, pcm] of sounds.entries()) audio.set(pcm.subarray(0, width), row * width);
    const out = await this.#encoder.run({ audio: new Tensor('float32', audio, [sounds.length, width]) });
    return { k: output(out, 'cross_k'), v: output(out, 'cross_v') };
  }

  /** One step: the same number of tokens for each row. `logits` are those after each row's last token, 51,865 a row. */
  async decode(
    tokens: readonly (readonly number[])[],
    past: Attention,
    cross: Attention,
  ): Promise<{ logits: Float32Array; present: Attention }> {
    const width = tokens[0]?.length ?? 0;
    const ids = BigInt64Array.from(tokens.flat(), BigInt);
    const out = await this.#decoder.run({
      tokens: new Tensor('int64', ids, [tokens.length, width]),
      past_k: past.k,
      past_v: past.v,
      cross_k: cross.k,
      cross_v: cross.v,
    });
    const logits = output(out, 'logits').data;
    if (!(logits instanceof Float32Array)) throw new TypeError('logits are not 32 bit floats');
    return { logits, present: { k: output(out, 'present_k'), v: output(out, 'present_v') } };
  }

  async close(): Promise<void> {
    await Promise.all([this.#encoder.release(), this.#decoder.release()]);
  }
}

function output(out: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = out[name];
  if (value === undefined) throw new TypeError(`the model has no output ${name}`);
  return value;
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

function pick(tensor: Tensor, rows: readonly number[]): Tensor {
  const [depth = 0, width = 0, ...rest] = tensor.dims;
  const size = rest.reduce((product, length) => product * length, 1);
  const from = tensor.data;
  if (!(from instanceof Float32Array)) throw new TypeError('attention is not of 32 bit floats');
  const to = new Float32Array(depth * rows.length * size);
  for (let layer = 0; layer < depth; layer += 1) {
    for (const [index, row] of rows.entries()) {
      const start = (layer * width + row) * size;
      to.set(from.subarray(start, start + size), (layer * rows.length + index) * size);
    }
  }
  return new Tensor('float32', to, [depth, rows.length, ...rest]);
}
