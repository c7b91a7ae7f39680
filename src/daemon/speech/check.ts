/** What `doctor` says about speech: the engine and why, its files, its build, and how quickly it hears. */
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { engineNames, type EngineName } from '../../core/speech/engine.ts';
import { smartWhisperBuild, type VectorInstructions } from './build.ts';
import { shippedModels, verifyModel } from './models.ts';
import { readPcm } from './pcm.ts';
import { SpeechService } from './service.ts';
import { percentiles } from './stats.ts';
import { speechRequest } from './request.ts';

/** Each takes a tenth of a second on a good machine, and ten seconds on a bad build. */
const runs = 5;
const deadlineMs = 30_000;

export interface SpeechCheck {
  readonly engine: EngineName;
  /** Why this one, in words. */
  readonly because: string;
  /** Of every engine's files; absent problem: sound. */
  readonly models: readonly { readonly engine: EngineName; readonly problem?: string }[];
  readonly smartWhisperVectorInstructions: VectorInstructions;
  /** Median time to hear the shipped reply of 2 s, on this machine as busy as it is. */
  readonly replyMs: number;
  /** What was heard of it: « Je suis au volant, rappelez plus tard. » */
  readonly text: string;
}

/** @throws MinibotError of SpeechService.start() when no engine can be used */
export async function checkSpeech(config: Config['speech'], log: Log): Promise<SpeechCheck> {
  const models = await Promise.all(
    engineNames.map(async (engine) => {
      const problem = await verifyModel(engine, config).then(() => undefined, messageOf);
      return problem === undefined ? { engine } : { engine, problem };
    }),
  );
  const service = new SpeechService({ config: { ...config, workers: 1 }, log });
  try {
    await service.start();
    const pcm = await readPcm(`${shippedModels}probe.wav`);
    const request = { ...speechRequest(config, pcm), deadlineMs };
    const times: number[] = [];
    let text = '';
    for (let run = 0; run < runs; run += 1) {
      const heard = await service.transcribe(request);
      times.push(heard.engineMs);
      text = heard.text;
    }
    const { engine, because } = service.stats();
    return {
      engine: engine ?? 'onnx',
      because,
      models,
      smartWhisperVectorInstructions: await smartWhisperBuild(),
      replyMs: Math.round(percentiles(times).p50),
      text,
    };
  } finally {
    await service.stop();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
