import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../language/text.ts';
import type { Report } from '../report/report.ts';
import { safe } from '../report/safe-text.ts';
import { Stop } from './desk.ts';
import { isReport, parsed, readReport } from './report.ts';

/** The reports of several units: files as named, and every report in the folders named; one a unit. */
export async function readReports(paths: readonly string[]): Promise<Report[]> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const read = new Map<string, { readonly file: string; readonly report: Report }>();
  for (const file of [...new Set(files.map((one) => path.normalize(one)))]) {
    const report = await readReport(file);
    const known = read.get(report.company.id);
    if (known) throw twice(report, known.file, file);
    read.set(report.company.id, { file, report });
  }
  return [...read.values()].map(({ report }) => report);
}

const twice = ({ company }: Report, first: string, second: string): Stop =>
  new Stop(
    'usage',
    text(
      `${safe(company.name)} 有两份报告（${safe(first)}、${safe(second)}），每个单位每季度只留一份。`,
      `${safe(company.id)} has two reports (${safe(first)}, ${safe(second)}); keep one a unit and quarter.`,
    ),
  );

/** A folder stands for the reports in it, at any depth; JSON of another kind is passed over there. */
async function filesOf(named: string): Promise<string[]> {
  const folder = await stat(named).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!folder) return [named];
  const names = (await readdir(named, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(named, name);
      const bytes = await readFile(file, 'utf8').catch(() => '');
      return isReport(parsed(bytes)) ? [file] : [];
    }),
  );
  if (files.flat().length > 0) return files.flat();
  throw new Stop(
    'usage',
    text(
      `文件夹 ${safe(named)} 中没有 audit 写出的 report.json，请确认路径。`,
      `the folder ${safe(named)} has no report.json that audit wrote; check the path.`,
    ),
  );
}
