/** What a URI reference may hold outside the brackets of an IP address; everything else is percent-encoded. */
const FORBIDDEN = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const IP_LITERAL = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/\[[0-9A-Fa-f:.]+\]/;

/** An address as found, made a URI reference (RFC 3986): encoded as UTF-8 where need be, and never twice. */
export function uriReference(address: string): string {
  // Half a surrogate pair has no UTF-8.
  const whole = new TextDecoder().decode(new TextEncoder().encode(address));
  const [literal = ''] = IP_LITERAL.exec(whole) ?? [];
  const [place = '', ...fragment] = whole.slice(literal.length).split('#').map(encoded);
  const path = `${literal}${place}`;
  // A colon in the first segment would make a scheme of it.
  const told = !SCHEME.test(path) && /^[^/?]*:/.test(path) ? `./${path}` : path;
  return fragment.length === 0 ? told : `${told}#${fragment.join('%23')}`;
}

const encoded = (words: string): string => words.replaceAll(FORBIDDEN, encodeURIComponent);
