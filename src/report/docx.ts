import type { FileReporter } from './report.ts';
import { voiceOf } from './voice.ts';

/** 自查报告 in the sections of 4.1 and the layout of official documents (GB/T 9704-2012), for Word. */
export const docx: FileReporter = {
  extension: 'docx',
  render: async (report, { language }) => (await import('./docx/write.ts')).writeSelfReport(voiceOf(report, language)),
};
