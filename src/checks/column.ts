import { z } from 'zod';
import type { Item } from '../catalogue/rule.ts';
import type { Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { addressWords } from '../evidence/address-words.ts';
import { join, text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { absent, citing, held, partial, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, noted } from './parameter.ts';
import { includesAny } from './search/terms.ts';
import { quoteLink } from './search/trail.ts';

const parameters = z.strictObject({
  asks: noted(
    z.enum(['exists', 'gathers']),
    'exists 只问专栏在不在；gathers 问门户上的各事项能否从专栏到达',
    'exists: the column is there; gathers: every item that the portal shows can be reached from it',
  ),
  not: anyWords('名称里有这些词的不是本单位的专栏，如年报、政府', 'words that make a name something else: 年报, 政府'),
});
type Parameters = z.infer<typeof parameters>;

/** Clicks from the column within which an item still counts as gathered there: list, paging, article. */
const WITHIN = 3;

/** 信息公开专栏: one column on the portal in which everything is published together (N04). */
export const column = defineCheck<Parameters>({
  name: 'column',
  purpose: text(
    '信息公开专栏：设了没有，内容归集了没有',
    'The disclosure column: whether it is there, and whether everything can be reached from it',
  ),
  parameters,
  run: (corpus, { asks, not }, context) => {
    const names = { of: context.catalogue.vocabulary.disclosure_columns, not };
    const found = findColumn(corpus, names);
    if (!found) return [noColumn(corpus, names)];
    return [asks === 'exists' ? exists(found, names) : gathers(found, corpus, context)];
  },
});

interface Column {
  readonly page: Document;
  readonly quote: Quote;
}

interface Names {
  readonly of: readonly string[];
  readonly not: readonly string[];
}

const isNamed = (words: string, names: Names): boolean => {
  const bare = norm(words).trim();
  return bare.length <= 16 && includesAny(bare, names.of) && !includesAny(bare, names.not);
};

/** The link to it, wherever it stands, leads to a page that was read; or a page bears its name. */
function findColumn(corpus: Corpus, names: Names): Column | undefined {
  const pages = [...(corpus.home ? [corpus.home] : []), ...corpus.documents].filter((page) => mayName(page, names.of));
  for (const page of pages) {
    for (const link of page.links) {
      if (!isNamed(link.text.norm, names)) continue;
      const end = corpus.follow(link);
      if (end.kind === 'document' && !end.document.unread) return { page: end.document, quote: quoteLink(page, link) };
    }
  }
  const titled = corpus.documents.find((page) => mayName(page, names.of) && isNamed(page.title, names));
  return titled && { page: titled, quote: citing(titled, titled.title, 'title') };
}

function noColumn(corpus: Corpus, names: Names): Finding {
  for (const page of corpus.documents) {
    if (!mayName(page, names.of)) continue;
    for (const link of page.links) {
      if (!isNamed(link.text.norm, names)) continue;
      const end = corpus.follow(link);
      const says = text(
        `“${link.text.raw.trim()}”的页面未读到`,
        `the page behind “${link.text.raw.trim()}” was not read`,
      );
      if (end.kind === 'document' && end.document.unread)
        return unsure(end.document.unread.reason, [says], { quotes: [quoteLink(page, link)] });
      const why = end.kind === 'click' ? 'needs-js' : end.kind === 'not-captured' ? 'not-attempted' : undefined;
      if (why) return unsure(why, [says], { quotes: [quoteLink(page, link)] });
    }
  }
  return absent([text('未发现信息公开专栏', 'no disclosure column was found')], names.of);
}

const exists = ({ page, quote }: Column, names: Names): Finding =>
  held([text(`已设专栏：${page.title.trim()}`, `the column exists: ${page.title.trim()}`)], {
    quotes: [quote],
    sought: names.of,
  });

/** Items that the portal shows, but nowhere below the column. What it does not show at all is that item's own gap. */
function gathers({ page, quote }: Column, corpus: Corpus, { catalogue }: Context): Finding {
  const reached = reachable(page, corpus);
  const shown = catalogue.items
    .filter((item) => item.kind === 'item' && (item.channels ?? []).includes('portal'))
    .map((item) => ({ item, pages: corpus.about(item) }))
    .filter(({ pages }) => pages.length > 0);
  const scattered = shown
    .filter(({ pages }) => !pages.some(({ document }) => reached.has(document)))
    .map(({ item }) => item);
  const extras = { quotes: [quote], sought: shown.map(({ item }) => item.name.zh) };
  if (scattered.length === 0) {
    return held(
      [
        text(
          `门户上的 ${shown.length} 类信息均可从专栏进入`,
          `all ${shown.length} items on the portal can be reached from the column`,
        ),
      ],
      extras,
    );
  }
  const onTheWay = unreadBelow(reached, corpus);
  if (onTheWay?.unread) {
    const { zh, en } = addressWords(onTheWay.capture.url);
    const says = text(
      `从专栏通往“${listed(scattered).zh}”的页面可能未读到：${zh}`,
      `the way from the column to ${listed(scattered).en} may lead over a page that was not read: ${en}`,
    );
    return unsure(onTheWay.unread.reason, [says], extras);
  }
  return partial(
    [text(`下列信息未集中到专栏：${listed(scattered).zh}`, `not gathered in the column: ${listed(scattered).en}`)],
    extras,
  );
}

const listed = (items: readonly Item[]): { zh: string; en: string } => join(items.map(({ name }) => name));

/** Pages within a few clicks of the column, through content and side menus, but never back over the home page. */
function reachable(start: Document, corpus: Corpus): ReadonlySet<Document> {
  const reached = new Set([start]);
  let edge: readonly Document[] = [start];
  for (let step = 0; step < WITHIN && edge.length > 0; step += 1) {
    const lists = edge.flatMap((page) => [page, ...pagesOfList(page, corpus)]);
    for (const page of lists) reached.add(page);
    const next = lists.flatMap(({ links }) =>
      links.filter(({ region }) => region === 'main' || region === 'aside').flatMap((link) => documentAt(corpus, link)),
    );
    edge = [...new Set(next)].filter((page) => !reached.has(page) && page !== corpus.home);
    for (const page of edge) reached.add(page);
  }
  return reached;
}

/** A page below the column that was not read: it may lead to what seems scattered. */
function unreadBelow(reached: ReadonlySet<Document>, corpus: Corpus): Document | undefined {
  for (const page of reached) {
    for (const link of page.links) {
      const end = corpus.follow(link);
      if (end.kind === 'document' && end.document.unread) return end.document;
    }
  }
  return undefined;
}

const PAGING = /^(?:\d{1,3}|第?\d{1,3}页|下一?页|后一?页|尾页|末页|>{1,2}|»)$/u;
/** Characters of the longest words for it; nearly all links have more. */
const PAGING_LENGTH = 5;

/** The further pages of a list are the same list, wherever the template puts its paging. */
const pagesOfList = (page: Document, corpus: Corpus): readonly Document[] =>
  page.links
    .filter(({ text: { norm } }) => norm.length <= PAGING_LENGTH && PAGING.test(norm))
    .flatMap((link) => documentAt(corpus, link));

function documentAt(corpus: Corpus, link: Document['links'][number]): readonly Document[] {
  const end = corpus.follow(link);
  return end.kind === 'document' && !end.document.unread ? [end.document] : [];
}
