import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text, type Text } from '../language/text.ts';
import { FORMATS, isFormat, REPORTERS, type Format } from '../report/reporters.ts';
import type { Report } from '../report/report.ts';
import { reportSchema } from '../report/schema.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import type { AuditOptions } from './options.ts';
import { writeFileWhole } from './write-file.ts';

/** What people write for short. */
const SHORT: Readonly<Record<string, Format>> = { md: 'markdown', excel: 'xlsx', word: 'docx' };

/** Checks the names of formats before any work is done. */
export function formatsOf(written: readonly string[]): Format[] {
  const names = written.map((name) => SHORT[name] ?? name);
  const unknown = names.find((name) => !isFormat(name));
  if (unknown === undefined) return [...new Set(names.filter(isFormat))];
  const hint = didYouMean(unknown, FORMATS);
  throw new Stop(
    'usage',
    text(
      `没有报告格式「${unknown}」${hint ? `，${hint.zh}` : ''}`,
      `there is no report format "${unknown}"${hint ? `; ${hint.en}` : ''}`,
    ),
  );
}

/** Prints the terminal format and writes the others as `report.<extension>`; returns the files written. */
export async function deliver(
  report: Report,
  formats: readonly Format[],
  folder: string,
  desk: Desk,
): Promise<string[]> {
  const { language, colour, width } = desk;
  const written: string[] = [];
  for (const format of formats) {
    const reporter = REPORTERS[format];
    if (format === 'terminal') {
      desk.print(REPORTERS.terminal.render(report, { language, colour, width }));
      continue;
    }
    const file = path.join(folder, `report.${reporter.extension}`);
    await writeFileWhole(file, await reporter.render(report, { language, colour: false, width }));
    written.push(file);
  }
  return written;
}

export function announce(files: readonly string[], desk: Desk): void {
  if (files.length === 0) return;
  desk.tell(desk.language === 'zh' ? '已写出：' : 'Written:');
  for (const file of files) desk.tell(`  ${shortest(file)}`);
}

/** As people would type it from where they are; a file elsewhere by its whole path, not by a stair of `..`. */
function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? path.resolve(file) : relative;
}

/** `gongkai report`: renders a saved JSON report again. */
export async function reportCommand(file: string, options: AuditOptions, desk: Desk): Promise<ExitName> {
  const formats = formatsOf(options.format);
  const report = await readReport(file);
  const [home, out] = [path.dirname(file), options.out ?? path.dirname(file)];
  const written = await deliver(report, formats, out, desk);
  const isElsewhere = path.resolve(out) !== path.resolve(home);
  if (isElsewhere && formats.some((format) => PICTURED.has(format))) await bringPictures(report, home, out, desk);
  announce(written, desk);
  return 'ok';
}

/** Formats that show the pictures beside the report, or lead to them. */
const PICTURED: ReadonlySet<Format> = new Set(['html', 'xlsx']);

async function bringPictures({ evidence }: Report, from: string, to: string, desk: Desk): Promise<void> {
  let missing = 0;
  for (const name of new Set(evidence.flatMap(({ screenshot }) => screenshot ?? []))) {
    const picture = await readFile(path.join(from, name)).catch(() => undefined);
    if (picture) await writeFileWhole(path.join(to, name), picture);
    else missing += 1;
  }
  if (missing === 0) return;
  const says = text(
    `有 ${missing} 张截图不在 ${from} 下，报告中打不开；请连同 screenshots 文件夹一起保存 report.json。`,
    `${missing} pictures are not in ${from} and cannot be opened from the report; keep the folder screenshots with report.json.`,
  );
  desk.tell(says[desk.language]);
}

/** The report as it was written: validated against its schema, and given back unchanged. */
export async function readReport(file: string): Promise<Report> {
  const bytes = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Stop('usage', unreadable(file, error));
  });
  const written = parsed(bytes);
  const checked = reportSchema.safeParse(written);
  if (checked.success) return written as Report;
  const [issue] = checked.error.issues;
  const where = issue && isReport(written) ? issue.path.join('.') : '';
  throw new Stop(
    'usage',
    text(
      `${file} 不是完整的 gongkai JSON 报告${where === '' ? '' : `（${where} 处不符）`}，请选择 audit 写出的 report.json。`,
      `${file} is not a whole gongkai JSON report${where === '' ? '' : ` (at ${where})`}; choose the report.json that audit wrote.`,
    ),
  );
}

const unreadable = (file: string, { code }: NodeJS.ErrnoException): Text =>
  code === 'EISDIR'
    ? text(`${file} 是文件夹，请写出其中的 report.json。`, `${file} is a folder; name the report.json in it.`)
    : text(`读不到报告文件 ${file}，请确认路径。`, `cannot read the report ${file}; check the path.`);

/** JSON, or undefined where it is none. */
export function parsed(bytes: string): unknown {
  try {
    return JSON.parse(bytes);
  } catch {
    return undefined;
  }
}

/** Whether it calls itself a report; its shape is not checked. */
export const isReport = (written: unknown): boolean =>
  typeof written === 'object' && written !== null && 'schema' in written && written.schema === 'gongkai-report/1';
