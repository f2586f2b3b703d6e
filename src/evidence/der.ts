/** The few DER forms (X.690) that a time stamp is made of. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
}

export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
export const GENERALIZED_TIME = 0x18;
export const EXPLICIT_0 = 0xa0;

export function encodeDer(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** The values that stand one behind the other; undefined when the bytes do not end where a value does. */
export function readDer(bytes: Uint8Array): DerValue[] | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: DerValue[] = [];
  for (let at = 0; at < buffer.length;) {
    const first = buffer[at + 1];
    if (first === undefined) return undefined;
    const extra = first < 0x80 ? 0 : first & 0x7f;
    // More than four bytes of length, or an indefinite one, is no DER that we would ever be sent.
    if (first === 0x80 || extra > 4 || at + 2 + extra > buffer.length) return undefined;
    const size = extra === 0 ? first : buffer.readUIntBE(at + 2, extra);
    const start = at + 2 + extra;
    if (start + size > buffer.length) return undefined;
    values.push({ tag: buffer[at] ?? 0, content: buffer.subarray(start, start + size) });
    at = start + size;
  }
  return values;
}

/** The values within a value of the given tag; undefined when it is of another, or not well formed. */
export const within = (value: DerValue | undefined, tag: number): readonly DerValue[] | undefined =>
  value?.tag === tag ? readDer(value.content) : undefined;
