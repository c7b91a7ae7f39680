/** WebRTC's voice activity detector (libfvad as WebAssembly): Gaussian mixtures over six bands, a few microseconds a frame. */
import loadFvad from '@echogarden/fvad-wasm';
import { MinibotError } from '../../../core/errors.ts';
import type { VoiceDetection } from './voice-detector.ts';

const sampleRateHz = 8000;
/** 10 ms, the shortest frame that it takes: the end of speech is seen soonest. */
const frameSamples = 80;

/** @param mode aggressiveness, 0 (hears everything) to 3 (hears least) */
export async function loadWebrtcDetection(mode: number): Promise<VoiceDetection> {
  const fvad = await loadFvad();
  return {
    engine: 'webrtc',
    threshold: 0.5,
    open() {
      const handle = fvad._fvad_new();
      const buffer = fvad._malloc(frameSamples * 2);
      if (handle === 0 || buffer === 0)
        throw new MinibotError('MB_VAD', 'The voice activity detector has no memory left.');
      fvad._fvad_set_mode(handle, mode);
      fvad._fvad_set_sample_rate(handle, sampleRateHz);
      let open = true;
      return {
        frameSamples,
        detect(frame) {
          if (!open) return 0;
          // The heap may have grown, and moved, since the last frame.
          fvad.HEAP16.set(frame, buffer >> 1);
          return fvad._fvad_process(handle, buffer, frameSamples) === 1 ? 1 : 0;
        },
        close() {
          if (!open) return;
          open = false;
          fvad._fvad_free(handle);
          fvad._free(buffer);
        },
      };
    },
    close: async () => {},
  };
}
