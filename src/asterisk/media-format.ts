/** Audio formats that Asterisk's external media carries here, to and from 16 bit samples. Pure. */
import { decodeAlaw, decodeMulaw, encodeAlaw, encodeMulaw } from '../core/audio/companding.ts';

export interface MediaFormat {
  /** As Asterisk names it. */
  readonly name: 'alaw' | 'ulaw' | 'slin' | 'slin16';
  readonly sampleRateHz: 8000 | 16_000;
  /** Static payload type of RTP (RFC 3551); undefined where there is none. */
  readonly payloadType: number | undefined;
  decode(bytes: Uint8Array): Int16Array;
  encode(samples: Int16Array): Uint8Array;
}

/** Frames of 20 ms everywhere. */
export const frameMs = 20;

// chan_websocket sends signed linear in the byte order of the machine, which is little-endian wherever Node runs for us.
function decodeSlin(bytes: Uint8Array): Int16Array {
  const whole = bytes.length & ~1;
  // A copy, because a view needs an even offset; not by `slice`, which on a Buffer copies nothing.
  return new Int16Array(new Uint8Array(bytes.subarray(0, whole)).buffer);
}

function encodeSlin(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.slice().buffer);
}

export const mediaFormats = {
  alaw: { name: 'alaw', sampleRateHz: 8000, payloadType: 8, decode: decodeAlaw, encode: encodeAlaw },
  ulaw: { name: 'ulaw', sampleRateHz: 8000, payloadType: 0, decode: decodeMulaw, encode: encodeMulaw },
  slin: { name: 'slin', sampleRateHz: 8000, payloadType: undefined, decode: decodeSlin, encode: encodeSlin },
  slin16: { name: 'slin16', sampleRateHz: 16_000, payloadType: undefined, decode: decodeSlin, encode: encodeSlin },
} as const satisfies Record<string, MediaFormat>;

/** Cuts samples of any length into frames, and keeps what is left for the next time. */
export class Framer {
  readonly #frameLength: number;
  #rest = new Int16Array(0);

  constructor(sampleRateHz: number) {
    this.#frameLength = (sampleRateHz * frameMs) / 1000;
  }

  push(samples: Int16Array): Int16Array[] {
    const all = new Int16Array(this.#rest.length + samples.length);
    all.set(this.#rest);
    all.set(samples, this.#rest.length);
    const frames: Int16Array[] = [];
    let at = 0;
    for (; at + this.#frameLength <= all.length; at += this.#frameLength) {
      frames.push(all.subarray(at, at + this.#frameLength));
    }
    this.#rest = all.slice(at);
    return frames;
  }

  /** The rest, filled up with silence; undefined when there is none. */
  flush(): Int16Array | undefined {
    if (this.#rest.length === 0) return undefined;
    const frame = new Int16Array(this.#frameLength);
    frame.set(this.#rest);
    this.#rest = new Int16Array(0);
    return frame;
  }

  clear(): void {
    this.#rest = new Int16Array(0);
  }
}
