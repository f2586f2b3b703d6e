/** What the platform's decoders are called by, and which of them are not to be used. */

/** Names of GBK: the platform's own `gbk` decoder errs on 101 codes in Node 20, and the standard reads all by GB18030. */
const GB =
  /^(?:gb_?2312(?:-80)?|gbk|x-gbk|gb18030|chinese|csgb2312|csiso58gb231280|iso-ir-58|cp936|ms936|windows-936|936|euc-cn|hz-gb)$/;
/** Real encodings that no decoder here knows; reading them as something else would give convincing nonsense. */
const UNREADABLE = /^(?:hz|hz-gb-2312|iso-2022-cn|iso-2022-cn-ext|utf-7|big5-hkscs-2001)$/;

/**
 * The WHATWG name (lower-case) of the encoding to decode with; `unreadable` for one that is known and cannot be read;
 * undefined for a label that means nothing.
 */
export function encodingOf(label: string): string | undefined {
  const plain = label.trim().toLowerCase();
  if (UNREADABLE.test(plain)) return 'unreadable';
  if (GB.test(plain)) return 'gb18030';
  try {
    return new TextDecoder(plain).encoding;
  } catch {
    return undefined;
  }
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
/** One `;name=value` or `;name="value"…` (WHATWG MIME Sniffing 4.4, steps 11.1–11.9). */
const PARAMETER = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\[^])*)\\?(?:"|$)[^;]*|([^;]*)))?/gy;
const VALUE = /^[\t\x20-\x7e\x80-\xff]+$/;

/**
 * The charset label of a Content-Type value; the first `charset` counts. Undefined when it names none. The label is as
 * written and may mean nothing.
 */
export function charsetOf(contentType: string): string | undefined {
  const essence = contentType.split(';', 1)[0] ?? '';
  const [type = '', subtype = '', more] = essence.trim().split('/');
  if (!TOKEN.test(type) || !TOKEN.test(subtype) || more !== undefined) return undefined;
  for (const [, name = '', quoted, plain = ''] of contentType.slice(essence.length).matchAll(PARAMETER)) {
    const value = quoted === undefined ? plain.trimEnd() : quoted.replace(/\\([^])/g, '$1');
    if (name.toLowerCase() === 'charset' && VALUE.test(value)) return value;
  }
  return undefined;
}
