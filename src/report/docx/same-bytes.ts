import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Language } from '../../language/text.ts';
import { ALTERNATIVES } from './paper.ts';

/** The first instant that a zip can hold; a real one would make two files of one report differ. */
const NO_TIME = '1980-01-01T00:00:00Z';
const ZIP_TIME = new Date(1980, 0, 1);

/** Takes the machine's clock out of a DOCX, and names the fonts to take where one is not installed. */
export function sameEveryTime(file: Uint8Array, language: Language): Uint8Array {
  const parts = unzipSync(file);
  const core = strFromU8(parts['docProps/core.xml'] ?? new Uint8Array());
  const entries = Object.keys(parts)
    .sort()
    .map((name) => [name, parts[name] ?? new Uint8Array()] as const);
  const fixed = new Map<string, Uint8Array>(entries);
  fixed.set('docProps/core.xml', strToU8(core.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, NO_TIME)));
  if (language === 'zh' && fixed.has('word/fontTable.xml')) fixed.set('word/fontTable.xml', strToU8(fontTable()));
  return zipSync(Object.fromEntries(fixed), { mtime: ZIP_TIME, level: 6 });
}

const fontTable = (): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.entries(
    ALTERNATIVES,
  )
    .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`)
    .join('')}</w:fonts>`;
