import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import {
  about,
  absent,
  blockAt,
  breached,
  citing,
  headingsOf,
  held,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
  unsure,
  violated,
} from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { listsOfFirms } from './owner/firms.ts';
import { anyWords, noted, someWords } from './parameter.ts';
import { patternSchema } from './search/pattern.ts';
import { includesAny } from './search/terms.ts';
import { opensOnClick, quoteLink, type Trail } from './search/trail.ts';

const parameters = z.strictObject({
  subject: someWords('查询的对象，如设计单位', 'what the link is about: 设计'),
  kind: someWords('是什么样的入口，如资质查询', 'what kind of place it leads to: 资质查询'),
  asks: noted(
    z.array(patternSchema).default([]),
    '同一行里指路的话，如查询施工单位资质',
    'sentences that send people there, in one line with the link or the address: 查询施工单位资质',
  ),
  hosts: someWords(
    '政府网站的域名；以点开头的按结尾算',
    'host names, or endings that begin with a dot, of the offices that keep the register',
  ),
  recommended: anyWords(
    '推荐单位名单的标题，不是查询入口，属于三指定',
    'headings of lists of firms, which are no query channel but point to one supplier (三指定)',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** A working link to a register that an office of the state keeps; a list of firms in its place is a violation. */
export const linkTo = defineCheck<Parameters>({
  name: 'link-to',
  purpose: text(
    '通往政府部门查询入口的有效链接；推荐单位名单属于违规',
    'A working link to a register that an office of the state keeps; a list of firms in its place is a violation',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const pages = about(corpus, context);
    const firms = pages.flatMap((page) => listsOfFirms(page, wanted.subject, wanted.recommended));
    if (firms.length > 0) return [recommends(firms)];
    const named = contentLinks(corpus, pages).filter((trail) => isMeant(trail, wanted));
    const found = best(named, corpus, wanted) ?? printed(pages, wanted) ?? notFound(pages, wanted, context);
    // A page that was not read may still recommend firms.
    return [found.holds === 'yes' ? { ...found, proof: 'every' } : found];
  },
});

const contentLinks = (corpus: Corpus, pages: readonly Document[]): readonly Trail[] =>
  pages.flatMap((from) =>
    from.links
      .filter(({ region }) => region === 'main')
      .map((link) => ({ from, link, end: corpus.follow(link), quote: quoteLink(from, link) })),
  );

/**
 * What a link is about is said by its words and its line, or by the nearest heading that speaks of such a query: below
 * 设计单位资质查询 a link named after an office is meant for designers and for nobody else.
 */
function isMeant({ from, link }: Trail, wanted: Parameters): boolean {
  const { subject, kind } = wanted;
  const block = blockAt(from, link.block);
  const own = `${link.text.norm}\n${block?.text.norm ?? ''}`;
  const { norm: words } = link.text;
  if (words !== '' && asking(block?.text.norm ?? '', wanted).some((sentence) => sentence.includes(words))) return true;
  const headings = block ? [...headingsOf(from, block)].reverse().map(({ text: { norm } }) => norm) : [];
  const speaking = headings.find((line) => includesAny(line, kind)) ?? '';
  return includesAny(`${own}\n${speaking}`, kind) && includesAny(includesAny(own, subject) ? own : speaking, subject);
}

/** The sentences of a line that send people to look up the subject. */
const asking = (line: string, { subject, asks }: Parameters): readonly string[] =>
  line.split(/[。;!]/u).filter((one) => includesAny(one, subject) && asks.some(({ find }) => find(one) !== undefined));

const hostOf = (address: string): string => /^https?:\/\/([^/:?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? '';

const isOfficial = (host: string, { hosts }: Parameters): boolean =>
  hosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one));

function best(named: readonly Trail[], corpus: Corpus, wanted: Parameters): Finding | undefined {
  const sought = [...wanted.subject, ...wanted.kind];
  const judged = named.map((trail) => judge(trail, corpus, wanted, sought));
  return (['yes', 'unknown', 'no'] as const)
    .map((holds) => judged.find((finding) => finding.holds === holds))
    .find(Boolean);
}

function judge(
  { from, link, end, quote }: Trail,
  corpus: Corpus,
  wanted: Parameters,
  sought: readonly string[],
): Finding {
  const extras = { quotes: [quote], sought, stated: publicationOf(from) };
  const host = hostOf(link.href);
  if (end.kind === 'click') return unsure('needs-js', [opensOnClick(link)], extras);
  if (end.kind === 'nowhere') return partial([text('只有名称，没有可用链接', 'a name without a working link')], extras);
  if (end.kind === 'dead') {
    const says = text(
      `链接失效：${link.href}（HTTP ${end.status}）`,
      `the link is dead: ${link.href} (HTTP ${end.status})`,
    );
    return violated('missing', [says], extras);
  }
  if (isOfficial(host, wanted)) {
    const remarks = [text(`指向 ${link.href}`, `leads to ${link.href}`)];
    return held([text(`已提供政府部门的查询渠道：${host}`, `a query channel kept by the state is given: ${host}`)], {
      ...extras,
      remarks,
    });
  }
  if (end.kind === 'not-captured') {
    return unsure(
      'not-attempted',
      [text('链接指向的页面不在快照中', 'the page behind the link was not captured')],
      extras,
    );
  }
  if (end.kind === 'document') return within(end.document, corpus, wanted, extras);
  const says = text(
    `链接指向 ${host}，是否为政府部门的查询渠道需人工核实`,
    `the link leads to ${host}; a person has to confirm that the state keeps it`,
  );
  return unsure('needs-person', [says], extras);
}

type Extras = { readonly quotes: Finding['quotes']; readonly sought: readonly string[] };

/** The company's own page about it, which must itself give the state's address. */
function within(page: Document, corpus: Corpus, wanted: Parameters, extras: Extras): Finding {
  if (page.unread) {
    return unsure(
      page.unread.reason,
      [text('链接指向的内容未能读取', 'what the link leads to could not be read')],
      extras,
    );
  }
  const nothing = text(
    '链接指向的页面没有给出政府部门的查询地址',
    'the page behind the link gives no address kept by the state',
  );
  if (!corpus.documents.includes(page)) return partial([nothing], extras);
  return officialLink(page, wanted, extras) ?? printed([page], wanted) ?? partial([nothing], extras);
}

function officialLink(page: Document, wanted: Parameters, extras: Extras): Finding | undefined {
  const link = page.links.find(({ href, region }) => region === 'main' && isOfficial(hostOf(href), wanted));
  if (!link) return undefined;
  const says = text(
    `已提供政府部门的查询渠道：${link.href}`,
    `a query channel kept by the state is given: ${link.href}`,
  );
  return held([says], extras);
}

/** An address printed as text, to be typed in: in a line, or in a row of a table. */
function printed(pages: readonly Document[], wanted: Parameters): Finding | undefined {
  for (const document of pages) {
    for (const { line, speaking, quote } of printedLines(document)) {
      const isMeantFor = includesAny(line, wanted.subject) && includesAny(speaking, wanted.kind);
      if (!isMeantFor && asking(line, wanted).length === 0) continue;
      const host = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})/i.exec(line)?.[1]?.toLowerCase();
      if (host === undefined || !isOfficial(host, wanted)) continue;
      const says = text(
        `已写明政府部门的查询地址：${host}`,
        `the address of a query channel kept by the state is printed: ${host}`,
      );
      return held([says], { quotes: [quote], sought: wanted.kind, stated: publicationOf(document) });
    }
  }
  return undefined;
}

interface PrintedLine {
  /** Normalised. */
  readonly line: string;
  /** The line with what stands over it. */
  readonly speaking: string;
  readonly quote: Quote;
}

function printedLines(document: Document): readonly PrintedLine[] {
  const headed = (block: Block | undefined): readonly string[] =>
    block ? headingsOf(document, block).map((heading) => heading.text.norm) : [];
  const lines = mainBlocks(document).map((block) => ({
    line: block.text.norm,
    speaking: [block.text.norm, ...headed(block)].join('\n'),
    quote: quoteFrom(document, block),
  }));
  const rows = document.tables.flatMap(({ rows: [head = [], ...rest], caption, block, place }) => {
    const over = [...head.map(({ norm: cell }) => cell), norm(caption), ...headed(blockAt(document, block))];
    return [head, ...rest].map((row) => {
      const line = row.map(({ norm: cell }) => cell).join(' ');
      const quote = citing(document, row.map(({ raw }) => raw.trim()).join(' '), place);
      return { line, speaking: [line, ...over].join('\n'), quote };
    });
  });
  return [...lines, ...rows];
}

const recommends = (quotes: readonly Quote[]): Finding => {
  const says = text(
    '列出了具体的设计、施工单位，应改为政府部门的资质查询渠道',
    'particular firms are listed where a query channel kept by the state is required',
  );
  return breached('wrong', [says], { quotes });
};

/** Only words that ask for a query and give none: 请自行查询设计单位资质. */
function notFound(pages: readonly Document[], wanted: Parameters, { element }: Context): Finding {
  const { subject, kind } = wanted;
  const sought = [...subject, ...kind];
  for (const document of pages) {
    const block = mainBlocks(document).find(
      ({ text: { norm: line } }) =>
        (includesAny(line, kind) && includesAny(line, subject)) || asking(line, wanted).length > 0,
    );
    if (!block) continue;
    const says = text('提到了资质查询，但没有给出查询渠道', 'the query is mentioned but no channel for it is given');
    return partial([says], { quotes: [quoteFrom(document, block)], sought });
  }
  return absent([notFoundText(element.name)], sought);
}
