import {
  clickTarget,
  isScript,
  openingScript,
  optionTarget,
  pictureSource,
  scriptTarget,
} from '../evidence/references.ts';
import type { Block, Image, Link } from './document.ts';
import type { Placed } from './blocks.ts';
import { buttonTarget, buttonWords } from './forms.ts';
import { wordsOf, type Box } from './html-tree.ts';
import { besideOf } from './links/beside.ts';
import type { Resolve } from './links/address.ts';
import { dateBeside } from './links/date.ts';
import { normalise, type NormalText } from './normal-text.ts';
import type { Embedded } from './visible.ts';

interface Source {
  readonly blocks: readonly Block[];
  readonly links: readonly Placed[];
  readonly images: readonly Placed[];
}

/** The links of a page in page order, then what it loads into itself (frames, embedded files). */
export function readLinks({ links, blocks }: Source, embedded: readonly Embedded[], resolve: Resolve): Link[] {
  const found = links.map((placed) => readLink(placed, blocks, resolve));
  for (const { src, title } of embedded) {
    const href = resolve(src);
    if (href === '') continue;
    found.push({ text: normalise(title), href, region: 'main', block: within(blocks.length, blocks) });
  }
  return found;
}

function readLink({ box, region, block: at }: Placed, blocks: readonly Block[], resolve: Resolve): Link {
  const block = within(at, blocks);
  const href = leadOf(box, resolve);
  const own = box.tag === 'input' ? buttonWords(box) : wordsOf(box);
  const words = besideOf(box, linkWords(box, own));
  const text = textAs(words, blocks[block]);
  const date = dateBeside(box, words === own ? text.norm : normalise(own).norm, href, blocks);
  return date === null ? { text, href, region, block } : { text, href, region, block, date };
}

/** By its address; where that leads nowhere, by a script that names the page outright, or else by the script itself. */
function leadOf(box: Box, resolve: Resolve): string {
  const { tag, attrs } = box;
  const sent = buttonTarget(box);
  if (sent !== undefined) return isScript(sent) ? sent : resolve(sent);
  const href = resolve((tag === 'option' ? optionTarget(attrs) : attrs.href) ?? '');
  if (href !== '') return href;
  const named = resolve((isScript(attrs.href) ? clickTarget(attrs.href) : undefined) ?? scriptTarget(attrs) ?? '');
  return named === '' ? (openingScript(attrs) ?? '') : named;
}

/** An entry of a menu is all that its block says: then both have one text. */
const textAs = (words: string, block: Block | undefined): NormalText =>
  block?.text.raw === words ? block.text : normalise(words);

export function readImages({ images, blocks }: Source, resolve: Resolve): Image[] {
  return images.map(({ box, region, block }) => ({
    alt: (box.attrs.alt ?? box.attrs.title ?? '').trim(),
    src: resolve(pictureSource(box.attrs) ?? ''),
    region,
    block: within(block, blocks),
  }));
}

const within = (block: number, blocks: readonly Block[]): number => Math.max(0, Math.min(block, blocks.length - 1));

/** What the link says: its words, whole where a template cut them (…), else its title or its picture's words. */
function linkWords(box: Box, own: string): string {
  if (own === '') return titleOf(box) || pictureWords(box);
  const words = own.replace(/\s+/g, ' ');
  if (!isCut(words)) return words;
  const cut = words
    .slice(0, 200)
    .replace(/[….。]+$/, '')
    .trimEnd();
  const title = titleOf(box);
  return cut.length > 1 && title.startsWith(cut) ? title : words;
}

const isCut = (words: string): boolean => words.endsWith('…') || words.endsWith('..') || words.endsWith('。。');

const titleOf = ({ attrs }: Box): string => (attrs.title ?? '').trim();

function pictureWords(box: Box): string {
  const pictures = box.children.filter((child) => typeof child !== 'string').filter(({ tag }) => tag === 'img');
  return (
    pictures.map(({ attrs }) => (attrs.alt ?? attrs.title ?? '').trim()).find((alt) => alt !== '') ??
    box.attrs.alt ??
    ''
  );
}
