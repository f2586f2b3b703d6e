import { unescapeMarkup } from '../markup.ts';

/** The text parts of an Office file by name. */
export type Parts = Readonly<Record<string, Uint8Array>>;

const RELATIONSHIP = /<Relationship\b[^>]*>/g;

interface Related {
  readonly id: string;
  /** The last part of its type: image, drawing, footer. */
  readonly kind: string;
  /** The part's name in the package. */
  readonly target: string;
}

/** The markup of a part; '' where the package has none of that name. */
export const xmlOf = (parts: Parts, name: string): string =>
  parts[name] === undefined ? '' : Buffer.from(parts[name]).toString('utf8');

/** What a part is related to inside the package. */
export function relatedTo(parts: Parts, name: string): readonly Related[] {
  const at = name.lastIndexOf('/') + 1;
  const xml = xmlOf(parts, `${name.slice(0, at)}_rels/${name.slice(at)}.rels`);
  return [...xml.matchAll(RELATIONSHIP)].flatMap(([tag]) => {
    const attribute = (key: string): string => new RegExp(`\\b${key}="([^"]*)"`).exec(tag)?.[1] ?? '';
    if (attribute('TargetMode') === 'External') return [];
    const target = targetFrom(name, attribute('Target'));
    return target === undefined
      ? []
      : [{ id: attribute('Id'), kind: attribute('Type').split('/').at(-1) ?? '', target }];
  });
}

/** Undefined where what a broken file names is no address. */
function targetFrom(name: string, target: string): string | undefined {
  try {
    return decodeURIComponent(new URL(target, `file:///${name}`).pathname.slice(1));
  } catch {
    return undefined;
  }
}

/** The names of the sheets' parts that are shown, in their order. */
export function shownSheets(parts: Parts): readonly string[] {
  const related = relatedTo(parts, 'xl/workbook.xml');
  const sheets = [...xmlOf(parts, 'xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => tag);
  return sheets.flatMap((tag) => {
    if (/\bstate="(?:hidden|veryHidden)"/.test(tag)) return [];
    const id = /\br:id="([^"]*)"/.exec(tag)?.[1];
    return related.find((one) => one.id === id)?.target ?? [];
  });
}

/** A formula, and what was saved with it: nothing, or an element that may be empty. */
const FORMULA = /<c\b([^>]*)>\s*<f\b(?:[^>]*\/>|[^>]*>[^<]*<\/f>)\s*(<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/g;

/**
 * Whether a sheet that is shown holds formulas with which no value was saved, as programs other than Excel leave them. Excel
 * shows their values; here they are not known. A formula of words whose saved value is empty shows nothing.
 */
export const hasUnsavedFormulas = (parts: Parts): boolean =>
  shownSheets(parts).some((name) =>
    [...xmlOf(parts, name).matchAll(FORMULA)].some(
      ([, attributes = '', value]) => value === undefined || !/\bt="str"/.test(attributes),
    ),
  );

/** What lies on the sheets that are shown, above their cells. */
export interface Drawn {
  /** Paragraphs of text boxes and shapes. */
  readonly words: readonly string[];
  /** Names of the pictures' parts. */
  readonly pictures: readonly string[];
  /** The markup of the charts; '' for one of a newer kind. */
  readonly charts: readonly string[];
}

export function drawnOnSheets(parts: Parts): Drawn {
  const drawings = shownSheets(parts).flatMap((sheet) => targets(parts, sheet, 'drawing'));
  return {
    words: drawings.flatMap((name) => paragraphsOf(shownShapes(xmlOf(parts, name)), 'a')),
    pictures: drawings.flatMap((name) => targets(parts, name, 'image')),
    charts: drawings.flatMap((name) => chartsOf(parts, name)),
  };
}

function chartsOf(parts: Parts, name: string): string[] {
  const shown = shownShapes(xmlOf(parts, name));
  const related = relatedTo(parts, name).filter(({ id }) => shown.includes(`r:id="${id}"`));
  return related.flatMap(({ kind, target }) =>
    kind === 'chart' ? xmlOf(parts, target) : kind === 'chartEx' ? '' : [],
  );
}

const targets = (parts: Parts, name: string, kind: string): string[] =>
  relatedTo(parts, name)
    .filter((one) => one.kind === kind)
    .map(({ target }) => target);

/** A drawing without the shapes that are hidden in it. */
const shownShapes = (xml: string): string =>
  xml.replace(
    /<xdr:(sp|pic|graphicFrame)\b(?:(?!<\/xdr:\1>)[^])*?<xdr:cNvPr\b[^>]*\bhidden="1"(?:(?!<\/xdr:\1>)[^])*<\/xdr:\1>/g,
    '',
  );

/** The paragraphs of a part in the order of its markup; `a` in drawings, `w` in Word. */
export function paragraphsOf(xml: string, prefix: 'a' | 'w'): string[] {
  const run = new RegExp(`<${prefix}:t(?:\\s[^>]*)?>([^<]*)</${prefix}:t>`, 'g');
  return xml
    .split(`</${prefix}:p>`)
    .map((part) => unescapeMarkup([...part.matchAll(run)].map(([, words = '']) => words).join('')).trim())
    .filter((words) => words !== '');
}
