/**
 * Silero's voice activity detector: a small recurrent network on ONNX Runtime. A frame is 32 ms of 8 kHz sound, and the network wants the
 * 4 ms before it too. One session serves all calls; each call keeps its own state of the network.
 *
 * The session is the one under `InferenceSession`, whose `run` waits for the next turn of the event loop before it begins. A call would
 * get one frame a turn; where turns take longer than a frame, as with forty calls on two cores, the ear of a line that is never quiet
 * fell behind by seconds, and its words came when nobody waited for them any more.
 */
import { Tensor } from 'onnxruntime-node';
import { binding, initOrt } from 'onnxruntime-node/dist/binding.js';
import { MinibotError } from '../../../core/errors.ts';
import type { VoiceDetection } from './voice-detector.ts';

const frameSamples = 256;
const contextSamples = 32;
const stateSize = 128;

/**
 * @param model path of the network's file
 * @param threshold how sure it has to be that somebody speaks
 * @throws MinibotError MB_VAD_MODEL when it cannot be read
 */
export function loadSileroDetection(model: string, threshold: number): VoiceDetection {
  initOrt();
  const session = new binding.InferenceSession();
  try {
    // A frame takes 0.2 ms: threads would only spin beside it.
    session.loadModel(model, { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false });
  } catch (cause) {
    throw new MinibotError('MB_VAD_MODEL', `The voice activity detector's model ${model} cannot be read.`, {
      cause,
      hint: 'Install minibot again, or set vad.engine to webrtc.',
      exit: 'configuration',
    });
  }
  const sampleRate = new Tensor('int64', BigInt64Array.of(8000n), []);
  return {
    engine: 'silero',
    threshold,
    open() {
      let state: Tensor = new Tensor('float32', new Float32Array(2 * stateSize), [2, 1, stateSize]);
      const input = new Float32Array(contextSamples + frameSamples);
      return {
        frameSamples,
        detect(frame) {
          input.copyWithin(0, frameSamples);
          for (let index = 0; index < frameSamples; index += 1) {
            input[contextSamples + index] = (frame[index] ?? 0) / 32_768;
          }
          const feeds = { input: new Tensor('float32', input, [1, input.length]), state, sr: sampleRate };
          const { output, stateN } = session.run(feeds, { output: null, stateN: null }, {});
          if (stateN instanceof Tensor) state = stateN;
          const probability = output instanceof Tensor ? output.data[0] : undefined;
          return typeof probability === 'number' ? probability : 0;
        },
        close() {},
      };
    },
    close() {
      session.dispose();
      return Promise.resolve();
    },
  };
}
