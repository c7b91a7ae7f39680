/** G.711 companding (ITU-T G.711): 8 bit a-law and mu-law to 16 bit linear and back. */

const alawToLinear = Int16Array.from({ length: 256 }, (_, code) => decodeAlawByte(code));
const mulawToLinear = Int16Array.from({ length: 256 }, (_, code) => decodeMulawByte(code));

function decodeAlawByte(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 0x07;
  const mantissa = bits & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return (bits & 0x80) === 0 ? -magnitude : magnitude;
}

function decodeMulawByte(code: number): number {
  const bits = ~code & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const mantissa = bits & 0x0f;
  const magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}

function encodeAlawSample(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0x00;
  // G.711 works on 13 bits; negative values are one's complement, so that −1 and 0 fall into the two innermost steps.
  let magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  if (magnitude > 0xfff) magnitude = 0xfff;
  if (magnitude < 0x20) return (sign | (magnitude >> 1)) ^ 0x55;
  const exponent = 31 - Math.clz32(magnitude) - 4;
  return (sign | (exponent << 4) | ((magnitude >> exponent) & 0x0f)) ^ 0x55;
}

function encodeMulawSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0x00;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

export function decodeAlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (code) => alawToLinear[code] ?? 0);
}

export function encodeAlaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, encodeAlawSample);
}

export function decodeMulaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (code) => mulawToLinear[code] ?? 0);
}

export function encodeMulaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, encodeMulawSample);
}
