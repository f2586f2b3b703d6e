import type { Fault } from '../evidence/capture.ts';
import type { FileFormat, Recognised, SheetRows } from './document.ts';

/** A file turned into the markup of a page, so that headings, tables and labels are read by one set of rules. */
export interface FileReading {
  readonly format: FileFormat;
  readonly markup: string;
  /** '' when the file shows none. */
  readonly title: string;
  readonly remarks: readonly string[];
  /** Where the visible lines of the markup stand, in their order; absent when a file has no pages. */
  readonly places?: readonly LinePlace[];
  /** The rows of the file behind those of its tables, table by table. */
  readonly sheets?: readonly SheetRows[];
  /** Set when the words were read from pixels: what was too doubtful to count. */
  readonly recognised?: Recognised;
  /** Addresses that QR codes lead to. */
  readonly codes?: readonly string[];
}

/** A line of the markup, and the place of it that a person would look up: `page 4`. */
export interface LinePlace {
  readonly text: string;
  readonly place: string;
  /** How sure the reading is, 0–1, where it was read from pixels. */
  readonly sure?: number;
}

export const isFault = (reading: object): reading is Fault => 'reason' in reading;
