/** A protobuf message as the fields it was written with: what an edit does not touch stays as it was, byte for byte. */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface Field {
  readonly no: number;
  readonly wire: WireType;
  /** As written behind the tag; of a length-delimited field what follows its length. */
  readonly bytes: Uint8Array;
}

export function readFields(message: Uint8Array): Field[] {
  const reader = new BinaryReader(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [no, wire] = reader.tag();
    const bytes = wire === WireType.LengthDelimited ? reader.bytes() : reader.skip(wire, no);
    fields.push({ no, wire, bytes });
  }
  return fields;
}

export function writeFields(fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const { no, wire, bytes } of fields) {
    writer.tag(no, wire);
    if (wire === WireType.LengthDelimited) writer.bytes(bytes);
    else writer.raw(bytes);
  }
  return writer.finish();
}

export function bytesField(no: number, bytes: Uint8Array): Field {
  return { no, wire: WireType.LengthDelimited, bytes };
}

export function textField(no: number, text: string): Field {
  return bytesField(no, new TextEncoder().encode(text));
}

export function numberField(no: number, value: number): Field {
  return { no, wire: WireType.Varint, bytes: new BinaryWriter().int64(value).finish() };
}

/** The text of the first field of this number; '' where there is none. */
export function textOf(fields: readonly Field[], no: number): string {
  const field = fields.find((each) => each.no === no);
  return field === undefined ? '' : new TextDecoder().decode(field.bytes);
}

export function textsOf(fields: readonly Field[], no: number): string[] {
  return fields.filter((each) => each.no === no).map(({ bytes }) => new TextDecoder().decode(bytes));
}

/** The numbers of a repeated integer field, packed or not. */
export function numbersOf(fields: readonly Field[], no: number): number[] {
  return fields
    .filter((each) => each.no === no)
    .flatMap(({ bytes }) => {
      const reader = new BinaryReader(bytes);
      const numbers: number[] = [];
      while (reader.pos < reader.len) numbers.push(Number(reader.int64()));
      return numbers;
    });
}
