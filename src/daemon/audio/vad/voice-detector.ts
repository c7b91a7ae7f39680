/** The port behind which voice activity detectors stand: is there a voice in these milliseconds of telephone sound? */

export interface VoiceDetector {
  /** Samples of one frame, at 8 kHz. */
  readonly frameSamples: number;
  /** Called with frames in order. 0…1: how surely somebody speaks in this frame. */
  detect(frame: Int16Array): number | Promise<number>;
  close(): void;
}

/** Loaded once, opens one detector for each call. */
export interface VoiceDetection {
  readonly engine: 'webrtc' | 'silero';
  /** A voice is in a frame when `detect` gives this much. */
  readonly threshold: number;
  open(): VoiceDetector;
  close(): Promise<void>;
}
