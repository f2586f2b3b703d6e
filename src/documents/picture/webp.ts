import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import '../image-data.ts';
import type { Rgba } from '../picture.ts';

/** As the library has it, in types that Node knows. */
type Decode = (file: ArrayBuffer) => Promise<Pick<Rgba, 'width' | 'height'> & { readonly data: Uint8ClampedArray }>;

let prepared: Promise<Decode> | undefined;

async function prepare(): Promise<Decode> {
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  const binary = await readFile(createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm'));
  // Left to itself the library would fetch this file as a web page does.
  const own = { noInitialRun: true, wasmBinary: Uint8Array.from(binary).buffer };
  await init(own);
  return decode as Decode;
}

/** Decodes a still picture; throws when it is damaged. */
export async function decodeWebp(bytes: Uint8Array): Promise<Rgba> {
  const decode = await (prepared ??= prepare());
  const { width, height, data } = await decode(Uint8Array.from(bytes).buffer);
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
