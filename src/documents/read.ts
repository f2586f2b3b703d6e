import type { Capture } from '../evidence/capture.ts';
import type { Reason } from '../evidence/reason.ts';
import { PARTLY } from '../evidence/rendering.ts';
import { sha256 } from '../evidence/sha256.ts';
import { kindOf, type FileKind } from '../evidence/snapshot/kind.ts';
import { decode, type Decoded } from './charset.ts';
import type { Attribution, Block, Document, Identity, StatedDate } from './document.ts';
import { goesOnByClick } from './further-pages.ts';
import { readHtml, type HtmlReading } from './html.ts';
import { HTML_LIMITS, type HtmlLimits } from './html-limits.ts';
import { NO_HINTS, pageHints, type PageHints } from './identity/hints.ts';
import { readPlainText } from './plain-text.ts';
import { unmarked } from './unmark.ts';

/** A page's reading with the address it was seen at. */
export interface PageRead extends HtmlReading {
  readonly url: string;
  /** Traces of tampering that only the source shows. */
  readonly hints: PageHints;
}

/** What others say about a page once its words are read. */
export interface PageJudge {
  readonly dates: (page: PageRead) => readonly StatedDate[];
  readonly identify: (page: PageRead) => {
    readonly identity: Identity;
    readonly why: string;
    readonly attribution?: Attribution;
  };
  readonly publisher: (page: PageRead) => string;
}

/** Why a file of this kind is not read as a page; undefined for the kinds that are. */
const UNREAD = {
  html: undefined,
  text: undefined,
  mhtml: 'unsupported-format',
  pdf: 'unsupported-format',
  office: 'unsupported-format',
  image: 'no-text-layer',
  zip: 'unsupported-format',
  gzip: 'unsupported-format',
  warc: 'unsupported-format',
  arc: 'unsupported-format',
  empty: 'truncated',
  asset: 'unsupported-format',
  unknown: 'unsupported-format',
} as const satisfies Record<FileKind, Reason | undefined>;

/**
 * Reads one capture. What the bytes are is told by the bytes; a capture that failed, or whose bytes cannot be read, comes
 * back with `unread` and nothing else, so that nothing is concluded from it. Never throws for what a file may hold.
 */
export function readCapture(
  capture: Capture,
  body: Uint8Array | undefined,
  judge: PageJudge,
  limits = HTML_LIMITS,
): Document {
  if (capture.fault) return unread(capture, capture.fault.reason, capture.fault.detail);
  if (!body) return unread(capture, 'store-damaged', 'no body');
  const kind = kindOf(body);
  const reason = kind === 'unknown' && isTextual(capture) ? undefined : UNREAD[kind];
  if (reason !== undefined) return unread(capture, reason, kind);
  if (isHopeless(body)) return unread(capture, 'too-complex', `bytes: ${body.length}`);
  const decoded = decode(body, capture.headers['content-type']);
  if ('reason' in decoded) return unread(capture, decoded.reason, decoded.detail);
  const html =
    kind === 'html' || /html/i.test(capture.headers['content-type']?.[0] ?? '') || /\.s?html?$/i.test(capture.url);
  return html ? readPage(capture, decoded, judge, limits) : readText(capture, decoded, judge);
}

/** More bytes than a page within the limits has in any encoding: four for a character, in GB18030. It need not be decoded. */
export const isHopeless = (body: Uint8Array): boolean => body.length > HTML_LIMITS.characters * 4;

/** UTF-16 without a mark looks like data; a server that calls it text is believed. */
const isTextual = ({ headers }: Capture): boolean => /^text\//i.test(headers['content-type']?.[0] ?? '');

function readText(capture: Capture, decoded: Decoded, judge: PageJudge): Document {
  const reading = readPlainText(decoded.text);
  if (reading.fault) return unread(capture, reading.fault.reason, reading.fault.detail);
  const page: PageRead = { ...reading, url: capture.url, hints: NO_HINTS };
  return documentOf(capture, page, remarksOf(page, decoded), judge);
}

