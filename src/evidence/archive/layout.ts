/**
 * The ZIP that a bundle is: entries stored without compression, no flags, one fixed date, nothing between or behind
 * them. Its headers follow from names, sizes and CRCs alone, so a reader can rebuild and compare every byte of them.
 */
export interface StoredEntry {
  /** ASCII. */
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, the earliest day that ZIP knows: a bundle's bytes must not depend on when it was written. */
const DOS_DATE = 0x0021;
const VERSION = 10;
/** Without ZIP64 no size or offset may reach this. */
export const LARGEST = 0xffff_fffe;

export const localHeader = ({ name, size, crc }: StoredEntry): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name, 'latin1')]);
};

/** How far an entry's data is from the start of its local header. */
export const headerLength = (name: string): number => 30 + name.length;

/** Where each entry's local header starts, and where the central directory does. */
export function offsetsOf(entries: readonly StoredEntry[]): {
  readonly starts: readonly number[];
  readonly end: number;
} {
  let end = 0;
  const starts = entries.map(({ name, size }) => {
    const start = end;
    end += headerLength(name) + size;
    return start;
  });
  return { starts, end };
}

/** Central directory and end record; a RangeError for a bundle of 4 GiB and more. */
export function directoryOf(entries: readonly StoredEntry[]): Buffer {
  const { starts, end } = offsetsOf(entries);
  if (end > LARGEST) throw new RangeError('a bundle holds less than 4 GiB');
  const central = Buffer.concat(entries.map((entry, index) => centralHeader(entry, starts[index] ?? 0)));
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(END, 0);
  tail.writeUInt16LE(entries.length, 8);
  tail.writeUInt16LE(entries.length, 10);
  tail.writeUInt32LE(central.length, 12);
  tail.writeUInt32LE(end, 16);
  return Buffer.concat([central, tail]);
}

function centralHeader({ name, size, crc }: StoredEntry, start: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(start, 42);
  return Buffer.concat([header, Buffer.from(name, 'latin1')]);
}

export const directoryLength = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + 46 + name.length, 0) + 22;
