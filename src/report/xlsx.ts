import type { FileReporter } from './report.ts';
import { companyName } from './view.ts';
import { voiceOf } from './voice.ts';
import { writeWorkbook } from './workbook/write.ts';
import { departmentSheet } from './xlsx/departments.ts';
import { evidenceSheet } from './xlsx/evidence.ts';
import { matrixSheet } from './xlsx/matrix.ts';
import { noteSheet } from './xlsx/notes.ts';
import { problemSheet } from './xlsx/problems.ts';
import { unknownSheet } from './xlsx/unknowns.ts';

/** The workbook that staff pass on: 问题台账, 公开清单, 按部门, 待核实, 证据清单, 说明 (4.1). */
export const xlsx: FileReporter = {
  extension: 'xlsx',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    const sheets = [problemSheet, matrixSheet, departmentSheet, unknownSheet, evidenceSheet, noteSheet];
    return writeWorkbook({
      title: voice.t(`${companyName(voice)} 信息公开核查`, `Disclosure audit of ${companyName(voice)}`),
      sheets: sheets.map((sheet) => sheet(voice)),
    });
  },
};
