/** The files of a recogniser's folder. */
export const onnxFileNames = {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  vocabulary: 'multilingual.tiktoken',
} as const;
