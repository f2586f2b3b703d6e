import * as XLSX from '@e965/xlsx';
import { escapeMarkup, tableMarkup, unescapeMarkup } from '../markup.ts';
import { paragraphsOf } from './drawings.ts';
import { attributeOf, elementsOf, isOn, valueOf } from './elements.ts';

/** What a chart of an Office file shows: it keeps a copy of the cells that it was drawn from. */
export interface Chart {
  /** Its titles and those of its axes; where `rows` is empty also what its bars and points are called. */
  readonly words: readonly string[];
  /** Categories by series, with the figures that are printed beside bars and points; empty where they are only drawn. */
  readonly rows: readonly (readonly string[])[];
}

/** More points than a person reads off a chart. */
const MOST = 1000;

/** Reads a chart's part (ECMA-376, 21.2); of the newer kinds (cx) nothing is read. */
export function chartIn(xml: string): Chart {
  const area = elementsOf(xml, 'c:plotArea')[0]?.inside ?? '';
  const words = elementsOf(xml, 'c:title').flatMap(({ inside }) => paragraphsOf(inside, 'a'));
  const hasTable = area.includes('<c:dTable');
  const common = labelsOf(area.replace(/<c:ser>[^]*?<\/c:ser>/g, ''));
  const series = elementsOf(area, 'c:ser').map(({ inside }) => seriesIn(inside, common));
  const categories = series[0]?.categories ?? [];
  const names = series.map(({ name }) => name);
  const isPrinted = series.every(({ values, isLabelled }) => values.length > 0 && (hasTable || isLabelled));
  if (series.length === 0 || !isPrinted)
    return { words: [...words, ...names, ...categories].filter((one) => one !== ''), rows: [] };
  const height = Math.max(...series.map(({ values }) => values.length));
  const rows = Array.from({ length: height }, (_, at) => [
    categories[at] ?? '',
    ...series.map(({ values }) => values[at] ?? ''),
  ]);
  return { words, rows: [['', ...names], ...rows] };
}

export const chartMarkup = ({ words, rows }: Chart): string =>
  words.map((line) => `<p>${escapeMarkup(line)}</p>`).join('') +
  (rows.length === 0 ? '' : tableMarkup(rows.map((row) => row.map((text) => ({ text })))));

interface Series {
  readonly name: string;
  readonly categories: readonly string[];
  readonly values: readonly string[];
  readonly isLabelled: boolean;
}

function seriesIn(xml: string, common: Labels | undefined): Series {
  const labels = labelsOf(xml) ?? common;
  return {
    name: pointsIn(xml.split('<c:dLbls')[0] ?? '', 'c:tx').join(' '),
    categories: pointsIn(xml, 'c:cat'),
    values: pointsIn(xml, 'c:val', labels?.format),
    isLabelled: labels?.areValues ?? false,
  };
}

interface Labels {
  /** Every bar or point has its value beside it, and nothing else is written there. */
  readonly areValues: boolean;
  /** How they are printed, where not as in the cells. */
  readonly format?: string;
}

function labelsOf(xml: string): Labels | undefined {
  const all = elementsOf(xml, 'c:dLbls').map(({ inside }) => inside);
  const single = all.flatMap((inside) => elementsOf(inside, 'c:dLbl')).map(({ inside }) => inside);
  const own = all.map((inside) => inside.slice(inside.lastIndexOf('</c:dLbl>') + 1));
  const areShown = (labels: string): boolean => isOn(labels, 'c:showVal', 'val') && !isOn(labels, 'c:delete', 'val');
  const areValues = [...own, ...single].every(areShown) && !single.some((label) => label.includes('<c:tx>'));
  const format = isOn(own[0] ?? '', 'c:numFmt', 'sourceLinked')
    ? undefined
    : valueOf(own[0] ?? '', 'c:numFmt', 'formatCode');
  return all.length === 0 ? undefined : { areValues, ...(format && { format: unescapeMarkup(format) }) };
}

/** The points kept of a series' name, categories or values, as they are printed; one that was left empty is ''. */
function pointsIn(xml: string, name: string, format?: string): string[] {
  const whole = elementsOf(xml, name)[0]?.inside ?? '';
  // Of categories in several steps the lowest comes first.
  const inside = elementsOf(whole, 'c:lvl')[0]?.inside ?? whole;
  const code = format ?? unescapeMarkup(/<c:formatCode>([^<]*)</.exec(inside)?.[1] ?? 'General');
  const isNumber = /<c:num(?:Cache|Lit)/.test(inside);
  const points: string[] = [];
  for (const { tag, inside: point } of elementsOf(inside, 'c:pt')) {
    const words = valueIn(point);
    const at = Number(attributeOf(tag, 'idx'));
    if (at >= 0 && at < MOST) points[at] = isNumber ? printed(words, code) : words;
  }
  return points.length === 0 && inside.includes('<c:v>') ? [valueIn(inside)] : Array.from(points, (one) => one ?? '');
}

const valueIn = (xml: string): string => unescapeMarkup(/<c:v>([^<]*)</.exec(xml)?.[1] ?? '').trim();

/** The library leaves its table of formats without types. */
const formats = XLSX.SSF as { readonly format: (code: string, value: number) => string };

function printed(words: string, code: string): string {
  try {
    return formats.format(code, Number(words)).trim();
  } catch {
    return '';
  }
}
