import { printedNumber } from './number-formats.ts';
import { numberedBy, numberingOf } from './number-levels.ts';
import type { NumberLevel, NumberList, Numbering } from './number-levels.ts';
import { escapeMarkup } from '../markup.ts';
import type { Parts } from '../office/drawings.ts';
import { isOn, valueOf } from '../office/elements.ts';

/** Where paragraphs and cells begin and end; what a text box says a second time for new programs is not looked at. */
const EDGE = /<(\/?)(w:p|w:tc|mc:Choice)(?=[\s>])[^>]*?(\/?)>/g;
const WORDS = /<w:t(?:\s[^>]*)?>/;
const PROPERTIES = /\s*<w:pPr(?:\s[^>]*[^>/])?>/y;
const PROPERTIES_END = '</w:pPr>';
const CHANGE = '<w:pPrChange';
/** No list: the reader of Word files would make the paragraph an item, whose number the page draws. */
const NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>';

/**
 * The body of a Word file with the numbers that Word counts by itself (第一条, 一、, 1.) typed before the words they stand
 * before, as a person sees them. Bullets stay, as do numbers in a format that is not known here: these are list items.
 */
export function withNumbers(xml: string, parts: Parts): string {
  const numbering = numberingOf(parts);
  if (!numbering) return xml;
  const count = new Count(numbering);
  const written: string[] = [];
  let [at, cells, copies] = [0, 0, 0];
  for (const { 0: tag, 1: closes, 2: name, 3: isEmpty, index } of xml.matchAll(EDGE)) {
    if (isEmpty !== '') continue;
    const step = closes === '' ? 1 : -1;
    if (name === 'w:tc') cells += step;
    else if (name === 'mc:Choice') copies += step;
    else if (closes === '' && copies === 0) {
      const paragraph = paragraphAt(xml, index + tag.length);
      const number = count.next(paragraph.properties);
      if (number === undefined) continue;
      written.push(xml.slice(at, paragraph.start), typed(paragraph, number, cells > 0));
      at = paragraph.end;
    }
  }
  return written.join('') + xml.slice(at);
}

/** A paragraph up to the next edge of one: the words behind a text box in it are not among these. */
interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly properties: string;
  readonly words: string;
}

function paragraphAt(xml: string, start: number): Paragraph {
  PROPERTIES.lastIndex = start;
  const behind = PROPERTIES.test(xml) ? propertiesEnd(xml, start) : start;
  EDGE_OF_ONE.lastIndex = behind;
  const end = EDGE_OF_ONE.exec(xml)?.index ?? xml.length;
  return { start, end, properties: xml.slice(start, behind), words: xml.slice(behind, end) };
}

const EDGE_OF_ONE = /<\/?w:p[\s>]/g;

/** Behind the properties; those of an earlier version of the text stand inside them. */
function propertiesEnd(xml: string, start: number): number {
  const end = xml.indexOf(PROPERTIES_END, start);
  const hasEarlier = xml.slice(start, end).includes(CHANGE);
  const last = hasEarlier ? xml.indexOf(PROPERTIES_END, end + PROPERTIES_END.length) : end;
  return last < 0 ? start : last + PROPERTIES_END.length;
}

/** The paragraph with its number before its first words. A number alone is shown in a cell (序号); elsewhere it says nothing. */
function typed({ properties, words }: Paragraph, number: string, isCell: boolean): string {
  const letters = escapeMarkup(number);
  // A number without a sign is a figure where it stands in running text: there the list tells what it is.
  const shown = /^\d+\s*$/.test(number) ? properties : properties.replace(/<w:pPr[^>]*>/, `$&${NO_LIST}`);
  if (WORDS.test(words)) return shown + words.replace(WORDS, () => `<w:t xml:space="preserve">${letters}`);
  const isAlone = isCell && !/<w:r[\s>]/.test(words);
  return isAlone ? `${shown}<w:r><w:t>${letters.trim()}</w:t></w:r>${words}` : properties + words;
}

/** How far the lists have come. */
class Count {
  readonly #numbering: Numbering;
  /** By kind of list and level. */
  readonly #reached = new Map<string, Map<number, number>>();
  /** Lists and levels that have begun by their own start. */
  readonly #begun = new Set<string>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Counts a paragraph by its properties; its number and the gap behind it, undefined where Word prints none. */
  next(properties: string): string | undefined {
    const own = properties.split(CHANGE)[0] ?? '';
    if (isGone(own)) return undefined;
    const [said, style] = [numberedBy(own), valueOf(own, 'w:pStyle')];
    const styled = style === undefined ? {} : this.#numbering.styled(style);
    const id = said.list ?? styled.list ?? '';
    const at = said.level ?? styled.level ?? 0;
    const list = this.#numbering.lists.get(id);
    const level = list?.levels.get(at);
    if (!list || !level) return undefined;
    const reached = this.#count(id, list, at);
    const number = printed(list, level, reached);
    return number === undefined || number.trim() === '' ? undefined : number + level.gap;
  }

  #count(id: string, { kind, levels, anew }: NumberList, at: number): ReadonlyMap<number, number> {
    const reached = this.#reached.get(kind) ?? new Map<number, number>();
    this.#reached.set(kind, reached);
    const begins = anew.has(at) && !this.#begun.has(`${id} ${at}`);
    this.#begun.add(`${id} ${at}`);
    const [before, start] = [reached.get(at), levels.get(at)?.start ?? 0];
    reached.set(at, begins || before === undefined ? start : before + 1);
    for (const [below, { restart }] of levels) if (below > at && at < restart) reached.delete(below);
    return reached;
  }
}

/** A paragraph that was struck out or is hidden whole has no number. */
function isGone(properties: string): boolean {
  const mark = properties.slice(Math.max(properties.indexOf('<w:rPr'), 0));
  return /<w:(?:del|moveFrom)[\s/]/.test(mark) || isOn(mark, 'w:vanish');
}

function printed(list: NumberList, level: NumberLevel, reached: ReadonlyMap<number, number>): string | undefined {
  const numbers = [...level.text.matchAll(/%([1-9])/g)].map(([, place]) => {
    const one = list.levels.get(Number(place) - 1);
    const value = reached.get(Number(place) - 1) ?? one?.start ?? 0;
    return printedNumber(level.plain ? 'decimal' : (one?.format ?? ''), value);
  });
  if (level.format === 'bullet' || numbers.includes(undefined)) return undefined;
  return level.text.replace(/%[1-9]/g, () => numbers.shift() ?? '');
}
