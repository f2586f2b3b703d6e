import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { citing, mainBlocks, quoteFrom } from './evidence.ts';
import type { Quote } from './finding.ts';
import { includesAny } from './terms.ts';

const FIRM = /[\p{Script=Han}()]{3,30}?(?:有限责任公司|有限公司|股份公司|设计院|设计所|工程公司|安装公司|工程队)/gu;

/** Names of firms in normalised text, each once. */
export const firmsIn = (normal: string): readonly string[] => [...new Set(normal.match(FIRM) ?? [])];

/** One firm may be an example or the company's own name; two or more are a list. */
const A_LIST = 2;
/** How many blocks below its announcement a list may stand. */
const BELOW = 40;

/** Firms under a heading or sentence that recommends them for this kind of work, or in a table headed so. */
export function listsOfFirms(
  document: Document,
  subject: readonly string[],
  recommended: readonly string[],
): readonly Quote[] {
  const announces = (line: string): boolean => includesAny(line, recommended) && includesAny(line, subject);
  const blocks = mainBlocks(document);
  const announced = blocks.flatMap((block, at) => {
    if (!announces(block.text.norm)) return [];
    const below = blocks.slice(at + 1, at + 1 + BELOW).map(({ text: { norm } }) => norm);
    return firmsIn(below.join('\n')).length < A_LIST ? [] : [quoteFrom(document, block)];
  });
  const tabled = document.tables
    .filter(
      ({ caption, rows: [head = [], ...rows] }) =>
        rows.length >= A_LIST && [norm(caption), ...head.map((cell) => cell.norm)].some(announces),
    )
    .map(({ rows, place }) =>
      citing(
        document,
        rows
          .slice(0, 3)
          .map((row) => row.map(({ raw }) => raw.trim()).join(' '))
          .join('\n'),
        place,
      ),
    );
  return [...announced, ...tabled].slice(0, 3);
}
