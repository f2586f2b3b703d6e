/** A robots.txt read by RFC 9309. */
export interface Robots {
  /** `path` is path and query as they go over the wire, escaped. */
  readonly allows: (path: string) => boolean;
  readonly sitemaps: readonly string[];
  /** Seconds, where the file asks for a pause; not in the RFC, but polite. */
  readonly crawlDelay?: number;
}

interface Rule {
  readonly allow: boolean;
  readonly path: string;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  delay?: number;
}

export const ALLOW_ALL: Robots = { allows: () => true, sitemaps: [] };
export const ALLOW_NONE: Robots = { allows: () => false, sitemaps: [] };

/** Reads the text for one product token (`gongkai`). Lines that are no rule are passed over, as the RFC asks. */
export function parseRobots(content: string, agent: string): Robots {
  const { groups, sitemaps } = groupsOf(content);
  const named = groups.filter((group) => group.agents.some((name) => productToken(name) === agent.toLowerCase()));
  const chosen =
    named.length > 0 ? named : groups.filter((group) => group.agents.some((name) => /^\*(?:\s|$)/.test(name)));
  const rules = chosen.flatMap((group) => group.rules);
  const delay = chosen.map((group) => group.delay).find((seconds) => seconds !== undefined);
  return {
    allows: (path) => allowed(rules, upperEscapes(path)),
    sitemaps,
    ...(delay === undefined ? {} : { crawlDelay: delay }),
  };
}

const LINE = /^\s*([a-z][a-z -]*?)\s*(?::|\s)\s*(.*?)\s*$/i;

function groupsOf(content: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let group: Group | undefined;
  let gathering = false;
  for (const line of content.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = LINE.exec(line.replace(/#.*$/, '')) ?? [];
    const name = key.toLowerCase();
    if (name === 'sitemap') sitemaps.push(value);
    else if (name === 'user-agent' || name === 'useragent' || name === 'user agent') {
      if (!group || !gathering) groups.push((group = { agents: [], rules: [] }));
      group.agents.push(value);
      gathering = true;
    } else if (name === 'allow' || name === 'disallow') {
      gathering = false;
      if (value !== '') group?.rules.push({ allow: name === 'allow', path: normalPath(value) });
    } else if (name === 'crawl-delay' && group && /^\d+(?:\.\d+)?$/.test(value)) group.delay = Number(value);
  }
  return { groups, sitemaps };
}

const productToken = (agent: string): string => (/^[a-z_-]*/i.exec(agent)?.[0] ?? '').toLowerCase();

/** The longest matching rule wins, and `allow` where two are as long (RFC 9309, 2.2.2). */
function allowed(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined;
  for (const rule of rules) {
    if (!matches(rule.path, path)) continue;
    if (!best || rule.path.length > best.path.length || (rule.path.length === best.path.length && rule.allow))
      best = rule;
  }
  return best?.allow ?? true;
}

/** Escapes compare in upper case. */
const upperEscapes = (path: string): string => path.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());

/** A rule's characters beyond ASCII stand for their UTF-8 escapes. */
const normalPath = (path: string): string => upperEscapes(path).replace(/[^\x00-\x7f]+/g, escapeUtf8);

/** Lone surrogates become U+FFFD, as in any UTF-8 encoder. */
const escapeUtf8 = (run: string): string =>
  [...Buffer.from(run, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');

/** `*` stands for anything, `$` at the end for the end. Greedy from left to right, so linear in practice and never explosive. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...rest] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (anchored && index === rest.length - 1) return path.length - part.length >= at && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return !anchored || at === path.length;
}
