import type { Source } from '../../workspace/workspace.ts';
import type { Stored } from '../archive/input.ts';
import type { Fault } from '../capture.ts';

/** A declared source that is a folder or file rather than a live site. */
export type SnapshotSource = Extract<Source, { snapshot: string }>;

/** One file of a snapshot, before anything is known about what it holds. Its bytes are read only when asked for. */
export interface SnapshotEntry {
  /** '/'-separated, relative to the snapshot's root; data, never used to write anywhere. */
  readonly path: string;
  /** The path to show where it differs: with the folder that the whole site was packed in. */
  readonly shown?: string;
  /** The address that the container states for it (WARC, MHTML). */
  readonly url?: string;
  /** Addresses that lead to it by redirects within the container. */
  readonly redirects?: readonly string[];
  /** Where the bytes lie on disk, for containers too large to be read whole. */
  readonly stored?: Stored;
  /** ISO 8601 in UTC. */
  readonly time?: string;
  /** Whether the container states the time of capture, or only the file's own date is known. */
  readonly timeBy: 'record' | 'mtime';
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly marks: readonly string[];
  /** Set when the container already shows that it cannot be read. */
  readonly fault?: Fault;
  /** The bytes, or why they cannot be had; never throws for what a file may hold. */
  readonly read: () => Promise<Uint8Array | Fault>;
}

/** What a container yields: its entries in a fixed order, and at the end why it was not read whole, if so. */
export type SnapshotEntries = AsyncGenerator<SnapshotEntry, Fault | undefined>;

/** Caps on what one snapshot may hold (faults 5.5). */
export interface SnapshotLimits {
  /** Files that become captures. */
  readonly entries: number;
  /** Bytes of all captures together, inflated. */
  readonly total: number;
  /** Bytes of one file, inflated. */
  readonly file: number;
  /** Inflated : stored, past `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Containers within containers. */
  readonly nesting: number;
}

const MIB = 1024 * 1024;

export const SNAPSHOT_LIMITS: SnapshotLimits = {
  entries: 2_000,
  total: 500 * MIB,
  file: 50 * MIB,
  ratio: 100,
  ratioFrom: MIB,
  nesting: 2,
};

export const isFault = (value: Uint8Array | Fault): value is Fault => !(value instanceof Uint8Array);
