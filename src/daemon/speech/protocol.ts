/** Messages between the service and its child processes (advanced serialisation: sound travels as Float32Array). */
import { z } from 'zod';
import { exitCodes, type ExitReason } from '../../core/errors.ts';
import { engineNames } from '../../core/speech/engine.ts';

const gate = z.object({
  minProbability: z.number(),
  minProbabilityAlone: z.number(),
  doubtfulProbability: z.number(),
  minCertainty: z.number(),
  likelyProbability: z.number(),
});

const setup = z.discriminatedUnion('engine', [
  z.object({
    engine: z.literal('onnx'),
    dir: z.string(),
    language: z.string(),
    threads: z.number(),
    spinning: z.boolean(),
    gate,
  }),
  z.object({
    engine: z.literal('whisper.cpp'),
    model: z.string(),
    threads: z.number(),
    gpu: z.boolean(),
    gate,
  }),
]);
export type WorkerSetup = z.infer<typeof setup>;

const request = z.object({
  pcm: z.custom<Float32Array>((value) => value instanceof Float32Array),
  language: z.string(),
  prompt: z.string().exactOptional(),
  window: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fitted'), minFrames: z.number(), marginFrames: z.number() }),
    z.object({ kind: z.literal('whole') }),
  ]),
  maxTokens: z.number(),
  earlier: z.string().exactOptional(),
});

export const toWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load'), setup }),
  /** To be heard in one run. */
  z.object({ type: z.literal('hear'), items: z.array(z.object({ id: z.number(), request })) }),
  z.object({ type: z.literal('cancel'), id: z.number() }),
]);
export type ToWorker = z.infer<typeof toWorker>;

const transcription = z.object({
  text: z.string(),
  tokens: z.array(z.object({ text: z.string(), probability: z.number() })).readonly(),
  confidence: z.number(),
  audioMs: z.number(),
  engineMs: z.number(),
  engine: z.enum(engineNames),
  opening: z
    .object({ yes: z.number(), no: z.number(), filler: z.number(), other: z.number(), certainty: z.number() })
    .exactOptional(),
  rejected: z
    .object({
      because: z.enum(['invention', 'noise_tag', 'prompt_echo', 'unlikely']),
      text: z.string(),
    })
    .exactOptional(),
});

const failure = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  exit: z.custom<ExitReason>((value) => typeof value === 'string' && Object.hasOwn(exitCodes, value)).optional(),
});
export type WorkerFailure = z.infer<typeof failure>;

export const fromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), loadMs: z.number() }),
  z.object({ type: z.literal('not_ready'), failure }),
  z.object({ type: z.literal('heard'), id: z.number(), transcription }),
  z.object({ type: z.literal('cancelled'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number(), failure }),
]);
export type FromWorker = z.infer<typeof fromWorker>;
