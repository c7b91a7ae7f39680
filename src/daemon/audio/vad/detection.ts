/** The voice activity detector that the configuration names. */
import { fileURLToPath } from 'node:url';
import type { Config } from '../../../core/config/schema.ts';
import { loadSileroDetection } from './silero.ts';
import type { VoiceDetection } from './voice-detector.ts';
import { loadWebrtcDetection } from './webrtc.ts';

const shippedModel = fileURLToPath(new URL('../../../../models/silero-vad/silero_vad_v5.onnx', import.meta.url));

/**
 * Loaded once per process; serves all calls.
 * @throws MinibotError MB_VAD_MODEL
 */
export async function loadVoiceDetection(config: Config['vad']): Promise<VoiceDetection> {
  switch (config.engine) {
    case 'silero':
      return loadSileroDetection(config.sileroModel ?? shippedModel, config.threshold);
    case 'webrtc':
      return loadWebrtcDetection(config.mode);
  }
}
