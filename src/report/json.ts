import { jsonPieces } from './json-pieces.ts';
import type { BytesReporter, Report } from './report.ts';

/** The history takes the digest of the bytes that were just written to a file. */
const known = new WeakMap<Report, readonly Buffer[]>();

/** The report as data, for CI and for auditors; its shape is published as `gongkai rules schema report`. */
export const json: BytesReporter = {
  extension: 'json',
  render: (report) => {
    const pieces = known.get(report) ?? jsonPieces(report);
    known.set(report, pieces);
    return pieces;
  },
};
