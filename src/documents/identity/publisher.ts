import type { Block, Field } from '../document.ts';
import { datesIn } from '../dates/in-text.ts';

/** What a page says, as far as its publisher needs it. */
export interface PublisherParts {
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
}

/** In order of weight: who issued it, then where the text was taken from. */
const LABELS = [
  /^(?:发布|发文|公开|公示|信息发布|信息公开)(?:单位|机构|机关|部门|主体|者)$/u,
  /^(?:信息|文章|稿件|内容)?来源$|^(?:信息)?(?:提供|供稿)(?:单位|部门)?$/u,
];
const LONGEST_LINE = 200;
const INLINE = LABELS.map(
  (label) => new RegExp(`(?<!\\p{Script=Han})${label.source.replace(/\^|\$/g, '')}:(?<name>[^:]{2,60})`, 'u'),
);
/** Where the value ends when the next label follows on the same line. */
const NEXT_LABEL = /(?:\s|[|/【[]|作者|发布|浏览|点击|阅读|访问|时间|日期|编辑|字体|字号|责编|审核|打印|分享).*$/u;
const NOBODY = /^(?:本站|原创|网络|互联网|其他|转载|未知|暂无|无|-+)$/u;
const ORGANISATION = /(?:公司|局|委员会|委|部|厅|中心|办公室|政府|政府办|所|站|院|会|集团|办)$/u;
const SIGNATURE = /^[^,。;:!?]{2,30}$/u;

/**
 * Who published the page, by its own words, best first: 发布单位, then 来源, then the signature over the date at its end.
 * Normalised; empty when the page says nothing.
 */
export function publishersOf({ blocks, fields }: PublisherParts): readonly string[] {
  const isOwn = (block: Block | undefined): boolean => block?.region === 'main' || block?.region === 'header';
  // Without a colon no label names anybody.
  const lines = blocks.filter(({ text: { norm } }) => norm.length <= LONGEST_LINE && norm.includes(':')).filter(isOwn);
  const named = LABELS.flatMap((label, rank) => [
    ...fields
      .filter((field) => label.test(field.label.norm) && isOwn(blocks[field.block]))
      .map(({ value }) => value.norm),
    ...lines.flatMap(({ text }) => INLINE[rank]?.exec(text.norm)?.groups?.name ?? []),
  ]);
  const all = [...named.map((name) => name.replace(NEXT_LABEL, '')), ...signatureOf(blocks)];
  return [...new Set(all.filter((name) => name.length >= 2 && name.length <= 40 && !NOBODY.test(name)))];
}

/** The best of them, or ''. */
export const publisherOf = (parts: PublisherParts): string => publishersOf(parts)[0] ?? '';

/** An organisation's name alone on a line with a date behind or under it. The last one signs. */
function signatureOf(blocks: readonly Block[]): readonly string[] {
  const main = blocks.filter(({ region }) => region === 'main');
  for (let at = main.length - 1; at >= 0; at -= 1) {
    const signer = signerAt(main, at);
    if (signer !== undefined) return [signer];
  }
  return [];
}

function signerAt(main: readonly Block[], at: number): string | undefined {
  const { kind, text } = main[at] ?? {};
  if (!text || kind === 'item' || kind === 'cell' || text.norm.length > 60) return undefined;
  const [date] = datesIn(text.norm);
  if (!date || text.norm.length - date.end > 2) return undefined;
  const before = text.norm.slice(0, date.start).trim() || (main[at - 1]?.text.norm ?? '');
  return SIGNATURE.test(before) && ORGANISATION.test(before) ? before : undefined;
}
