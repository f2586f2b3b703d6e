import type { Block, Document } from '../../documents/document.ts';
import { mayName } from '../../documents/grams.ts';
import { norm } from '../../documents/normal-text.ts';
import { text } from '../../language/text.ts';
import type { Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { quoteFrom, unsure } from '../search/evidence.ts';
import type { Finding } from '../search/finding.ts';
import { hits } from '../search/terms.ts';

/** What is looked for at the foot of pages, where their own content does not have it. */
export interface Sought {
  readonly labels: readonly string[];
  /** How much of the (normalised) words behind a label is the value; 0 where they are none. */
  readonly valueEnd: (words: string) => number;
}

/** The foot is the same on every page of a site; a page without one, such as a file, may come first. */
const PAGES = 20;

/**
 * A value under its label at the foot of a page that names the company: 地址:山城市人民路1号 国网山城供电公司 版权所有. Everybody
 * can see it, so nobody may say that it is not there; whether a foot discloses it is for a person to decide. Undefined where
 * no foot has it, or where it stands behind somebody else's name: 技术支持:某某公司 地址:….
 */
export function atTheFoot(corpus: Corpus, sought: Sought, context: Context): Finding | undefined {
  for (const document of corpus.documents.filter((page) => mayName(page, sought.labels)).slice(0, PAGES)) {
    const foot = document.blocks.filter(({ region }) => region === 'footer');
    const around = [...foot.map(({ text: { norm: words } }) => words), norm(document.title)].join('\n');
    if (!ownNames(context).some((name) => around.includes(name))) continue;
    const [found] = foot.flatMap((block) => inBlock(document, block, sought, context) ?? []);
    if (found) return found;
  }
  return undefined;
}

function inBlock(
  document: Document,
  block: Block,
  { labels, valueEnd }: Sought,
  context: Context,
): Finding | undefined {
  const { norm: words } = block.text;
  const { name } = context.element;
  for (const { start, end, term } of hits(words, labels)) {
    // Normal text has no spaces between characters: in 某某公司 地址 the owner runs into the label.
    const glued = start === 0 ? 0 : (/^(?:公司|单位|企业)/u.exec(norm(term))?.[0].length ?? 0);
    const length = ownerIsAnother(words.slice(0, start + glued), context) ? 0 : valueEnd(words.slice(end));
    if (length === 0) continue;
    const quote = quoteFrom(document, block, start + glued, end + length);
    const says = text(
      `页面正文中未见${name.zh}，只在页脚写有“${quote.words}”，能否算作公开须人工判断`,
      `${name.en} stands only at the foot of the page (“${quote.words}”); whether that discloses it is for a person to decide`,
    );
    return unsure('needs-person', [says], { quotes: [quote], sought: labels });
  }
  return undefined;
}

/** Words that name an owner; IP地址 is nobody's address. */
const OWNER = /[A-Za-z]$|公司|政府|委员会|办公室|营业厅|供电所|[局院社](?=[\s,:;|]|$)|技术支持|承建|维护|设计|开发/u;

/** Whether the words before a label name somebody else after the company was named last. */
function ownerIsAnother(before: string, context: Context): boolean {
  const ends = ownNames(context).map((name) => (before.includes(name) ? before.lastIndexOf(name) + name.length : 0));
  return OWNER.test(before.slice(Math.max(...ends)).replace(/[本我]公司/gu, ''));
}

const ownNames = ({ company }: Context): readonly string[] =>
  [company.name, ...company.aliases].map((name) => norm(name));
