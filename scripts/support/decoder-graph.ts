/**
 * Edits of the decoder's graph (ONNX, field numbers of onnx.proto3): fewer tokens, attention to the sound given a layer at a time, and the
 * logits of all tokens that are read, not of the last alone.
 *
 * The output layer and the embedding are one table; of both, and of their scales, only the kept tokens' rows stay. The stacked
 * cross_k and cross_v are taken apart at each token by a Gather a layer, which copies all of it; as inputs of their own,
 * cross_k_0 … cross_v_5, they are views that cost nothing.
 */
import {
  bytesField,
  numberField,
  numbersOf,
  readFields,
  textField,
  textOf,
  textsOf,
  writeFields,
  type Field,
} from './protobuf-fields.ts';

const model = { graph: 7 } as const;
const graph = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const node = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const attribute = { tensor: 5 } as const;
const tensor = { dims: 1, dataType: 2, floats: 4, integers: 5, name: 8, raw: 9 } as const;
const dataTypes = { float: 1, int8: 3 } as const;

/** The tables with a row for each token. */
const tokenTables = new Set(['emb', 'scale', 'onnx::MatMul_1183_scale', 'onnx::MatMul_1183_zero_point']);

export function cutDecoder(file: Uint8Array, keptTokens: readonly number[], vocabularySize: number): Uint8Array {
  return writeFields(
    readFields(file).map((field) =>
      field.no === model.graph ? bytesField(field.no, cutGraph(field.bytes, keptTokens, vocabularySize)) : field,
    ),
  );
}

function cutGraph(bytes: Uint8Array, kept: readonly number[], size: number): Uint8Array {
  const fields = readFields(bytes);
  const constants = constantsOf(fields);
  const renamed = new Map<string, string>();
  const normalised = new Set(
    fields.flatMap((field) => {
      if (field.no !== graph.node) return [];
      const parts = readFields(field.bytes);
      return textOf(parts, node.operator) === 'LayerNormalization' ? [textOf(parts, node.output)] : [];
    }),
  );
  /** It leaves the last token's state only, and all logits are wanted. */
  const isLastOnly = (parts: readonly Field[]) =>
    textOf(parts, node.operator) === 'Gather' && normalised.has(textsOf(parts, node.input)[0] ?? '');
  const isTakenApart = (parts: readonly Field[]) => {
    const [from = '', index = ''] = textsOf(parts, node.input);
    return (
      textOf(parts, node.operator) === 'Gather' && (from === 'cross_k' || from === 'cross_v') && constants.has(index)
    );
  };
  let lastOnly = 0;
  for (const field of fields) {
    if (field.no !== graph.node) continue;
    const parts = readFields(field.bytes);
    const [from = '', index = ''] = textsOf(parts, node.input);
    if (isTakenApart(parts)) renamed.set(textOf(parts, node.output), `${from}_${constants.get(index)}`);
    if (isLastOnly(parts)) {
      renamed.set(textOf(parts, node.output), from);
      lastOnly += 1;
    }
  }
  let tables = 0;
  const edited = fields.flatMap((field): Field[] => {
    const parts = field.no === graph.node || field.no >= graph.initializer ? readFields(field.bytes) : [];
    switch (field.no) {
      case graph.node:
        if (isTakenApart(parts) || isLastOnly(parts)) return [];
        return [bytesField(field.no, writeFields(parts.map((part) => renamedInput(part, renamed))))];
      case graph.initializer:
        if (!tokenTables.has(textOf(parts, tensor.name))) return [field];
        tables += 1;
        return [bytesField(field.no, cutTable(parts, kept, size))];
      case graph.input: {
        const name = textOf(parts, 1);
        if (name !== 'cross_k' && name !== 'cross_v') return [field];
        const layers = [...renamed.values()].filter((one) => one.startsWith(`${name}_`)).toSorted();
        return layers.map((one) => bytesField(field.no, floatValue(one, ['b', 8, 'n', 64])));
      }
      case graph.output:
        if (textOf(parts, 1) !== 'logits') return [field];
        return [bytesField(field.no, floatValue('logits', ['b', 't', kept.length]))];
      default:
        return [field];
    }
  });
  if (tables !== tokenTables.size || lastOnly !== 1 || renamed.size === lastOnly)
    throw new Error('this is not the decoder that the script knows');
  return writeFields(edited);
}

/** The numbers of `Constant` nodes that hold a single one, by the name of their output. */
function constantsOf(fields: readonly Field[]): Map<string, number> {
  const constants = new Map<string, number>();
  for (const field of fields) {
    if (field.no !== graph.node) continue;
    const parts = readFields(field.bytes);
    if (textOf(parts, node.operator) !== 'Constant') continue;
    const held = parts.find((part) => part.no === node.attribute);
    const value = held && readFields(held.bytes).find((part) => part.no === attribute.tensor);
    const raw = value && readFields(value.bytes).find((part) => part.no === tensor.raw)?.bytes;
    if (raw?.length !== 8) continue;
    constants.set(textOf(parts, node.output), Number(new DataView(raw.buffer, raw.byteOffset, 8).getBigInt64(0, true)));
  }
  return constants;
}

function renamedInput(part: Field, renamed: ReadonlyMap<string, string>): Field {
  if (part.no !== node.input) return part;
  const name = renamed.get(new TextDecoder().decode(part.bytes));
  return name === undefined ? part : textField(part.no, name);
}

/** The kept tokens' rows of a table of 8 bit integers or floats. */
function cutTable(parts: readonly Field[], kept: readonly number[], size: number): Uint8Array {
  const [rows = 0, ...rest] = numbersOf(parts, tensor.dims);
  const name = textOf(parts, tensor.name);
  if (rows !== size) throw new Error(`${name} has ${rows} rows, not ${size}`);
  const [type = 0] = numbersOf(parts, tensor.dataType);
  if (type !== dataTypes.float && type !== dataTypes.int8) throw new Error(`${name} is of an unknown type`);
  // Whichever of the three it is written in: little-endian floats are the same in two of them.
  const all =
    parts.find((part) => part.no === tensor.raw || part.no === tensor.floats)?.bytes ??
    Uint8Array.from(numbersOf(parts, tensor.integers), (value) => value & 0xff);
  const width = rest.reduce((product, length) => product * length, type === dataTypes.float ? 4 : 1);
  if (all.length !== rows * width) throw new Error(`${name} holds ${all.length} bytes, not ${rows * width}`);
  const cut = new Uint8Array(kept.length * width);
  for (const [index, token] of kept.entries()) cut.set(all.subarray(token * width, (token + 1) * width), index * width);
  return writeFields([
    ...[kept.length, ...rest].map((length) => numberField(tensor.dims, length)),
    numberField(tensor.dataType, type),
    textField(tensor.name, name),
    bytesField(tensor.raw, cut),
  ]);
}

/** A ValueInfoProto of 32 bit floats. */
function floatValue(name: string, shape: readonly (string | number)[]): Uint8Array {
  const dims = shape.map((one) =>
    bytesField(1, writeFields([typeof one === 'string' ? textField(2, one) : numberField(1, one)])),
  );
  const type = writeFields([numberField(1, dataTypes.float), bytesField(2, writeFields(dims))]);
  return writeFields([textField(1, name), bytesField(2, writeFields([bytesField(1, type)]))]);
}
