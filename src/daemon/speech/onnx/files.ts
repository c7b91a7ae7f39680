/** The files of a recogniser's folder. The three French ones may be absent: then the whole vocabulary is used. */
export const onnxFileNames = {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  vocabulary: 'multilingual.tiktoken',
  frenchDecoder: 'decoder.fr.int8.onnx',
  frenchTokens: 'decoder.fr.tokens.json',
  frenchContinuations: 'decoder.fr.continuations.json',
} as const;

/** Only of use together, and only for French. */
export const frenchFileNames: readonly string[] = [
  onnxFileNames.frenchDecoder,
  onnxFileNames.frenchTokens,
  onnxFileNames.frenchContinuations,
];
