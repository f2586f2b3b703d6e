/** The part of yauzl 3.4 that is used here; the package carries no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly compressionMethod: number;
    readonly crc32: number;
    readonly externalFileAttributes: number;
    readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
    /** The undecoded name: files are opened with `decodeStrings: false`. */
    readonly fileName: Buffer;
    readonly generalPurposeBitFlag: number;
    readonly relativeOffsetOfLocalHeader: number;
    readonly versionMadeBy: number;
    canDecodeFileData(): boolean;
    getLastModDate(options: { timezone: 'UTC' }): Date;
    isEncrypted(): boolean;
  }

  export interface ZipFile {
    readonly entryCount: number;
    close(): void;
    eachEntry(): AsyncGenerator<Entry, void>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    readLocalFileHeaderPromise(entry: Entry, options: { minimal: true }): Promise<{ readonly fileDataStart: number }>;
  }

  interface Options {
    readonly autoClose: false;
    readonly decodeStrings: false;
  }

  export function openPromise(path: string | Buffer, options: Options): Promise<ZipFile>;
  export function fromBufferPromise(buffer: Buffer, options: Options): Promise<ZipFile>;
}
