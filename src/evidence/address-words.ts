import { domainToUnicode } from 'node:url';
import { text, verbatim, type Text } from '../language/text.ts';

/** What stands in front of the path of a file that no address is known of. */
const FILE = 'snapshot:';

/** The address of a page as people read it: a file that was handed in without one is called by its name, and by the archive it lay in. */
export function addressWords(url: string): Text {
  if (!url.startsWith(FILE)) return verbatim(readableAddresses(url));
  const name = url.slice(FILE.length).replaceAll('!/', ' › ');
  return text(`快照文件 ${name}`, `snapshot file ${name}`);
}

/** An encoded name of a host (RFC 5891), or a run of escaped bytes that are no ASCII. */
const ENCODED = /(?<![\w.-])(?:[a-z0-9-]{1,63}\.)*xn--[a-z0-9-]{1,59}(?:\.[a-z0-9-]{1,63})*|(?:%[89A-F][0-9A-F])+/gi;

/**
 * Words in which every address is spelt as people write it: 国网山城.中国 for xn--…, Chinese words for their escapes. Only Chinese
 * is spelt out: what could be taken for something else (another script beside Latin, signs that look like letters, what cannot
 * be seen) stays encoded. Not for proof, for which the exact address is kept.
 */
export function readableAddresses(words: string): string {
  if (!words.includes('xn--') && !words.includes('%')) return words;
  return words.replace(ENCODED, (encoded) => (encoded.startsWith('%') ? unescaped(encoded) : readableHost(encoded)));
}

const readableHost = (host: string): string => host.split('.').map(readableLabel).join('.');

function readableLabel(label: string): string {
  if (!/^xn--/i.test(label)) return label;
  const decoded = domainToUnicode(label);
  return CHINESE_NAME.test(decoded) && !(LATIN.test(decoded) && LIKE_LATIN.test(decoded)) ? decoded : label;
}

const CHINESE_NAME = /^(?=.*\p{Script=Han})[\p{Script=Han}a-z0-9-]+$/u;
const LATIN = /[a-z0-9]/;
/** Strokes that pass for letters, digits, dots or dashes beside them. */
const LIKE_LATIN = /[一丨丶丿乀乁乚乛亅亠卜〇工口囗日匕丁厂]/u;

function unescaped(escapes: string): string {
  try {
    const decoded = decodeURIComponent(escapes);
    return CHINESE_WORDS.test(decoded) ? decoded : escapes;
  } catch {
    // Not UTF-8: a server of old that reads its addresses as GBK.
    return escapes;
  }
}

const CHINESE_WORDS =
  /^[\p{Script=Han}\u3001\u3002\u300a\u300b\u3010\u3011\u2014\u201c\u201d\uff08\uff09\uff0c\uff1a\uff1b]+$/u;
