import type { Capture } from '../evidence/capture.ts';
import { kindOf } from '../evidence/snapshot/kind.ts';
import { decode } from './charset.ts';
import type { Block, Document, Link } from './document.ts';
import { isFault, type LinePlace } from './file-reading.ts';
import { readHtml, type HtmlReading } from './html.ts';
import { NO_HINTS } from './identity/hints.ts';
import { normalise } from './normal-text.ts';
import type { PixelReading } from './ocr.ts';
import { documentOf, unread, type PageJudge } from './read.ts';

/** Whether the bytes are a file that needs a reader of its own: PDF, Office, CSV, a picture. */
export function isFile(body: Uint8Array, capture: Capture): boolean {
  const kind = kindOf(body);
  return (
    kind === 'pdf' || kind === 'office' || kind === 'zip' || kind === 'image' || (kind === 'text' && isCsv(capture))
  );
}

const isCsv = ({ url, headers }: Capture): boolean =>
  /^(?:text|application)\/csv/i.test(headers['content-type']?.[0] ?? '') || /\.csv$/i.test(url);

/**
 * Reads a file as a document: its words in the order in which they are shown, with headings and tables, by the same rules
 * as a page. The readers are loaded when they are needed. Call it in a process that may be killed; `alive` is called where
 * reading takes long and goes on.
 */
export async function readFile(
  capture: Capture,
  body: Uint8Array,
  judge: PageJudge,
  alive: () => void = () => undefined,
): Promise<Document> {
  const reading = await open(capture, body, alive);
  if (isFault(reading)) return { ...unread(capture, reading.reason, reading.detail), ...recognisedOf(reading) };
  const { format, markup, title, remarks, places, sheets } = reading;
  const page = readHtml(markup, capture.url);
  if (page.fault) return unread(capture, page.fault.reason, page.fault.detail);
  if (page.blocks.length === 0) return unread(capture, 'no-text-layer', 'no text');
  const blocks = places ? placed(page.blocks, places) : page.blocks;
  return {
    ...documentOf(
      capture,
      {
        ...page,
        title: title === '' ? captionOf(page) : title,
        blocks,
        links: [...page.links, ...codeLinks(reading)],
        url: capture.url,
        hints: NO_HINTS,
      },
      remarks,
      judge,
    ),
    format,
    ...(sheets?.length === page.tables.length && { sheets }),
    ...recognisedOf(reading),
  };
}

const recognisedOf = ({ recognised }: PixelReading): Pick<Document, 'recognised'> => (recognised ? { recognised } : {});

/** A code that a citizen can scan is a link without words. */
const codeLinks = ({ codes = [] }: PixelReading): Link[] =>
  codes.map((href) => ({ text: normalise(''), href, region: 'main', block: 0 }));

/** A sheet's title is often the first row of its table. */
const captionOf = ({ tables: [first] }: HtmlReading): string => first?.caption ?? '';

async function open(capture: Capture, body: Uint8Array, alive: () => void): Promise<PixelReading> {
  switch (kindOf(body)) {
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(body, alive);
    case 'office':
      return (await import('./office.ts')).readOldOffice(body, capture.url);
    case 'image':
      return (await import('./ocr.ts')).readPictureFile(body, alive);
    case 'zip':
      return (await import('./office.ts')).readOffice(body, alive);
    default: {
      const decoded = decode(body, capture.headers['content-type']);
      return 'reason' in decoded ? decoded : (await import('./csv.ts')).readCsv(decoded.text);
    }
  }
}

/** How far ahead of the line before it a block's line is looked for. */
const REACH = 200;

/** Gives each block the place of its line; both stand in the same order. */
function placed(blocks: readonly Block[], lines: readonly LinePlace[]): Block[] {
  let at = 0;
  return blocks.map((block) => {
    const found = lines.slice(at, at + REACH).findIndex(({ text }) => text === block.text.raw);
    at += Math.max(0, found);
    const { place = block.place, sure } = lines[at] ?? {};
    return { ...block, place, ...(sure !== undefined && { sure }) };
  });
}
