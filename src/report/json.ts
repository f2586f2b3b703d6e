import type { BytesReporter, Report } from './report.ts';

/** The history takes the digest of the bytes that were just written to a file. */
const known = new WeakMap<Report, Buffer>();

/** The report as data, for CI and for auditors; its shape is published as `gongkai rules schema report`. */
export const json: BytesReporter = {
  extension: 'json',
  render: (report) => {
    const bytes = known.get(report) ?? Buffer.from(`${JSON.stringify(report, null, 2)}\n`);
    known.set(report, bytes);
    return bytes;
  },
};