function readPage(capture: Capture, decoded: Decoded, judge: PageJudge, limits: HtmlLimits): Document {
  const { url } = capture;
  const html = decoded.text;
  const reading = readHtml(html, url, { encoding: decoded.used, limits });
  if (reading.fault) return unread(capture, reading.fault.reason, reading.fault.detail);
  if (reading.needsJs) return { ...unread(capture, 'needs-js', reading.title), title: reading.title };
  const page: PageRead = { ...reading, url, hints: pageHints(html, url) };
  const goesOn = isLive(capture) && goesOnByClick(page) ? [GOES_ON] : [];
  const isPartly = capture.marks.includes(PARTLY) || goesOn.length > 0;
  const behind = [...(isPartly && !page.unfilled ? [UNFILLED] : []), ...goesOn];
  return documentOf(capture, page, [...remarksOf(page, decoded), ...behind], judge);
}

/** Whoever saves pages by hand turns the list, and says whether that is all. */
const isLive = ({ obtained }: Capture): boolean => obtained !== 'snapshot';

/** A reading as a document, with what the judge makes of it. */
export function documentOf(capture: Capture, read: PageRead, remarks: readonly string[], judge: PageJudge): Document {
  const page = unmarked(read);
  const { identity, why, attribution } = judge.identify(page);
  const { title, breadcrumb, blocks, fields, tables, links, images } = page;
  return {
    ...{ capture, title, breadcrumb, blocks, fields, tables, links, images },
    dates: judge.dates(page),
    identity,
    identityWhy: why,
    ...(attribution && { attribution }),
    textDigest: digestOf(blocks),
    publisher: judge.publisher(page),
    remarks,
  };
}

/** The remark of a page of which what is its own, or more of it, only scripts or clicks show. */
export const UNFILLED = 'unfilled';

/** The remark, beside the one above, of a page whose list goes on where only a click leads. */
export const GOES_ON = 'list-goes-on';

/** The remark of a page with links that only a click opens: few have one, and links of all pages are many. */
export const OPENS_ON_CLICK = 'opens-on-click';

/** Marks for people and checks: what about the reading was not as it should be. */
function remarksOf({ hiddenPanes, unfilled, links }: PageRead, { declared, used, replaced }: Decoded): string[] {
  const remarks: string[] = [];
  if (hiddenPanes > 0) remarks.push('hidden-tabs');
  if (unfilled) remarks.push(UNFILLED);
  if (links.some(({ href }) => href.startsWith('javascript:'))) remarks.push(OPENS_ON_CLICK);
  if (declared !== '' && declared !== used) remarks.push(`charset: ${declared} declared, ${used} used`);
  if (replaced > 0) remarks.push(`charset: ${replaced} unreadable characters`);
  return remarks;
}

/** Buttons and counters that differ from copy to copy of one article, or say nothing of it. */
const FURNITURE =
  /(?:浏览|点击|阅读|访问|查看)(?:次数|量|数)?:?\d*次?|^(?:字体(?:大小)?|字号|打印|关闭|返回顶部|分享|上一[篇条页]|下一[篇条页]).*$/g;

/** Two copies of one notice share it: the page's own words in order, without furniture. */
function digestOf(blocks: readonly Block[]): string {
  const own = blocks.filter(({ region }) => region === 'main').map(({ text }) => text.norm.replace(FURNITURE, ''));
  return sha256(own.filter((words) => words !== '').join('\n'));
}

/** A document of which nothing is known but why. */
export const unread = (capture: Capture, reason: Reason, detail: string): Document => ({
  capture,
  title: '',
  breadcrumb: [],
  blocks: [],
  fields: [],
  tables: [],
  links: [],
  images: [],
  dates: [],
  identity: 'unknown',
  identityWhy: '',
  textDigest: '',
  publisher: '',
  unread: { reason, detail },
  remarks: [],
});
