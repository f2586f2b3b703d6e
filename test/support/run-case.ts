import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../src/audit.ts';
import type { CaseFile } from '../../src/cases/case-file.ts';
import { openCase as open, type OpenCase } from '../../src/cases/open-case.ts';
import { PLAIN_MAKERS, type FileKind, type Makers } from '../../src/cases/seal-case.ts';
import { POOL_LIMITS } from '../../src/documents/reader/pool.ts';
import { ReaderStaff } from '../../src/documents/reader/staff.ts';
import type { Report } from '../../src/report/report.ts';
import { encodeGb18030 } from './gb18030.ts';
import { loadLaw } from './law.ts';
import { docxFile, xlsxFile, type WordPart } from './office-file.ts';
import { pdfOfLines } from './pdf-file.ts';
import { pdfOfPicture } from './pdf-picture.ts';

/** Runs the whole road on a case, from sealed bytes to the report, without disk or network. */
export async function runCase(file: CaseFile, readers?: ReaderStaff): Promise<Report> {
  const { bundle, sitting } = await openCase(file);
  return check(bundle, { ...sitting, ...(readers && { readers }) });
}

/** One process that reads for many cases: to start one for each would take longer than all the rest. */
export const caseReaders = (): ReaderStaff => new ReaderStaff(1, POOL_LIMITS.startMs);

/** A case's sealed bytes, and who sits over them, by the project's own catalogue. */
export const openCase = async (file: CaseFile): Promise<OpenCase> =>
  open(file, await loadLaw(file.catalogue, file.calendar_until), MAKERS);

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim());

const wordPart = (line: string): WordPart => (line.includes('|') ? { rows: [cellsOf(line)] } : line);

/** Files that show what a case writes in them. */
const MAKERS: Makers = {
  files: {
    ...PLAIN_MAKERS.files,
    'text-pdf': pdfOfLines,
    docx: ([title = '', ...lines]) => docxFile([{ heading: title }, ...lines.map(wordPart)]),
    // The body names a picture of fixtures/pictures.
    picture: ([name = '']) => readFileSync(path.join('fixtures/pictures', name)),
    'scanned-pdf': ([name = '']) => pdfOfPicture(readFileSync(path.join('fixtures/pictures', name))),
    xlsx: (lines) => xlsxFile([{ name: 'Sheet1', rows: lines.map(cellsOf) }]),
  } satisfies Record<FileKind, (lines: readonly string[]) => Uint8Array>,
  gbk: encodeGb18030,
};
