/** RTP (RFC 3550) as far as a stream of 20 ms audio frames on a local network needs it. Pure. */

export interface RtpPacket {
  readonly payloadType: number;
  /** 16 bit, wraps. */
  readonly sequence: number;
  /** In samples, 32 bit, wraps. */
  readonly timestamp: number;
  readonly ssrc: number;
  readonly marker: boolean;
  readonly payload: Uint8Array;
}

/** Undefined when it is no RTP packet (another version, cut short, RTCP). */
export function parseRtp(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < 12) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  const second = view.getUint8(1);
  if (first >> 6 !== 2) return undefined;
  const payloadType = second & 0x7f;
  // RFC 5761: 64…95 would be RTCP's 192…223.
  if (payloadType >= 64 && payloadType <= 95) return undefined;
  let start = 12 + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return undefined;
    start += 4 + 4 * view.getUint16(start + 2);
  }
  const padding = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.length - 1);
  if (start + padding > bytes.length) return undefined;
  return {
    payloadType,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    marker: (second & 0x80) !== 0,
    payload: bytes.subarray(start, bytes.length - padding),
  };
}

export function buildRtp(packet: RtpPacket): Uint8Array {
  const bytes = new Uint8Array(12 + packet.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, (packet.marker ? 0x80 : 0) | packet.payloadType);
  view.setUint16(2, packet.sequence & 0xffff);
  view.setUint32(4, packet.timestamp >>> 0);
  view.setUint32(8, packet.ssrc >>> 0);
  bytes.set(packet.payload, 12);
  return bytes;
}

/** Distance from `a` to `b` on the 16 bit circle, −32768…32767. */
function distance(a: number, b: number): number {
  return ((((b - a) & 0xffff) + 0x8000) & 0xffff) - 0x8000;
}

/**
 * Puts packets into their order. A missing one is waited for until `depth` later ones are there, and then given up as
 * undefined, so that the listener's clock keeps step. Duplicates and latecomers are dropped.
 */
export class RtpOrder {
  readonly #depth: number;
  readonly #waiting = new Map<number, RtpPacket>();
  #next: number | undefined;
  #ssrc: number | undefined;

  /** @param depth packets of 20 ms: 3 are 60 ms of patience. */
  constructor(depth = 3) {
    this.#depth = depth;
  }

  /** @returns what can be heard now, in order; undefined for a packet that is lost */
  push(packet: RtpPacket): (RtpPacket | undefined)[] {
    // A new source, or a jump that no loss explains: the sender began anew.
    const ahead = this.#next === undefined ? 0 : distance(this.#next, packet.sequence);
    if (packet.ssrc !== this.#ssrc || Math.abs(ahead) > 500) {
      this.#waiting.clear();
      this.#next = packet.sequence;
      this.#ssrc = packet.ssrc;
    }
    const next = this.#next ?? packet.sequence;
    if (distance(next, packet.sequence) < 0) return [];
    this.#waiting.set(packet.sequence, packet);
    return this.#take(next);
  }

  #take(from: number): (RtpPacket | undefined)[] {
    const ready: (RtpPacket | undefined)[] = [];
    let next = from;
    while (this.#waiting.size > 0) {
      const packet = this.#waiting.get(next);
      if (packet === undefined && this.#waiting.size < this.#depth) break;
      ready.push(packet);
      this.#waiting.delete(next);
      next = (next + 1) & 0xffff;
    }
    this.#next = next;
    return ready;
  }
}
