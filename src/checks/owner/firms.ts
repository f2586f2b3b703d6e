import type { Document } from '../../documents/document.ts';
import { norm } from '../../documents/normal-text.ts';
import { citing, mainBlocks, quoteFrom } from '../search/evidence.ts';
import type { Quote } from '../search/finding.ts';
import { hits, includesAny } from '../search/terms.ts';

const FIRM =
  /[\p{Script=Han}()]{3,30}?(?:有限责任公司|有限公司|股份公司|设计院|设计所|工程公司|安装公司|(?:建设|建筑|建安|电气|设备|监理)公司|工程队)/gu;

/** Names of firms in normalised text, each once. */
export const firmsIn = (normal: string): readonly string[] => [...new Set(normal.match(FIRM) ?? [])];

/** One firm may be an example or the company's own name; two or more are a list. */
const A_LIST = 2;
/** 推荐施工单位:甲公司、乙公司 in one line. */
const AFTER_COLON = /^[^:]{2,30}:(.+)$/su;
/** 严禁推荐施工单位, 不得指定单位. */
const DENIED = /(?:不|严禁|禁止|杜绝|不得|举报|投诉|违规|违反)[^,。;:]{0,8}$/u;
/** How many blocks below its announcement a list may stand. */
const BELOW = 40;

/** Firms under a heading or sentence that recommends them for this kind of work, or in a table headed so. */
export function listsOfFirms(
  document: Document,
  subject: readonly string[],
  recommended: readonly string[],
): readonly Quote[] {
  const announces = (line: string): boolean =>
    includesAny(line, subject) && hits(line, recommended).some(({ start }) => !DENIED.test(line.slice(0, start)));
  const blocks = mainBlocks(document);
  const announced = blocks.flatMap((block, at) => {
    if (!announces(block.text.norm)) return [];
    const below = blocks.slice(at + 1, at + 1 + BELOW).map(({ text: { norm } }) => norm);
    const behind = AFTER_COLON.exec(block.text.norm)?.[1] ?? '';
    return firmsIn([behind, ...below].join('\n')).length < A_LIST ? [] : [quoteFrom(document, block)];
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
