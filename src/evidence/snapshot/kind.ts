/** What a file is, by its first bytes; names are only believed where bytes cannot tell (text formats). */
export type FileKind =
  | 'html'
  | 'mhtml'
  | 'pdf'
  | 'office'
  | 'image'
  | 'text'
  | 'zip'
  | 'gzip'
  | 'warc'
  | 'arc'
  | 'empty'
  | 'asset'
  | 'unknown';

/** Style sheets, scripts, fonts, sound: parts of pages that disclose nothing by themselves. */
const ASSETS = /\.(?:css|js|mjs|map|json|jsonp|ico|cur|woff2?|ttf|eot|otf|swf|mp[34]|webm|ogg|m4a|wav|avi|flv|wasm)$/i;

/** Whether the name alone says that the file is a page's part and need not be read. */
export const isAssetName = (path: string): boolean => ASSETS.test(path);

const MAGIC: readonly (readonly [kind: FileKind, hex: string])[] = [
  ['pdf', '25504446'],
  ['image', '89504e47'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
  ['image', '424d'],
  ['image', '49492a00'],
  ['image', '4d4d002a'],
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['gzip', '1f8b'],
  ['office', 'd0cf11e0a1b11ae1'],
  ['office', '7b5c727466'],
];

/** The first bytes are enough for every format but those that hide behind a preamble, which get 1,024 (PDF) or all. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  const hex = head.subarray(0, 8).toString('hex');
  const magic = MAGIC.find(([, start]) => hex.startsWith(start));
  if (magic) return magic[0];
  const latin = head.toString('latin1');
  if (/^RIFF[^]{4}WEBP/.test(latin) || /^[^]{4}ftyp(?:hei|mif|avif)/.test(latin)) return 'image';
  if (latin.startsWith('WARC/')) return 'warc';
  if (latin.startsWith('filedesc://')) return 'arc';
  if (latin.slice(0, 1024).includes('%PDF-')) return 'pdf';
  return textKind(head, latin);
}

const HTML_START = /^<(?:!doctype|html|head|body|meta|title|script|div|table|p|h\d|a|br|font|b|style|iframe)\b|^<!--/i;
const HTML_WITHIN = /<(?:html|head|body|meta|table|div|p)\b[^>]*>/i;
const XML_START = /^<(?:svg|rss|feed|urlset|sitemapindex)\b/i;

function textKind(head: Buffer, latin: string): FileKind {
  const utf16 = latin.startsWith('\xff\xfe') || latin.startsWith('\xfe\xff');
  const wording = (utf16 ? latin.replaceAll('\0', '').slice(2) : latin.replace(/^\xef\xbb\xbf/, '')).trimStart();
  if (isMhtml(wording)) return 'mhtml';
  if (HTML_START.test(wording)) return 'html';
  if (XML_START.test(wording)) return 'asset';
  if (/^<\?xml/i.test(wording)) return /<html\b/i.test(wording) ? 'html' : 'asset';
  if (!utf16 && head.includes(0)) return 'unknown';
  return HTML_WITHIN.test(wording) ? 'html' : 'text';
}

/** Browsers write a mail-like header; the words may come in any order. A page without pictures is one part. */
function isMhtml(wording: string): boolean {
  const header = /^[^]*?\r?\n\r?\n/.exec(wording)?.[0] ?? '';
  if (!/^[\w-]+:/.test(header)) return false;
  const isOnePart = /^content-type:\s*text\/html/im.test(header) && /^mime-version:/im.test(header);
  return isOnePart || /^content-type:\s*multipart\/(?:related|mixed|alternative)/im.test(header);
}

/** A password-protected OOXML file is an OLE file with a stream of this name. */
export const isEncryptedOffice = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
