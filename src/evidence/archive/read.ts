import type { FileHandle } from 'node:fs/promises';
import {
  LARGEST,
  directoryLength,
  directoryOf,
  headerLength,
  localHeader,
  offsetsOf,
  type StoredEntry,
} from './layout.ts';
import { readAt } from '../journal.ts';

/** One file within a bundle: where its bytes are, and the checksums that the two accounts of it give. */
export interface LaidOut {
  readonly name: string;
  /** Of the data, behind the local header. */
  readonly start: number;
  readonly size: number;
  readonly crcs: readonly number[];
}

/**
 * Finds the files of a bundle whose names and order are known. Sizes stand twice, before each file and in the directory
 * at the end; the account that fills the whole file exactly is believed. Undefined when neither does.
 */
export async function readLayout(handle: FileHandle, names: readonly string[]): Promise<LaidOut[] | undefined> {
  const { size } = await handle.stat();
  const atEnd = fromDirectory(await readDirectory(handle, names), names);
  const inFront = await fromHeaders(handle, names);
  const believed = [atEnd, inFront].find((account) => fills(account, size));
  if (!believed || size > LARGEST) return undefined;
  const { starts } = offsetsOf(believed);
  return believed.map(({ name, size: length }, index) => ({
    name,
    start: (starts[index] ?? 0) + headerLength(name),
    size: length,
    crcs: [atEnd, inFront].flatMap((account) => account[index]?.crc ?? []),
  }));
}

/** The headers that are not as name, size and checksum demand: names of files, and `''` for the directory at the end. */
export async function brokenHeaders(handle: FileHandle, entries: readonly StoredEntry[]): Promise<string[]> {
  const names = entries.map(({ name }) => name);
  const { starts } = offsetsOf(entries);
  const broken: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const header = await readAt(handle, starts[index] ?? 0, headerLength(entry.name));
    if (!localHeader(entry).equals(header)) broken.push(entry.name);
  }
  return directoryOf(entries).equals(await readDirectory(handle, names)) ? broken : [...broken, ''];
}

async function readDirectory(handle: FileHandle, names: readonly string[]): Promise<Buffer> {
  const { size } = await handle.stat();
  const length = directoryLength(names);
  return readAt(handle, Math.max(0, size - length), length);
}

const fills = (entries: readonly StoredEntry[], size: number): boolean =>
  offsetsOf(entries).end + directoryLength(entries.map(({ name }) => name)) === size;

function fromDirectory(directory: Buffer, names: readonly string[]): StoredEntry[] {
  let at = 0;
  return names.map((name) => {
    const entry = { name, crc: numberAt(directory, at + 16), size: numberAt(directory, at + 20) };
    at += 46 + name.length;
    return entry;
  });
}

async function fromHeaders(handle: FileHandle, names: readonly string[]): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  let at = 0;
  for (const name of names) {
    const header = await readAt(handle, at, headerLength(name));
    const entry = { name, crc: numberAt(header, 14), size: numberAt(header, 18) };
    entries.push(entry);
    at += headerLength(name) + entry.size;
  }
  return entries;
}

const numberAt = (bytes: Buffer, at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0);
