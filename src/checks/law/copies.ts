import type { Instrument } from '../../catalogue/rule.ts';
import type { Block, Document } from '../../documents/document.ts';
import { mayName } from '../../documents/grams.ts';
import { normalise } from '../../documents/normal-text.ts';
import { once } from '../../documents/once.ts';
import type { Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { editionOf, type EditionFound } from '../edition.ts';
import { citing, isLinkLine, mainBlocks, quoteFrom, sections } from '../search/evidence.ts';
import type { Quote } from '../search/finding.ts';
import type { LawName } from './name.ts';
import { isOfficialHost } from '../parent-link.ts';
import type { Trail } from '../search/trail.ts';

/** A page that gives a law's text. */
export interface Copy extends EditionFound {
  readonly document: Document;
  /** Distinct articles found. */
  readonly articles: number;
  readonly quote: Quote;
}

interface Sought {
  readonly context: Context;
  readonly instrument: Instrument;
  /** With fewer articles and fewer characters a page speaks about the law and does not give it. */
  readonly wanted: { readonly readable: { readonly articles: number; readonly characters: number } };
  readonly finder: LawName;
}

/** The pages that give the text: those whose heads name the law, and those that a link of its name leads to. */
export function copiesOf(corpus: Corpus, links: readonly Trail[], sought: Sought): readonly Copy[] {
  const linked = links.flatMap((trail) => pageBehind(trail, sought.context) ?? []);
  const { names } = sought.finder;
  const titled = corpus.documents.filter(
    (page) => mayName(page, names) && headsOf(page).some((head) => sought.finder.find(head) !== undefined),
  );
  return [...new Set([...titled, ...linked])].flatMap((document) => copyIn(document, sought) ?? []);
}

/** What a link of the law's name leads to: a page of the company, or a captured page of an official site. */
function pageBehind({ link, end }: Trail, context: Context): Document | undefined {
  if (end.kind === 'external') return isOfficialHost(end.host, context) ? end.document : undefined;
  if (end.kind !== 'document') return undefined;
  const { unread } = end.document;
  if (!unread) return end.document;
  // An official site does not bear the company's landmarks, and need not.
  const official = unread.reason === 'identity-mismatch' && isOfficialHost(new URL(link.href).host, context);
  return official ? end.document : undefined;
}

function copyIn(document: Document, { instrument, wanted: { readable }, finder }: Sought): Copy | undefined {
  const own = partOn(document, finder).filter((block) => !isLinkLine(document, block));
  const words = own.map(({ text }) => text.norm).join('\n');
  const articles = articlesIn(words);
  const heads = headsOf(document);
  // A long text without articles may be about the law; one that bears its bare title is a standard or an extract.
  const long = words.length >= readable.characters && heads.some((head) => finder.isTitle(head));
  if (articles < readable.articles && !long) return undefined;
  // An old version is often told by its title alone: 供电营业规则（电力工业部令第8号）.
  const edition = editionOf(`${heads.join('\n')}\n${words}`, instrument);
  return { document, articles, ...edition, quote: quoteOf(document, edition.marker, finder) };
}

/** The law's own part of a page that gives several laws under headings; else the whole page. */
function partOn(document: Document, finder: LawName): readonly Block[] {
  const main = mainBlocks(document);
  if (finder.find(normalise(document.title).norm) !== undefined) return main;
  const parts = sections(document).filter(({ heading }) => finder.find(heading.text.norm) !== undefined);
  return parts.length > 0 ? parts.flatMap(({ heading, blocks }) => [heading, ...blocks]) : main;
}

/** How many articles of the law a page gives, where they are too few to be its text. */
export const extractOn = (document: Document, finder: LawName): number =>
  articlesIn(
    partOn(document, finder)
      .map(({ text }) => text.norm)
      .join('\n'),
  );

const LONGEST_HEAD = 60;
const FIRST_LINES = 3;

/** Where a page says what it is: its title, its headings, and short first lines that the reader took for paragraphs. */
const headsOf = once((document: Document): string[] => {
  const main = mainBlocks(document).filter((block) => !isLinkLine(document, block));
  const heads = main.filter(
    ({ kind, text: { norm } }, index) => kind === 'heading' || (index < FIRST_LINES && norm.length <= LONGEST_HEAD),
  );
  return [normalise(document.title).norm, ...heads.map((block) => block.text.norm)];
});

const ARTICLE = /(?:^|\n|\s)第([一二三四五六七八九十百零〇\d]+)条/g;

/** Distinct articles that begin a line; references to an article inside a sentence do not count. */
const articlesIn = (words: string): number => new Set(Array.from(words.matchAll(ARTICLE), (match) => match[1])).size;

/** The words around the marker that tells the version, or the line that names the law. */
function quoteOf(document: Document, marker: string, finder: LawName): Quote {
  const sought = normalise(marker).norm;
  const main = mainBlocks(document);
  const at = (block: Block): number => block.text.norm.indexOf(sought);
  const marked = sought === '' ? undefined : main.find((block) => at(block) >= 0);
  if (marked) return quoteFrom(document, marked, Math.max(0, at(marked) - 20), at(marked) + sought.length + 20);
  const named = main.find((block) => finder.find(block.text.norm) !== undefined);
  return named ? quoteFrom(document, named) : citing(document, document.title, 'title');
}
