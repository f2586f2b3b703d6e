/** Where a page leads or what it shows by other means than a plain address in `href` or `src`. */

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
export function pictureSource(attributes: Readonly<Record<string, string>>): string | undefined {
  const { src } = attributes;
  const later = attributes['data-src'] ?? attributes['data-original'] ?? attributes['data-lazy-src'];
  return later !== undefined && later !== '' && (src === undefined || PLACE_HOLDER.test(src)) ? later : src;
}
