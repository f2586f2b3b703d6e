/** Traces of tampering that only the page's source shows (C79), found without parsing it. */
export interface PageHints {
  /** Each with its weight; from `SUSPICIOUS` up the page is not trusted. */
  readonly signs: readonly HintSign[];
}

export interface HintSign {
  readonly sign:
    'encoded-title' | 'cloaking' | 'hidden-links' | 'injected-script' | 'twin-script' | 'unfilled-template';
  readonly weight: number;
  /** The words of the source that show it, at most 120 characters. */
  readonly words: string;
}

export const NO_HINTS: PageHints = { signs: [] };
/** The weights of a page's signs at which it proves nothing any more. */
export const SUSPICIOUS = 3;

const HEAD_LENGTH = 65_536;
const CHINESE_ENTITY = /&#(?:x[4-9][0-9a-f]{3}|(?:1[3-9]|[2-4]\d)\d{3});/gi;
const HAN = /\p{Script=Han}/gu;

/** Reads the source once. `url` is the page's address; a snapshot's scheme will do. */
export function pageHints(html: string, url: string): PageHints {
  const head = html.slice(0, HEAD_LENGTH);
  const signs = [
    encodedTitle(html, head),
    cloaking(head),
    hiddenLinks(html, hostOf(url)),
    ...injectedScripts(html, head, hostOf(url)),
    unfilledTemplate(head),
  ];
  return { signs: signs.flatMap((sign) => sign ?? []) };
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const brief = (words: string): string => words.replace(/\s+/g, ' ').trim().slice(0, 120);

/**
 * A title written in numeric entities on a page that writes its own Chinese plainly: somebody else put it there. Frameworks
 * that encode everything encode the body as well.
 */
function encodedTitle(html: string, head: string): HintSign | undefined {
  const title = /<title[^>]*>([^<]{0,2000})/i.exec(head)?.[1] ?? '';
  if (count(title, CHINESE_ENTITY) < 4 || count(title, HAN) > 0) return undefined;
  const body = html.slice(html.search(/<body[\s>]/i));
  const plain = count(body, HAN);
  if (plain < 50 || count(body, CHINESE_ENTITY) > plain * 0.05) return undefined;
  return { sign: 'encoded-title', weight: 3, words: brief(title) };
}

const ENGINES = /baidu|sogou|so\.com|sm\.cn|google|bing|toutiao/i;
const LEAVES = /location(?:\.href|\.replace)?\s{0,9}[=(]/i;
const RETITLES = /document\.title\s{0,9}=\s{0,9}(?:String\.fromCharCode|unescape|decodeURIComponent|["']&#)/i;
const CLOAK_LENGTH = 800;

/** Visitors from a search engine are sent elsewhere, or the title is swapped by a disguised string. */
function cloaking(head: string): HintSign | undefined {
  const at = head.indexOf('document.referrer');
  const script = at < 0 ? '' : (head.slice(at, at + CLOAK_LENGTH).split('</script')[0] ?? '');
  const retitled = head.includes('document.title') ? RETITLES.exec(head)?.[0] : undefined;
  const words = ENGINES.test(script) && LEAVES.test(script) ? script : retitled;
  return words === undefined ? undefined : { sign: 'cloaking', weight: 3, words: brief(words) };
}

const HIDING =
  /<(div|span|ul|p|marquee|font|td)\b[^>]{0,300}style\s*=\s*["'][^"']{0,200}(?:display\s*:\s*none|(?:left|top|text-indent)\s*:\s*-\d{3,}|(?:height|width|font-size)\s*:\s*[01](?:px)?\s*[;"'])[^>]{0,300}>/gi;
const FARM = 5;
/** Hidden blocks looked into: a page may hide thousands, and one farm is enough. */
const BLOCKS = 200;
const REACH = 20_000;

/** A hidden block that links to many foreign hosts is a link farm (暗链). Menus hide links to their own site. */
function hiddenLinks(html: string, own: string): HintSign | undefined {
  if (html.split('://', FARM + 1).length <= FARM) return undefined;
  let looked = 0;
  for (const match of html.matchAll(HIDING)) {
    if ((looked += 1) > BLOCKS) return undefined;
    const from = match.index + match[0].length;
    const close = html.indexOf(`</${match[1]}`, from);
    const inside = html.slice(from, Math.min(close < 0 ? from : close, from + REACH));
    const hosts = new Set(
      Array.from(inside.matchAll(/<a\b[^>]{0,200}href\s*=\s*["']?https?:\/\/([^/"'\s>]+)/gi), ([, host]) =>
        site(host ?? ''),
      ),
    );
    hosts.delete(site(own));
    for (const host of hosts) if (/\.gov\.cn$|sgcc|csg\.cn|95598/i.test(host)) hosts.delete(host);
    if (hosts.size >= FARM) return { sign: 'hidden-links', weight: 3, words: brief([...hosts].slice(0, 5).join(' ')) };
  }
  return undefined;
}

interface Script {
  readonly src: string;
  readonly host: string;
}

const scriptsOf = (html: string): Script[] =>
  Array.from(html.matchAll(/<script\b[^>]{0,300}?\bsrc\s*=\s*["']?([^"'\s>]+)/gi), ([, src = '']) => ({
    src,
    host: hostOf(src),
  }));

/** Hosts that honest pages load scripts from: libraries, counters, players. */
const KNOWN_HOST =
  /(?:^|\.)(?:baidu\.com|bdstatic\.com|bdimg\.com|baidustatic\.com|qq\.com|gtimg\.(?:cn|com)|cnzz\.com|51\.la|aliyuncs\.com|alicdn\.com|jquery\.com|jsdelivr\.net|bootcss\.com|bootcdn\.(?:net|cn)|cloudflare\.com|unpkg\.com|staticfile\.org|googleapis\.com|google-analytics\.com|googletagmanager\.com|gov\.cn|sgcc\.com\.cn|csg\.cn|95598\.cn|webterren\.com|trs\.cn|amap\.com)$/i;

/** A script glued to `<head>` before the charset, by an absolute path on a page whose own scripts are relative. */
function injectedScripts(html: string, head: string, own: string): HintSign[] {
  const glued =
    /<head[^>]{0,200}><script\b(?![^>]*\b(?:async|defer)\b)[^>]{0,200}\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*><\/script>\s*<meta[^>]+charset/i.exec(
      head,
    )?.[1];
  if (glued === undefined) return [];
  const others = scriptsOf(html).filter(({ src }) => src !== glued);
  const relative = others.filter(({ src }) => !/^(?:\/|[a-z]+:)/i.test(src)).length;
  const found: HintSign[] = [];
  if (/^(?:\/|https?:)/i.test(glued) && relative >= 2 && relative > others.length / 2) {
    found.push({ sign: 'injected-script', weight: 2, words: brief(glued) });
  }
  const twin = others.find(
    ({ src, host }) =>
      host !== '' && site(host) !== site(own) && !KNOWN_HOST.test(host) && fileOf(src) === fileOf(glued),
  );
  if (twin) found.push({ sign: 'twin-script', weight: 2, words: brief(twin.src) });
  return found;
}

const fileOf = (src: string): string => src.replace(/[?#].*$/, '').replace(/^.*\//, '');

const UNFILLED = /<meta\b[^>]{0,200}content\s*=\s*["'](?:网站名称|网站域名|政府网站标识码|描述|关键词)["']/giu;

/** The descriptions of a template that nobody filled in: no owner stands behind the page. */
function unfilledTemplate(head: string): HintSign | undefined {
  const found = head.match(UNFILLED);
  return found && found.length >= 2
    ? { sign: 'unfilled-template', weight: 1, words: brief(found[0] ?? '') }
    : undefined;
}

const hostOf = (url: string): string => /^(?:https?:)?\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** The part of a host that one owner holds: shancheng.example for www.shancheng.example, x.gov.cn for a.x.gov.cn. */
function site(host: string): string {
  const labels = host.toLowerCase().replace(/:\d+$/, '').split('.');
  const held = /^(?:com|gov|net|org|edu|ac)$/.test(labels.at(-2) ?? '') ? 3 : 2;
  return labels.slice(-held).join('.');
}
