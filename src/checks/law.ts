import { z } from 'zod';
import type { Instrument } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { normalise } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './corpus.ts';
import { editionOf, type EditionFound } from './edition.ts';
import {
  about,
  absent,
  citing,
  held,
  isLinkLine,
  mainBlocks,
  mainText,
  partial,
  quoteFrom,
  unsure,
  violated,
} from './evidence.ts';
import type { Finding, Quote } from './finding.ts';
import { nameFinder, type NameFinder } from './law-name.ts';
import { isOfficialHost, parentLink, target } from './parent-link.ts';
import { trails, unfollowed, type Trail } from './trail.ts';

const parameters = z.strictObject({
  /** The instrument in force; its title, aliases and markers come from `instruments.yaml`. */
  instrument: z.string(),
  /** Further names under which pages list it. */
  titles: z.array(z.string()).default([]),
  /** With fewer articles (第…条) a page speaks about the law and does not give it. */
  articles: z
    .string()
    .regex(/^\d{1,3}$/, '应为整数 (a whole number)')
    .transform(Number),
});
type Parameters = z.infer<typeof parameters>;

/** A page that gives the law's text. */
interface Copy extends EditionFound {
  readonly document: Document;
  readonly quote: Quote;
}

interface Case {
  readonly corpus: Corpus;
  readonly context: Context;
  readonly instrument: Instrument;
  readonly names: readonly string[];
  readonly finder: NameFinder;
}

/** A law or standard that must be there readable and in the version in force: as text, or as a working official link (C14, C15, C73). */
export const law = defineCheck<Parameters>({
  name: 'law',
  parameters,
  run: (corpus, wanted, context) => {
    const instrument = context.catalogue.instruments.get(wanted.instrument);
    if (!instrument) throw new RangeError(`the catalogue has no instrument ${wanted.instrument}`);
    const names = [instrument.title.zh, ...instrument.aliases, ...wanted.titles];
    const one = { corpus, context, instrument, names, finder: nameFinder(names) };
    const links = trails(corpus, corpus.documents, names).filter(
      ({ link }) => one.finder(link.text.norm) !== undefined,
    );
    const copies = copiesOf(one, links, wanted.articles);
    return [byText(one, copies) ?? byLink(one, links) ?? byTitle(one) ?? elsewhere(one)];
  },
});

function copiesOf({ corpus, instrument, finder }: Case, links: readonly Trail[], articles: number): Copy[] {
  const linked = links.flatMap(({ end }) => (end.kind === 'document' && !end.document.unread ? [end.document] : []));
  const titled = corpus.documents.filter((page) => headsOf(page).some((head) => finder(head) !== undefined));
  return [...new Set([...titled, ...linked])].flatMap((document): Copy[] => {
    const words = mainText(document);
    if (articlesIn(words) < articles) return [];
    // An old version is often told from the new one by the title alone: 供电营业规则（电力工业部令第8号）.
    const edition = editionOf(`${headsOf(document).join('\n')}\n${words}`, instrument);
    return [{ document, ...edition, quote: quoteOf(document, edition.marker, finder) }];
  });
}

/** Where a page says what it is: its title, its headings, and the short first lines that the reader took for paragraphs. */
function headsOf(document: Document): string[] {
  const main = mainBlocks(document).filter((block) => !isLinkLine(document, block));
  const heads = main.filter(
    ({ kind, text: { norm } }, index) => kind === 'heading' || (index < 3 && norm.length <= LONGEST_HEAD),
  );
  return [normalise(document.title).norm, ...heads.map((block) => block.text.norm)];
}

const LONGEST_HEAD = 60;
const ARTICLE = /(?:^|\n|\s)第([一二三四五六七八九十百零〇\d]+)条/g;

/** Distinct articles that begin a line; references to an article inside a sentence do not count. */
const articlesIn = (words: string): number => new Set(Array.from(words.matchAll(ARTICLE), (match) => match[1])).size;

function quoteOf(document: Document, marker: string, finder: NameFinder): Quote {
  const sought = normalise(marker).norm;
  const main = mainBlocks(document);
  const at = (block: Block) => block.text.norm.indexOf(sought);
  const marked = sought === '' ? undefined : main.find((block) => at(block) >= 0);
  if (marked) return quoteFrom(document, marked, Math.max(0, at(marked) - 20), at(marked) + sought.length + 20);
  const named = main.find((block) => finder(block.text.norm) !== undefined);
  return named ? quoteFrom(document, named) : citing(document, document.title, 'title');
}

