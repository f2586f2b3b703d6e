/** Encodings whose pages send their queries in UTF-8 (WHATWG: UTF-16 and the rest that have no encoder of their own here). */
const GB = new Set(['gb18030', 'gbk', 'gb2312', 'x-gbk', 'cp936', 'ms936']);

let table: ReadonlyMap<string, number> | undefined;

/** Every two-byte code of GB18030, read backwards; built once, on the first GBK page with such a link. */
function codes(): ReadonlyMap<string, number> {
  if (table) return table;
  const decoder = new TextDecoder('gb18030');
  const built = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !built.has(character))
        built.set(character, lead * 256 + trail);
    }
  }
  table = built;
  return built;
}

const escape = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** A character as browsers put it into the query of a GBK page: its two bytes, or a numeric reference where GBK has none. */
function escapeGb(character: string): string {
  const code = codes().get(character);
  if (code !== undefined) return escape(code >> 8) + escape(code & 0xff);
  return `%26%23${character.codePointAt(0) ?? 0xfffd}%3B`;
}

/** Escapes the non-ASCII part of a reference's query in the encoding of the page that holds it (WHATWG URL, "query state"). */
export function encodeQuery(reference: string, encoding: string): string {
  const start = reference.indexOf('?');
  if (start < 0 || !GB.has(encoding.toLowerCase())) return reference;
  const end = reference.indexOf('#', start);
  const query = reference.slice(start, end < 0 ? undefined : end);
  const encoded = query.replace(/[^\x00-\x7f]/gu, escapeGb);
  return reference.slice(0, start) + encoded + (end < 0 ? '' : reference.slice(end));
}
