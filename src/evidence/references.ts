/** Where a page leads or what it shows by other means than a plain address in `href` or `src`. */

/** Attributes by which elements lead somewhere or load something, by tag. */
const LINK_ATTRIBUTE: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'xlink:href'],
  area: ['href'],
  iframe: ['src', 'data-src'],
  frame: ['src'],
  embed: ['src', 'data-src'],
  object: ['data'],
};
export const LEADING_TAGS: readonly string[] = Object.keys(LINK_ATTRIBUTE);
/** Parameters by which a plug-in is told what to show. */
const FILE_PARAMETER = /^(?:src|url|file(?:name)?|data)$/i;

/** Where an element leads, or what it loads, as it is written; a frame that is filled when it is scrolled to has it at hand. */
export function leadOf(tag: string, attributes: Attributes): string | undefined {
  const [own, other] = LINK_ATTRIBUTE[tag] ?? [];
  if (own !== undefined) {
    const first = attributes[own];
    const later = other === undefined ? undefined : attributes[other];
    return first === undefined || (later !== undefined && BLANK.test(first)) ? later : first;
  }
  if (tag === 'param') return FILE_PARAMETER.test(attributes.name ?? '') ? pageNamed(attributes.value) : undefined;
  // An element that a script of the page knows: <my-link href="/xxgk/">.
  return tag.includes('-') ? attributes.href : undefined;
}
const BLANK = /^\s*(?:about:.*)?$/i;

const pageNamed = (value: string | undefined): string | undefined =>
  value !== undefined && PAGE_NAME.test(value) ? value : undefined;

