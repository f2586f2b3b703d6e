import { z } from 'zod';
import type { Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck } from './check.ts';
import { breached, citing, noneSeen, quoteFrom, sections, unsure } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import { firmsIn, listsOfFirms } from './owner/firms.ts';
import { anyWords, noted, truth } from './parameter.ts';
import { exposures, mask } from './personal-data.ts';
import { firstHit, includesAny } from './search/terms.ts';
import { unreadReason } from './whole.ts';

const parameters = z.strictObject({
  phrases: anyWords('只有内部文件才有的话', 'wording that only an internal or forbidden paper carries'),
  tables: noted(
    z.array(z.array(z.string()).min(2)).default([]),
    '同一张表里这一组表头都有的，是不得公开的表',
    'heads that, all of one list together in a table, make it a paper that must not be shown',
  ),
  lists: anyWords('不得列出单位名单的标题', 'headings under which firms must not be listed'),
  personal_data: truth(
    '查不查客户的电话、户号、身份证号',
    "customers' names with phones, account numbers, identity numbers",
  ),
});
type Parameters = z.infer<typeof parameters>;

const LISTED = 5;

/** Something that no page of the channel may show. It passes only when every page was read. */
export const mustNotAppear = defineCheck<Parameters>({
  name: 'must-not-appear',
  purpose: text(
    '不得公开的内容；全部页面都读过才能判定没有',
    'Something that no page may show; it passes only when every page was read',
  ),
  parameters,
  run: (corpus, wanted, { element }) => {
    const quotes = corpus.documents.flatMap((document) => shownOn(document, wanted));
    const sought = [...wanted.phrases, ...wanted.lists];
    if (quotes.length > 0) {
      const says = text(
        `发现 ${quotes.length} 处不应公开的内容：${element.name.zh}`,
        `${quotes.length} places show what must not be public: ${element.name.en}`,
      );
      return [breached('wrong', [says], { quotes: quotes.slice(0, LISTED), sought })];
    }
    const says = text(
      `已读 ${corpus.documents.length} 个页面，均未出现`,
      `none of the ${corpus.documents.length} pages read shows it`,
    );
    const unread = unreadReason(corpus);
    if (unread) return [unsure(unread.reason, [says, unread.says], { sought })];
    return [noneSeen([says], { sought })];
  },
});

const shownOn = (document: Document, wanted: Parameters): readonly Quote[] => [
  ...inPhrases(document, wanted),
  ...inTables(document, wanted),
  ...inLists(document, wanted),
  ...(wanted.personal_data === 'true' ? exposures(document).map(({ quote }) => quote) : []),
];

const masked = (quote: Quote): Quote => ({ ...quote, words: mask(quote.words) });

function inPhrases(document: Document, { phrases }: Parameters): readonly Quote[] {
  if (!mayName(document, phrases)) return [];
  return document.blocks.flatMap((block) => {
    const hit = firstHit(block.text.norm, phrases);
    return hit ? [masked(quoteFrom(document, block, Math.max(0, hit.start - 20), hit.end + 40))] : [];
  });
}

function inTables(document: Document, { tables }: Parameters): readonly Quote[] {
  if (!tables.some((heads) => heads.every((head) => mayName(document, [head])))) return [];
  return document.tables.flatMap(({ rows: [head = [], ...rows], place }) => {
    const filled = rows.some((row) => row.filter(({ norm }) => norm.trim() !== '').length >= 2);
    const forbidden = tables.some((heads) =>
      heads.every((wanted) => head.some(({ norm }) => includesAny(norm, [wanted]))),
    );
    return filled && forbidden ? [citing(document, head.map(({ raw }) => raw.trim()).join(' '), place)] : [];
  });
}

/** A heading that recommends firms with firms below it, or a table headed so with rows in it. */
function inLists(document: Document, { lists }: Parameters): readonly Quote[] {
  if (!mayName(document, lists)) return [];
  const headed = sections(document).flatMap(({ heading, blocks }) =>
    includesAny(heading.text.norm, lists) && blocks.some(({ text: { norm: line } }) => firmsIn(line).length > 0)
      ? [quoteFrom(document, heading)]
      : [],
  );
  const announced = headed.length > 0 ? headed : listsOfFirms(document, lists, lists);
  if (announced.length > 0) return announced;
  return document.tables.flatMap(({ caption, rows: [head = [], ...rows], place }) => {
    const names = [norm(caption), ...head.map((cell) => cell.norm)];
    if (rows.length === 0 || !names.some((name) => includesAny(name, lists))) return [];
    return [
      citing(
        document,
        [head, ...rows.slice(0, 2)].map((row) => row.map(({ raw }) => raw.trim()).join(' ')).join('\n'),
        place,
      ),
    ];
  });
}
