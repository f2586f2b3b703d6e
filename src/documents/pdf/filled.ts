import type { PDFPageProxy } from 'pdfjs-dist';
import { compose, type Matrix } from '../paper/matrix.ts';
import { widthOf, type Run } from '../paper/page.ts';

/** What pdf.js tells of something that lies upon a page, as far as it is used here (ISO 32000-1, 12.5). */
interface Annotation {
  readonly subtype?: string;
  readonly annotationFlags?: number;
  readonly rect?: readonly number[];
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly password?: boolean;
  readonly contentsObj?: { readonly str?: string };
  readonly defaultAppearanceData?: { readonly fontSize?: number };
}

/** Hidden, or not shown on screens. */
const UNSHOWN = 0x02 | 0x20;
/** A field says 0 where its type fills it. */
const USUAL_SIZE = 12;

/**
 * The words that were filled into a page's form and typed upon it with a typewriter tool: every program shows them, and they
 * are no part of the page's own text. Notes that open on a click are not shown.
 */
export async function filledIn(page: PDFPageProxy): Promise<Run[]> {
  const annotations = (await page.getAnnotations()) as readonly Annotation[];
  const view = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
  return annotations.flatMap((one) => {
    const words = ((one.annotationFlags ?? 0) & UNSHOWN) === 0 ? wordsOf(one) : '';
    return words.trim() === '' ? [] : setIn(one, words, view);
  });
}

function wordsOf({ subtype, fieldType, fieldValue, password, contentsObj }: Annotation): string {
  if (subtype === 'FreeText') return contentsObj?.str ?? '';
  if (subtype !== 'Widget' || password === true || (fieldType !== 'Tx' && fieldType !== 'Ch')) return '';
  const values = Array.isArray(fieldValue) ? (fieldValue as unknown[]) : [fieldValue];
  return values.filter((value) => typeof value === 'string').join(' ');
}

/** Its lines from the top of its box down; a single line stands in the middle. */
function setIn({ rect = [], defaultAppearanceData }: Annotation, words: string, view: Matrix): Run[] {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const [, , , , left, top] = compose(view, [1, 0, 0, 1, Math.min(x1, x2), Math.max(y1, y2)]);
  const height = Math.abs(y2 - y1);
  const lines = words.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const given = defaultAppearanceData?.fontSize ?? 0;
  const size = given > 0 ? given : Math.min(USUAL_SIZE, (height * 0.8) / lines.length);
  const first = lines.length === 1 ? height / 2 + size * 0.35 : size;
  return lines.map((line, at) => ({
    text: line.trim(),
    x: left,
    y: top + first + at * size * 1.2,
    width: widthOf(line.trim(), size),
    size,
  }));
}
