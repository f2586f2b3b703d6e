import type { TextReporter } from './report.ts';

/** The report as data, for CI and for auditors; its shape is published as `gongkai rules schema report`. */
export const json: TextReporter = {
  extension: 'json',
  render: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
