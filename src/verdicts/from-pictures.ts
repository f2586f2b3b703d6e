import type { ChannelId } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import type { Quote } from '../checks/search/finding.ts';
import type { Document, UnclearLine } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { addressWords } from '../evidence/address-words.ts';
import type { Fault } from '../evidence/capture.ts';
import { join, text, verbatim, type Text } from '../language/text.ts';
import { scrolledScreens } from './screens.ts';
import type { Verdict } from './verdict.ts';

/** What is said of every verdict that rests on a picture's text (A18). */
const BY_OCR = text(
  '文字由图片识别，请对照原图（□ 为看不清的字）',
  'the text was read from a picture by OCR: compare it with the picture (□ stands for what is illegible)',
);
const OFFER_TEXT = text(
  '建议同时提供文字版，便于查询和无障碍阅读',
  'offer the text as well, for search and accessibility',
);
const DOUBTFUL = text(
  '图片中有看不清的文字，不能据此认定问题',
  'parts of the picture could not be read with confidence, so it proves no gap',
);

/** What is lacking on one screen of a page may stand on the next. */
const scrolled = (other: Document): Text => {
  const { zh, en } = addressWords(other.capture.url);
  return text(
    `这张截图与${zh}可能是同一页面的上下两屏，请对照两张图核实；也可以提供长图或导出的页面`,
    `this screenshot and ${en} may show one page, scrolled: look at both, or supply one long picture or the exported page`,
  );
};

const NAME_SCREENS = text(
  '若同一页面截了几屏，请存为同一名称加序号（停电公告1、停电公告2），或提供长图',
  'where one page was taken in several screens, save them under one name with running numbers, or supply one long picture',
);

const unclearOf = ({ recognised }: Document): readonly UnclearLine[] => recognised?.unclear ?? [];

/**
 * Verdicts that rest on the text of pictures say so; and no gap is said to exist on the strength of a picture of which
 * something could not be made out (A18): what it lacks may stand just there; nor of a part of what should be whole, where every
 * picture quoted may go on on another.
 */
export function fromPictures(verdicts: readonly Verdict[], corpora: readonly Corpus[]): Verdict[] {
  const pictures = new Map<string, Document>();
  const shown = new Set<string>();
  for (const { documents, foreign, unread } of corpora) {
    for (const one of [...documents, ...foreign, ...unread]) if (one.recognised) pictures.set(one.capture.id, one);
    for (const { images } of documents) for (const { src } of images) shown.add(src);
  }
  if (pictures.size === 0) return [...verdicts];
  const goesOn = scrolledScreens(corpora.flatMap(({ documents }) => documents).filter(isScreen));
  const screens = new Set([...pictures].flatMap(([id, one]) => (isScreen(one) ? [id] : [])));
  return verdicts.map((verdict) => unlessScrolled(remarked(verdict, pictures, shown), screens, goesOn));
}

function remarked(verdict: Verdict, pictures: ReadonlyMap<string, Document>, shown: ReadonlySet<string>): Verdict {
  const quoted = verdict.quotes.flatMap(({ capture }) => pictures.get(capture) ?? []);
  if (quoted.length === 0) return verdict;
  const isOnPage = quoted.some(({ format, capture }) => format === 'picture' && shown.has(capture.url));
  const isRead = verdict.quotes.some((one) => isFromPixels(one, pictures.get(one.capture)));
  const remarks = [
    ...verdict.remarks,
    ...(isRead ? [BY_OCR] : []),
    ...(isOnPage && !says(verdict, OFFER_TEXT) ? [OFFER_TEXT] : []),
  ];
  if (verdict.outcome !== 'failed' || quoted.every((one) => unclearOf(one).length === 0))
    return { ...verdict, remarks };
  return { ...withoutGap(verdict), remarks, says: [...verdict.says, DOUBTFUL] };
}

/** Where evidence is taken screen by screen; photographs of a hall's walls show one board each. */
const ON_SCREENS: ReadonlySet<ChannelId> = new Set<ChannelId>(['app', 'mobile', 'wechat', 'im', 'web95598', 'media']);

const isScreen = ({ format, capture: { channel } }: Document): boolean =>
  format === 'picture' && ON_SCREENS.has(channel);

function unlessScrolled(
  verdict: Verdict,
  screens: ReadonlySet<string>,
  goesOn: ReadonlyMap<string, Document>,
): Verdict {
  const { outcome, gap, quotes } = verdict;
  const isPart = outcome === 'failed' && gap === 'incomplete' && quotes.length > 0;
  if (!isPart || !quotes.every(({ capture }) => screens.has(capture))) return verdict;
  const [other] = quotes.flatMap(({ capture }) => goesOn.get(capture) ?? []);
  return other && quotes.every(({ capture }) => goesOn.has(capture))
    ? { ...withoutGap(verdict), reason: 'needs-person', says: [...verdict.says, scrolled(other)] }
    : { ...verdict, remarks: [...verdict.remarks, NAME_SCREENS] };
}

/** Whether a quotation was read from a picture: in an Office file most words are typed. */
function isFromPixels({ words }: Quote, document: Document | undefined): boolean {
  const lines = document?.recognised?.lines;
  return (
    document !== undefined &&
    (!lines || lines.some((line) => line.includes(words) || (line.length > 1 && words.includes(line))))
  );
}

function withoutGap(verdict: Verdict): Verdict {
  const told: { -readonly [Key in keyof Verdict]: Verdict[Key] } = {
    ...verdict,
    outcome: 'cantTell',
    reason: 'low-confidence',
  };
  delete told.gap;
  delete told.daysLate;
  delete told.undoneOn;
  return told;
}

const says = ({ remarks }: Verdict, one: Text): boolean => remarks.some(({ zh }) => zh === one.zh);

/** As many lines of a doubtful reading as help a person to find the place. */
const MOST = 3;

/** What a doubtful picture seems to say of the thing that was looked for: for a person to confirm, never evidence. */
export function suggested(
  corpus: Corpus,
  { reason, detail }: Fault,
  sought: readonly string[],
): { readonly says: readonly Text[]; readonly quotes: readonly Quote[] } {
  if (reason !== 'low-confidence') return { says: [], quotes: [] };
  const page = [...corpus.documents, ...corpus.unread].find(({ capture }) => capture.url === detail);
  // A picture of which nothing could be made out has a line without words.
  const lines = page ? unclearOf(page).filter((line) => line.text !== '') : [];
  if (!page || lines.length === 0) return { says: [], quotes: [] };
  const terms = sought.map(norm).filter((term) => term !== '');
  const telling = lines.filter((line) => terms.some((term) => norm(line.text).includes(term)));
  const chosen = (telling.length > 0 ? telling : lines).slice(0, MOST);
  const { id, url, sha256, capturedAt } = page.capture;
  const listed = join(chosen.map((line) => verbatim(`“${line.text}”`)));
  return {
    says: [text(`图片中疑似有：${listed.zh}，需对照原图核实`, `the picture seems to say ${listed.en}: compare it`)],
    quotes: chosen.map((line) => ({ capture: id, url, sha256, capturedAt, words: line.text, place: line.place })),
  };
}