function byText({ instrument, names, context }: Case, copies: readonly Copy[]): Finding | undefined {
  const { name } = context.element;
  const [old] = copies.filter(({ edition }) => edition === 'outdated');
  const current = copies.find(({ edition }) => edition === 'current');
  if (current) {
    const says = text(`${name.zh}已公布全文，为现行版本`, `${name.en}: full text in the version in force`);
    const remarks = old
      ? [
          text(
            `另有旧版文本未清理：${old.document.capture.url}`,
            `an old version still stands at ${old.document.capture.url}`,
          ),
        ]
      : [];
    return held([says], { quotes: [current.quote], sought: names, stated: publicationOf(current.document), remarks });
  }
  if (old) {
    const extras = { quotes: [old.quote], sought: names, stated: publicationOf(old.document) };
    return violated('wrong', [outdated(instrument, old.marker, context)], extras);
  }
  const [unmarked] = copies;
  if (!unmarked) return undefined;
  const says = text(
    `${name.zh}有全文，但无法确认是否为现行版本`,
    `the text of ${name.en} is there; whether it is the version in force cannot be confirmed`,
  );
  return unsure('needs-person', [says], {
    quotes: [unmarked.quote],
    sought: names,
    stated: publicationOf(unmarked.document),
  });
}

const outdated = ({ in_force }: Instrument, marker: string, { element: { name } }: Context) =>
  text(
    `${name.zh}挂的是旧版文本（“${marker}”），现行版本自 ${in_force.from} 起施行`,
    `${name.en} is given in an old version (“${marker}”); the version in force took effect on ${in_force.from}`,
  );

/** What the law's title leads to, the best end first. */
function byLink(one: Case, links: readonly Trail[]): Finding | undefined {
  const { context, instrument, names } = one;
  const found = links.map((trail) => ({ trail, edition: editionOf(trail.link.text.norm, instrument) }));
  const external = found.filter(({ trail: { end } }) => end.kind === 'external');
  const official = external.find(
    ({ trail: { end }, edition }) =>
      end.kind === 'external' && edition.edition !== 'outdated' && isOfficialHost(end.host, context),
  );
  if (official) {
    const { zh, en } = context.element.name;
    const says = text(`${zh}以官方网站链接公开`, `${en} is disclosed by a link to an official site`);
    return held([says], { quotes: [official.trail.quote], sought: names, remarks: [target(official.trail)] });
  }
  const old = found.find(({ edition }) => edition.edition === 'outdated');
  if (old)
    return violated('wrong', [outdated(instrument, old.edition.marker, context)], {
      quotes: [old.trail.quote],
      sought: names,
    });
  const [private_] = external;
  if (private_) {
    const says = text(
      `${context.element.name.zh}链接到非官方网站，能否采信需人工判断`,
      `the link leads to a site that is not official; a person has to decide`,
    );
    return unsure('needs-person', [says], {
      quotes: [private_.trail.quote],
      sought: names,
      remarks: [target(private_.trail)],
    });
  }
  return links.some(({ end }) => end.kind !== 'nowhere') ? unfollowed(one.corpus, names, context) : undefined;
}

/** The title without a link or a text: 只有标题 (C14). */
function byTitle({ corpus, context, instrument, names, finder }: Case): Finding | undefined {
  for (const document of about(corpus, context)) {
    for (const block of mainBlocks(document)) {
      const at = finder(block.text.norm);
      if (at === undefined) continue;
      const quote = quoteFrom(document, block, Math.max(0, at - 10), at + 60);
      const { edition, marker } = editionOf(block.text.norm, instrument);
      if (edition === 'outdated')
        return violated('wrong', [outdated(instrument, marker, context)], { quotes: [quote], sought: names });
      const says = text(
        `${context.element.name.zh}只有标题，没有正文，也没有可打开的链接`,
        `only the title of ${context.element.name.en}, without text or a link that opens`,
      );
      return partial([says], { quotes: [quote], sought: names });
    }
  }
  return undefined;
}

function elsewhere({ corpus, context, names }: Case): Finding {
  const { name } = context.element;
  return (
    parentLink(corpus, [...names, context.item.name.zh, ...context.item.aliases], context) ??
    unfollowed(corpus, names, context) ??
    absent([text(`未发现${name.zh}`, `${name.en} was not found`)], names)
  );
}
