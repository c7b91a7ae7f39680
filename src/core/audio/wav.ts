/** RIFF/WAVE files as telephony uses them: 16 bit linear, a-law and mu-law, any number of channels. */
import { MinibotError } from '../errors.ts';
import { decodeAlaw, decodeMulaw, encodeAlaw, encodeMulaw } from './companding.ts';

export type WavEncoding = 'pcm16' | 'alaw' | 'mulaw';

export interface Sound {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Channels interleaved. */
  readonly samples: Int16Array;
}

export interface WavFile extends Sound {
  readonly encoding: WavEncoding;
  readonly durationMs: number;
}

/** Format tags of the `fmt ` chunk (Microsoft multimedia registry). */
const formatTag: Readonly<Record<WavEncoding, number>> = { pcm16: 1, alaw: 6, mulaw: 7 };
const extensibleTag = 0xfffe;
const headerBytes = 44;

/**
 * Reads a whole WAV file. A data chunk whose size is a placeholder or runs past the end (a recording cut short) is read to the end.
 * @throws MinibotError MB_WAV_INVALID naming what is wrong with the file
 */
export function readWav(bytes: Uint8Array): WavFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WAVE') {
    throw invalid(bytes.length === 0 ? 'the file is empty' : 'it does not begin with RIFF and WAVE');
  }
  let format: { encoding: WavEncoding; channels: number; sampleRateHz: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = tag(bytes, at);
    const declared = view.getUint32(at + 4, true);
    const start = at + 8;
    const end = Math.min(start + declared, bytes.length);
    if (name === 'fmt ') format = readFormat(view, start, end);
    if (name === 'data') {
      if (format === undefined) throw invalid('its sound comes before its format');
      const samples = decode(bytes.subarray(start, end), format.encoding);
      const frames = Math.floor(samples.length / format.channels);
      return {
        ...format,
        samples: samples.subarray(0, frames * format.channels),
        durationMs: (frames * 1000) / format.sampleRateHz,
      };
    }
    // Chunks are padded to an even length.
    at = start + declared + (declared % 2);
  }
  throw invalid(format === undefined ? 'it has no format' : 'it has no sound');
}

function readFormat(view: DataView, start: number, end: number) {
  if (end - start < 16) throw invalid('its format is cut short');
  const declaredTag = view.getUint16(start, true);
  // WAVE_FORMAT_EXTENSIBLE keeps the real tag in the first two bytes of its GUID.
  const realTag = declaredTag === extensibleTag && end - start >= 26 ? view.getUint16(start + 24, true) : declaredTag;
  const channels = view.getUint16(start + 2, true);
  const sampleRateHz = view.getUint32(start + 4, true);
  const bits = view.getUint16(start + 14, true);
  const encoding = (Object.keys(formatTag) as WavEncoding[]).find((name) => formatTag[name] === realTag);
  if (encoding === undefined) throw invalid(`its format ${realTag} is none of 16 bit PCM, a-law, mu-law`);
  if (bits !== (encoding === 'pcm16' ? 16 : 8)) throw invalid(`its samples have ${bits} bits`);
  if (channels < 1) throw invalid('it has no channel');
  if (sampleRateHz < 1000 || sampleRateHz > 384_000) throw invalid(`its sample rate is ${sampleRateHz} Hz`);
  return { encoding, channels, sampleRateHz };
}

function decode(data: Uint8Array, encoding: WavEncoding): Int16Array {
  switch (encoding) {
    case 'alaw':
      return decodeAlaw(data);
    case 'mulaw':
      return decodeMulaw(data);
    case 'pcm16': {
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      return Int16Array.from({ length: data.length >> 1 }, (_, index) => view.getInt16(index * 2, true));
    }
  }
}

/** A complete WAV file. */
export function writeWav(sound: Sound, encoding: WavEncoding = 'pcm16'): Uint8Array {
  const data = encode(sound.samples, encoding);
  const file = new Uint8Array(headerBytes + data.length + (data.length % 2));
  file.set(wavHeader({ ...sound, encoding, dataBytes: data.length }));
  file.set(data, headerBytes);
  return file;
}

/** The 44 bytes before the sound, for files that are written piece by piece. */
export function wavHeader(format: {
  sampleRateHz: number;
  channels: number;
  encoding: WavEncoding;
  dataBytes: number;
}): Uint8Array {
  const bytesPerSample = format.encoding === 'pcm16' ? 2 : 1;
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  putTag(header, 0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + format.dataBytes + (format.dataBytes % 2), true);
  putTag(header, 8, 'WAVE');
  putTag(header, 12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, formatTag[format.encoding], true);
  view.setUint16(22, format.channels, true);
  view.setUint32(24, format.sampleRateHz, true);
  view.setUint32(28, format.sampleRateHz * format.channels * bytesPerSample, true);
  view.setUint16(32, format.channels * bytesPerSample, true);
  view.setUint16(34, bytesPerSample * 8, true);
  putTag(header, 36, 'data');
  view.setUint32(40, format.dataBytes, true);
  return header;
}

/** Samples as the bytes of a data chunk (or of a headerless `.alaw`, `.sln`); little endian. */
export function encode(samples: Int16Array, encoding: WavEncoding): Uint8Array {
  switch (encoding) {
    case 'alaw':
      return encodeAlaw(samples);
    case 'mulaw':
      return encodeMulaw(samples);
    case 'pcm16': {
      const bytes = new Uint8Array(samples.length * 2);
      const view = new DataView(bytes.buffer);
      samples.forEach((sample, index) => view.setInt16(index * 2, sample, true));
      return bytes;
    }
  }
}

/** All channels mixed into one, each at equal weight. */
export function toMono(sound: Sound): Int16Array {
  const { channels, samples } = sound;
  if (channels === 1) return samples;
  return Int16Array.from({ length: Math.floor(samples.length / channels) }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += samples[frame * channels + channel] ?? 0;
    return Math.round(sum / channels);
  });
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function putTag(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
}

function invalid(why: string): MinibotError {
  return new MinibotError('MB_WAV_INVALID', `Not a WAV file that minibot reads: ${why}.`, {
    hint: 'Give a WAV file with 16 bit PCM, a-law or mu-law; `minibot audio setup` converts the others.',
  });
}
