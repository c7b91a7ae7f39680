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
    { bytes: 33_940_603, sha256: 'a2f0b99a139f4eaa6d485a4c4e83aaf7ca3770e25653b0724af7b758651931c3' },
  ],
  [
    'decoder.fr.tokens.json',
    { bytes: 112_256, sha256: 'a528372715208415896fe37ca4b1a4f2dec37de9a62b07f2d90b7030d14b8469' },
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
