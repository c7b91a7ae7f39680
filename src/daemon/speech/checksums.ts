/** Size and SHA-256 of every model file that ships with minibot (models/README.md). */

export interface KnownFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** By file name: a shipped file keeps its name wherever it is copied to. */
export const knownModelFiles: ReadonlyMap<string, KnownFile> = new Map([
  [
    'encoder.int8.onnx',
    { bytes: 29_927_577, sha256: '152aa6d3ff23e28a63d958404982d5985daece1c30c0dfdc62d96d17c6ccb4bb' },
  ],
  [
    'decoder.int8.onnx',
    { bytes: 50_491_994, sha256: '5bdd5e76943227b39ad2937c2021e9a480977b48226bfb29f0c5de5543d1f242' },
  ],
  [
    'decoder.fr.int8.onnx',
    { bytes: 33_195_478, sha256: 'c317e0073aae8a2fb73fb6fd29ab6258739c06b83c8d657c80c897ca371e8b3e' },
  ],
  [
    'decoder.fr.tokens.json',
    { bytes: 104_007, sha256: '8fee30b4b19dbbb3c16d9212ca7846edf8cb160b2afa81aebde7cbee40e3ca1a' },
  ],
  [
    'decoder.fr.continuations.json',
    { bytes: 156_027, sha256: 'f2a3718370f845deb469c40aec12788eafe66fcc8d9470aab044cac4985a07bf' },
  ],
  [
    'multilingual.tiktoken',
    { bytes: 816_722, sha256: '316413f0a5497a8219e48697be7faac30a90c0756680c24114266233fba152af' },
  ],
  [
    'ggml-base-fr-tel-q8_0.bin',
    { bytes: 81_768_585, sha256: '6686d6c62470c1fc26ec72d960922ccdb640b0de50d996f63cabee90382846f2' },
  ],
]);
