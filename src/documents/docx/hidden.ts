/** What a Word file holds and does not show. */
export interface ShownPart {
  readonly xml: string;
  /** Something was hidden in it. */
  readonly hid: boolean;
}

const FIELD = /<\/?w:fldSimple\b[^>]*>/g;

/** A part with what its simple fields show in their place: the reader of Word files knows the other form of fields only. */
export const withFieldResults = (xml: string): string => (xml.includes('<w:fldSimple') ? xml.replace(FIELD, '') : xml);

const DRAWING = /<(\/?)w:drawing\b[^>]*?(\/?)>/g;
/** What stands around the words of a text box in a drawing; the reader of Word files looks into `w:pict` and not into these. */
const WRAPPINGS =
  /<(\/?)(?:w:drawing|wp:inline|wp:anchor|a:graphic|a:graphicData|wps:wsp|wps:txbx|wpg:wgp|wpg:grpSp|wpc:wpc)\b/g;
const CHOICES = /<(\/?)mc:(?:AlternateContent|Choice)\b/g;

/**
 * A part with its text boxes where the reader finds them. Word writes each a second time for old programs, which is what the
 * reader takes; other programs write it once.
 */
export function withTextBoxes(xml: string): string {
  if (!xml.includes('<wps:txbx') || xml.includes('<mc:Fallback')) return xml;
  const parts: string[] = [];
  let [depth, start, at] = [0, 0, 0];
  for (const { 0: tag, 1: closes, 2: isEmpty, index } of xml.matchAll(DRAWING)) {
    if (isEmpty !== '') continue;
    if (closes === '' && depth === 0) start = index;
    depth += closes === '' ? 1 : -1;
    if (depth !== 0 || closes === '') continue;
    const end = index + tag.length;
    const drawing = xml.slice(start, end);
    parts.push(xml.slice(at, start), drawing.includes('<wps:txbx') ? drawing.replace(WRAPPINGS, '<$1w:pict') : drawing);
    at = end;
  }
  return (parts.join('') + xml.slice(at)).replace(CHOICES, '<$1w:pict');
}

const RUN_START = /<w:r(?=[\s>])/g;
const RUN_END = '</w:r>';
const PROPERTIES = /^<w:r[^>]*>\s*<w:rPr>((?:(?!<\/w:rPr>)[^])*)<\/w:rPr>/;
/** 隐藏文字. `w:val="0"` takes back what a style said. */
const VANISHES = /<w:(?:vanish|specVanish)(?:\s+w:val="(?:1|true|on)")?\s*\/>/;
const WHITE = /<w:color\b[^>]*w:val="[fF]{6}"/;
const GROUND = /<w:(?:shd|highlight|background)\b/;

/**
 * A part of a Word file without the runs that nobody sees: hidden letters, and white letters on white paper. The rest of
 * the markup is left as it is; deleted and moved text is left out by the reader itself.
 */
export function shownPart(xml: string): ShownPart {
  const kept: string[] = [];
  let at = 0;
  RUN_START.lastIndex = 0;
  for (let run = RUN_START.exec(xml); run; run = RUN_START.exec(xml)) {
    const end = xml.indexOf(RUN_END, run.index);
    if (end < 0) break;
    const properties = propertiesOf(xml.slice(run.index, end));
    const hidden = VANISHES.test(properties) || (WHITE.test(properties) && isOnPaper(xml, run.index, properties));
    if (!hidden) continue;
    kept.push(xml.slice(at, run.index));
    at = end + RUN_END.length;
    RUN_START.lastIndex = at;
  }
  return { xml: kept.join('') + xml.slice(at), hid: at > 0 };
}

function propertiesOf(run: string): string {
  const properties = PROPERTIES.exec(run)?.[1] ?? '';
  // A text box inside the run has runs of its own.
  return run.slice(properties.length + 4).search(/<w:r[\s>]/) < 0 ? properties : '';
}

/** White letters in a table or a paragraph with a ground of its own are the usual head of a column. */
function isOnPaper(xml: string, run: number, properties: string): boolean {
  if (GROUND.test(properties)) return false;
  if (xml.lastIndexOf('<w:tbl>', run) > xml.lastIndexOf('</w:tbl>', run)) return false;
  return !GROUND.test(xml.slice(Math.max(xml.lastIndexOf('<w:p>', run), xml.lastIndexOf('<w:p ', run), 0), run));
}
