import type { Document, Link } from '../../documents/document.ts';
import { mayName } from '../../documents/grams.ts';
import { normalise } from '../../documents/normal-text.ts';
import type { Reason } from '../../evidence/reason.ts';
import { text, type Text } from '../../language/text.ts';
import type { Context } from '../check.ts';
import type { Corpus, LinkEnd } from './corpus.ts';
import { about, blockAt, citing, mainText, unsure, violated } from './evidence.ts';
import type { Finding, Quote } from './finding.ts';
import { LinkWords } from '../link-words.ts';
import { isTitleOf } from '../owner/own-title.ts';
import { includesAny } from './terms.ts';

/** A link and where it ends. */
export interface Trail {
  readonly from: Document;
  readonly link: Link;
  readonly end: LinkEnd;
  readonly quote: Quote;
}

const wordsOf = new WeakMap<Corpus, LinkWords>();

/** Links in pages' own content whose text names one of the terms, and where they end. */
export function trails(corpus: Corpus, terms: readonly string[]): readonly Trail[] {
  const words = wordsOf.get(corpus) ?? new LinkWords(corpus.documents);
  wordsOf.set(corpus, words);
  return words
    .find((norm) => includesAny(norm, terms))
    .flatMap(([page, at]) => {
      const from = corpus.documents[page];
      const link = from?.links[at];
      return from && link ? [trail(corpus, from, link)] : [];
    });
}

/** The same of some pages only. */
const trailsOn = (corpus: Corpus, pages: readonly Document[], terms: readonly string[]): readonly Trail[] =>
  pages
    .filter((from) => mayName(from, terms))
    .flatMap((from) =>
      from.links
        .filter(({ region, text: { norm } }) => region === 'main' && includesAny(norm, terms))
        .map((link) => trail(corpus, from, link)),
    );

/** Few trails are quoted. */
const trail = (corpus: Corpus, from: Document, link: Link): Trail => ({
  from,
  link,
  end: corpus.follow(link),
  get quote() {
    return quoteLink(from, link);
  },
});

/** The link's words with the address it leads to. */
export function quoteLink(from: Document, { text: { raw }, href, block }: Link): Quote {
  return citing(from, `${raw.trim()} → ${href}`, blockAt(from, block)?.place ?? '');
}

/**
 * What may still hold the thing although no text of it was read: an attachment or picture that could not be read (C22,
 * C23), a page that was not captured (A17). A title that leads to a dead link is the thing missing (C02). Undefined
 * where nothing points to it at all.
 */
export function unfollowed(corpus: Corpus, terms: readonly string[], context: Context): Finding | undefined {
  const named = trails(corpus, terms);
  const own = named.filter(({ link }) => isTitleOf(link.text.norm, terms, context));
  // Of what may hold the thing, its own title is the likeliest.
  const likeliest = [...own, ...named];
  return (
    unreadEnd(likeliest) ??
    attachment(corpus, context) ??
    picture(corpus, context) ??
    uncaptured(likeliest) ??
    dead(own)
  );
}

function unreadEnd(named: readonly Trail[]): Finding | undefined {
  for (const one of named) {
    const { end, link } = one;
    if (end.kind !== 'document' || !end.document.unread) continue;
    const says = text(
      `“${link.text.raw.trim()}”指向的内容未能读取`,
      `what “${link.text.raw.trim()}” leads to could not be read`,
    );
    return unsure(end.document.unread.reason, [says], { quotes: [one.quote] });
  }
  return undefined;
}

/** Files hung on a page about the item, whatever they are called. */
function attachment(corpus: Corpus, context: Context): Finding | undefined {
  const pages = about(corpus, context);
  return unreadEnd(trailsOn(corpus, pages, ATTACHMENTS));
}

const ATTACHMENTS: readonly string[] = [
  '附件',
  '附表',
  '.pdf',
  '.doc',
  '.xls',
  '.jpg',
  '.png',
  '.zip',
  '点击下载',
  '下载查看',
];

/** Fewer characters than this beside a picture, and the picture is the content. */
const CAPTION_ONLY = 120;

function picture(corpus: Corpus, context: Context): Finding | undefined {
  for (const page of about(corpus, context)) {
    const image = page.images.find(
      (one) => one.region === 'main' && !isFurniture(one.src, corpus) && whyUnread(one.src, corpus) !== undefined,
    );
    if (!image || mainText(page).length > CAPTION_ONLY) continue;
    const says = text('内容仅以图片发布，未读到文字', 'the content is a picture whose text was not read');
    const remarks = [
      text('建议同时提供文字版，便于查询和无障碍阅读', 'offer the text as well, for search and accessibility'),
    ];
    const reason = whyUnread(image.src, corpus) ?? 'no-text-layer';
    return unsure(reason, [says], { quotes: [citing(page, image.alt || image.src, '')], remarks });
  }
  return undefined;
}

/** Why a picture's text is not known, or not known whole; undefined when all of it was read. */
function whyUnread(src: string, corpus: Corpus): Reason | undefined {
  const end = corpus.follow({ text: normalise(''), href: src, region: 'main', block: 0 });
  if (end.kind !== 'document') return 'no-text-layer';
  const { unread, recognised } = end.document;
  if (unread) return unread.reason;
  return recognised && recognised.unclear.length > 0 ? 'low-confidence' : undefined;
}

/** A picture that so many pages show is the site's own, whatever box it stands in. */
const FURNITURE = 3;

const isFurniture = (src: string, { documents }: Corpus): boolean =>
  documents.filter(({ images }) => images.some((one) => one.src === src)).length >= FURNITURE;

/** A title that leads to no address: what it opens has to be looked at in a browser. */
export const opensOnClick = ({ text: { raw } }: Link): Text =>
  text(
    `“${raw.trim()}”要点击后由脚本打开，未读到`,
    `what “${raw.trim()}” leads to is opened by a script on a click, and was not read`,
  );

function uncaptured(named: readonly Trail[]): Finding | undefined {
  const click = named.find(({ end }) => end.kind === 'click');
  if (click) return unsure('needs-js', [opensOnClick(click.link)], { quotes: [click.quote] });
  const found = named.find(({ end }) => end.kind === 'not-captured');
  if (!found) return undefined;
  const says = text(
    `“${found.link.text.raw.trim()}”的页面不在快照中`,
    `the page behind “${found.link.text.raw.trim()}” was not captured`,
  );
  return unsure('not-attempted', [says], { quotes: [found.quote] });
}

function dead(named: readonly Trail[]): Finding | undefined {
  for (const one of named) {
    const { end, link } = one;
    if (end.kind !== 'dead') continue;
    const says = text(
      `“${link.text.raw.trim()}”只有标题，链接失效：${link.href}（HTTP ${end.status}）`,
      `only the title “${link.text.raw.trim()}”; its link is dead: ${link.href} (HTTP ${end.status})`,
    );
    return violated('missing', [says], { quotes: [one.quote] });
  }
  return undefined;
}