const REFRESH = /^\s*[\d.]*\s*(?:[;,]?\s*url\s*=|[;,])\s*["']?([^"']+)/i;

/** Where a `<meta http-equiv=refresh>` sends its reader; `url=` may be left out (HTML standard, 4.2.5.3). */
export const refreshTarget = (content: string): string | undefined => REFRESH.exec(content)?.[1];

const JUMP = String.raw`(?:^|[\s;{.:(])location(?:(?:\.href)?\s*=|\.(?:replace|assign)\s*\()\s*`;
const SCRIPT_JUMP = new RegExp(JUMP + String.raw`["']([^"'\\]+)["']`);

/** Where a script of a page that is only a signpost sends its reader. */
export const jumpTarget = (script: string): string | undefined => SCRIPT_JUMP.exec(script)?.[1];

/** The whole address stands in the script: what is put together from parts is not known. */
const CLICK = new RegExp(
  String.raw`(?:${JUMP}|(?:^|[\s;{.:(])window\.open\s*\(\s*)(["'])([^"'\\\s]+)\1\s*(?:[,;)}]|$)`,
);

/** Where a click leads whose script (`onclick`, `javascript:`) names the page outright. */
export const clickTarget = (script: string | undefined): string | undefined =>
  script !== undefined && script.length < 1_000 ? CLICK.exec(script)?.[2] : undefined;

/** Whether the reference is a script. */
export const isScript = (href: string | undefined): href is string =>
  href !== undefined && /^\s*javascript:/i.test(href);

type Attributes = Readonly<Record<string, string>>;

const ADDRESS = /^(?:https?:)?\/\/|^\.{0,2}\//i;

/** Names of files that are pages, or hang on pages; what only answers scripts has none of these. */
const PAGE_NAME = /\.(?:s?html?|jspx?|aspx?|php|pdf|docx?|xlsx?|wps)(?:[?#]|$)/i;

/** Where an element leads by a script and not by a `href`: a click that names the page, or `data-href`, which a script reads. */
export function scriptTarget(attributes: Attributes): string | undefined {
  const { onclick, 'data-href': kept, 'data-url': other, 'data-link': third } = attributes;
  const isPage = (one: string | undefined): boolean => one !== undefined && (PAGE_NAME.test(one) || FOLDER.test(one));
  return clickTarget(onclick) ?? (ADDRESS.test(kept ?? '') ? kept : [kept, other, third].find(isPage));
}

/** A folder of pages; what answers scripts is called otherwise. */
const FOLDER = /^(?:(?:https?:)?\/\/|\.{0,2}\/)(?![^?#]*\bapi\b)[^?#]*\/$/i;

/**
 * Whether choosing from a list opens what is chosen, where that is an address: `<select onchange="location = this.value">`, `go(this)`,
 * or a list without a name, which no form sends and only a script can ask.
 */
export const isJumpList = ({ onchange, name }: Attributes): boolean =>
  onchange === undefined
    ? name === undefined
    : /jumpMenu|\(\s*this\b/i.test(onchange) || (/location|window\.open/.test(onchange) && onchange.includes('value'));

/** Where an entry of such a list leads; the first often leads nowhere. */
export const optionTarget = ({ value = '' }: Attributes): string | undefined =>
  ADDRESS.test(value) || PAGE_NAME.test(value) ? value : undefined;

/** `show(12)`, `openDetail('a7f')`: something of its own for each link. */
const CALL =
  /(?:^|[\s;:{])(?:return\s+)?([A-Za-z_$][\w$.]{0,60})\s*\(\s*(?:["'][^"']{1,200}["']|\d{1,20}|this\.id)\s*[,)]/;
/** `loadMore()`: more of the same list; `__doPostBack('menu','3')`: what a page of ASP.NET asks its server for. */
const ASKS = /(?:^|[\s;:{])(?:(?:load|get|next)_?more\w*|__doPostBack|WebForm_DoPostBackWithOptions)\s*\(/i;
/** `openDetail(this)`: which one is meant stands beside it. */
const OF_ITSELF = /(?:^|[\s;:{])(?:return\s+)?([A-Za-z_$][\w$.]{0,60})\s*\(\s*this\s*\)/;
/** What such calls do on the page that is already there. */
const ON_PAGE =
  /tab|menu|nav|toggle|switch|change|slide|scroll|hover|font|zoom|size|share|print|copy|fav|bookmark|home|search|submit|log|reg|close|hide|back|play|lang|skin|colou?r|alert|confirm|timeout|eval|void|querySelector|getElement/i;
/** `location.href = '/gg/' + this.id`: an address put together from parts. */
const COMPOSED = new RegExp(String.raw`(?:${JUMP}(?!=)|(?:^|[\s;{.:(])window\.open\s*\(\s*)(?!["']#?["'])[^\s;)]`);
const LONGEST_CALL = 300;

/** `#/xxgk`, `#!/list`: a page of an application, which its scripts show at the same address. */
const ROUTE = /^\s*#!?\//;
/** What says which one is meant to a script that listens to all links of a list. */
const KEY = /^data-(?:id|key|code|guid|url|href|link|(?:news|article|info|content|doc)-?id)$/;

/** `javascript:show(12)`: a link that opens something which only its script knows. Undefined where a script seems to open nothing. */
export function openingScript(attributes: Attributes): string | undefined {
  const { href = '', onclick = '' } = attributes;
  if (ROUTE.test(href)) return `javascript:location.hash='${href.trim()}'`;
  const script = [isScript(href) ? href.trim() : '', onclick].find((one) => {
    if (one.length > LONGEST_CALL) return false;
    const name = CALL.exec(one)?.[1] ?? '';
    return COMPOSED.test(one) || ASKS.test(one) || (name !== '' && name !== '$' && !ON_PAGE.test(name));
  });
  return script === undefined ? keyed(attributes) : `javascript:${script.replace(/^javascript:/i, '').trim()}`;
}

/** `<a href="javascript:;" data-id="123">`: it leads nowhere and says nothing of what it does, but bears the key of a page of its own. */
function keyed(attributes: Attributes): string | undefined {
  const { href, onclick = '' } = attributes;
  const called = OF_ITSELF.exec(onclick)?.[1];
  if (onclick === '' ? href === undefined : called === undefined || ON_PAGE.test(called)) return undefined;
  if (!NOWHERE.test(href ?? '')) return undefined;
  const [name, value = ''] = Object.entries(attributes).find(([one]) => KEY.test(one)) ?? [];
  return name === undefined || value === '' ? undefined : `javascript:[${name}="${value.slice(0, LONGEST_KEY)}"]`;
}
const NOWHERE = /^\s*(?:#|javascript:\s*(?:void\s*\(?\s*0\s*\)?)?\s*;?)?\s*$/i;
const LONGEST_KEY = 200;

/** `createPageHTML(5, 0, "index", "html")`, with or without the id of a box before: page numbers as TRS WCM writes them. */
const PAGER =
  /createPageHTML\(\s*(?:["'][\w-]*["']\s*,\s*)?(\d{1,4})\s*,\s*\d{1,4}\s*,\s*["']([\w-]+)["']\s*,\s*["'](\w{1,6})["']/;
/** Further pages of one list than an archive has. */
const MOST_PAGES = 500;

/** The further pages of a list whose page numbers only a script writes: index_1.html, index_2.html … */
export function pagerTargets(script: string): string[] {
  const [, pages, name = '', extension = ''] = PAGER.exec(script) ?? [];
  const further = Math.min(MOST_PAGES, Number(pages ?? 1)) - 1;
  return Array.from({ length: Math.max(0, further) }, (_, at) => `${name}_${at + 1}.${extension}`);
}

/** A picture that only holds the place of another. */
const PLACE_HOLDER =
  /^\s*(?:data:|$)|(?:blank|loading|placeholder|lazy|gr[ae]y|spacer|transparent|pixel|default)[\w-]*\.(?:gif|png|svg|jpe?g|webp)$/i;

/** The address of the picture that an `<img>` shows in the end: many are loaded when they are scrolled to. */
export function pictureSource(attributes: Attributes): string | undefined {
  const { src, srcset } = attributes;
  const later =
    attributes['data-src'] ??
    attributes['data-original'] ??
    attributes['data-lazy-src'] ??
    /^\s*([^\s,]+)/.exec(srcset ?? '')?.[1];
  return later !== undefined && later !== '' && (src === undefined || PLACE_HOLDER.test(src)) ? later : src;
}

/** Links that a script only writes out, their addresses whole: `document.write('<a href="/xxgk/">…')`, or the records of a list that Hanweb's jpage keeps as XML. */
const WRITES = /document\.write|<record>/;
const WRITTEN = /<a\s[^<>]{0,500}?\bhref\s*=\s*(\\?["'])([^"'\\+<>]{1,2000})\1/gi;
/** Where further records come from, as data for scripts. */
const NEXT_GROUP = /<nextgroup>[^]*?<\/nextgroup>/i;

/** Where the links lead that stand whole in a script. */
export const writtenTargets = (script: string): string[] =>
  WRITES.test(script)
    ? Array.from(script.replace(NEXT_GROUP, '').matchAll(WRITTEN), ([, , href = '']) => href.replaceAll('&amp;', '&'))
    : [];
