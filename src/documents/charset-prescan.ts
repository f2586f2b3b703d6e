import { encodingOf } from './charset-label.ts';

/**
 * The encoding that a page declares in its first bytes: "prescan a byte stream" of the HTML standard (13.2.3.2), with
 * tags read to their ends, so that comments, scripts' neighbours and quoted values do not mislead.
 */

const SPACES = /[\t\n\f\r /]*/y;
const WHITE = /[\t\n\f\r ]*/y;

/** Undefined when nothing usable is declared. UTF-16 in a `<meta>` can only be UTF-8 (it was read as ASCII). */
export function prescan(head: Uint8Array): string | undefined {
  const source = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    if (source.startsWith('<!--', at)) {
      // `<!-->` and `<!--->` are whole comments: the dashes of the opening may belong to the end.
      const end = source.indexOf('-->', at + 2);
      if (end < 0) return undefined;
      at = end + 3;
    } else if (/^<meta[\t\n\f\r /]/i.test(source.slice(at, at + 6))) {
      const meta = readMeta(source, at + 5);
      if (!meta) return undefined;
      if (meta.encoding !== undefined) return meta.encoding;
      at = meta.end;
    } else {
      const end = passTag(source, at);
      if (end < 0) return undefined;
      at = end;
    }
  }
  return undefined;
}

/** The offset behind a tag other than meta, a declaration or a lone `<`; -1 when the source ends inside it. */
function passTag(source: string, at: number): number {
  if (/^<[!/?](?![a-z])|^<[!?]/i.test(source.slice(at, at + 3))) {
    const end = source.indexOf('>', at);
    return end < 0 ? -1 : end + 1;
  }
  const name = /<\/?[a-z][^\t\n\f\r >]*/iy;
  name.lastIndex = at;
  const found = name.exec(source);
  if (!found) return at + 1;
  let end = name.lastIndex;
  for (let attribute = nextAttribute(source, end); attribute; attribute = nextAttribute(source, end))
    end = attribute.end;
  return source.charAt(skip(SPACES, source, end)) === '>' ? end : -1;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

const skip = (pattern: RegExp, source: string, at: number): number => {
  pattern.lastIndex = at;
  pattern.exec(source);
  return pattern.lastIndex;
};

/** "Get an attribute" of the standard; undefined at `>` and where the source ends inside the attribute. */
function nextAttribute(source: string, from: number): Attribute | undefined {
  const start = skip(SPACES, source, from);
  if (start >= source.length || source.charAt(start) === '>') return undefined;
  const name = /[^][^\t\n\f\r />=]*/y;
  name.lastIndex = start;
  const written = (name.exec(source)?.[0] ?? '').toLowerCase();
  const equals = skip(WHITE, source, name.lastIndex);
  if (source.charAt(equals) !== '=')
    return source.length > equals ? { name: written, value: '', end: equals } : undefined;
  const open = skip(WHITE, source, equals + 1);
  const value = /"([^"]*)"|'([^']*)'|([^\t\n\f\r >"'][^\t\n\f\r >]*)(?=[^])|(?=>)/y;
  value.lastIndex = open;
  const found = value.exec(source);
  if (!found) return undefined;
  return { name: written, value: (found[1] ?? found[2] ?? found[3] ?? '').toLowerCase(), end: value.lastIndex };
}

/** Undefined when the source ends before the tag does: a declaration that was cut is none. */
function readMeta(source: string, from: number): { encoding?: string; end: number } | undefined {
  const attributes = new Map<string, string>();
  let end = from;
  for (let attribute = nextAttribute(source, end); attribute; attribute = nextAttribute(source, end)) {
    if (!attributes.has(attribute.name)) attributes.set(attribute.name, attribute.value);
    end = attribute.end;
  }
  if (source.charAt(skip(SPACES, source, end)) !== '>') return undefined;
  const pragma = attributes.get('http-equiv') === 'content-type';
  const label = attributes.get('charset') ?? (pragma ? charsetInContent(attributes.get('content') ?? '') : undefined);
  const encoding = label === undefined ? undefined : metaEncoding(label);
  return encoding === undefined ? { end } : { encoding, end };
}

/** "Extract a character encoding from a meta element" (HTML 2.5.5). */
function charsetInContent(content: string): string | undefined {
  const found = /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^"'\t\n\f\r ;][^\t\n\f\r ;]*))/i.exec(
    content,
  );
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function metaEncoding(label: string): string | undefined {
  const encoding = encodingOf(label);
  if (encoding?.startsWith('utf-16')) return 'utf-8';
  return encoding === 'x-user-defined' ? 'windows-1252' : encoding;
}
