import { isAscii, isUtf8 } from 'node:buffer';

/** Labels that the platform's decoder lacks or reads wrongly: its `gbk` and `gb2312` miss 101 codes and every 4-byte one. */
const GB_LABELS = /^(?:gb[_-]?2312(?:-80)?|gbk|x-gbk|gb18030|cp936|ms936|chinese|csgb2312|iso-ir-58)$/i;
const META = /<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:.-]+)/i;

/** The encoding to resolve a page's links with: BOM, valid UTF-8, Content-Type, meta, then GB18030 (faults 5.6). */
export function pageEncoding(body: Uint8Array, contentType: string): string {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (isUtf8(body)) return isAscii(body) ? (declared(body, contentType) ?? 'utf-8') : 'utf-8';
  const label = declared(body, contentType);
  return label === undefined || label === 'utf-8' ? 'gb18030' : label;
}

function declared(body: Uint8Array, contentType: string): string | undefined {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 8_192)).toString('latin1');
  const label = /charset\s*=\s*["']?([a-z0-9_:.-]+)/i.exec(contentType)?.[1] ?? META.exec(head)?.[1];
  if (label === undefined) return undefined;
  if (GB_LABELS.test(label)) return 'gb18030';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
