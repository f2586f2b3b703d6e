import type { Vocabulary } from '../catalogue/rule.ts';
import type { Company } from '../workspace/workspace.ts';
import type { Attribution, Block, Document, Field, Identity, Link } from './document.ts';
import { companiesIn, companyValue } from './facts.ts';
import { NO_HINTS, SUSPICIOUS, type PageHints } from './identity-hints.ts';
import { publishersOf } from './identity-publisher.ts';
import { norm, normalise } from './normal-text.ts';
import { isOutageTitle } from './outages.ts';

export { publisherOf } from './identity-publisher.ts';
export { pageHints, type PageHints } from './identity-hints.ts';

/** What a page shows, as far as its identity needs it. */
export interface IdentityParts {
  readonly url: string;
  readonly title: string;
  readonly breadcrumb: readonly string[];
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
  readonly links: readonly Link[];
  /** From `pageHints(html, url)`; absent for what is not HTML. */
  readonly hints?: PageHints | undefined;
}

/** Where the page was declared to belong. */
export interface PageSource {
  /** Hosts of the site, its start page's own included; empty: any. */
  readonly hosts: readonly string[];
  readonly landmarks: readonly string[];
  /** Whose website it is when not the company's. */
  readonly operator?: string | undefined;
}

/** Ready to be spread into a Document. */
export interface Identified {
  readonly identity: Identity;
  readonly identityWhy: string;
  readonly attribution?: Attribution;
}

/**
 * Whose page it is, in this order: a page that shows traces of tampering or cloning proves nothing (`suspicious`, C79); a
 * site that someone else runs is ours only where we are the publisher (`unrelated` otherwise); another supply company's
 * name in title or header with ours nowhere is `other` (C78); a page without the declared landmarks, or off the declared
 * hosts, is `unknown`; the rest is ours.
 */
export function identify(
  parts: IdentityParts,
  company: Company,
  source: PageSource,
  vocabulary: Vocabulary,
): Identified {
  const page = layOut(parts, company);
  const suspect = suspicionOf(parts, page, company, vocabulary);
  if (suspect !== undefined) return { identity: 'suspicious', identityWhy: suspect };
  if (source.operator !== undefined) return onForeignSite(parts, page, company, source.operator, vocabulary);
  const stranger = page.ours ? undefined : strangerIn(parts, page, company, vocabulary);
  if (stranger !== undefined) return { identity: 'other', identityWhy: stranger };
  return bySite(parts, page, source);
}

interface Page {
  readonly title: string;
  /** All visible text, a line a block. */
  readonly text: string;
  readonly main: string;
  readonly names: readonly string[];
  /** One of our names stands somewhere on the page. */
  readonly ours: boolean;
}

function layOut({ title, blocks }: IdentityParts, company: Company): Page {
  const names = namesOf(company);
  const head = normalise(title).norm;
  const text = blocks.map((block) => block.text.norm).join('\n');
  const main = blocks.filter(({ region }) => region === 'main').map((block) => block.text.norm);
  return {
    title: head,
    text,
    main: main.join('\n'),
    names,
    ours: names.some((name) => text.includes(name) || head.includes(name)),
  };
}

/** The company's name and aliases, with and without 国网. */
function namesOf({ name, aliases }: Company): string[] {
  const given = [name, ...aliases].map(norm).filter((one) => one.length >= 2);
  const bare = given.map((one) => one.replace(/^(?:国网|国家电网)/u, '')).filter((one) => one.length >= 4);
  return [...new Set([...given, ...bare])];
}

const SPAM_TIMES = 3;
/** A warning against gambling is no gambling advertisement. */
const WARNING = /警惕|防范|打击|严禁|谨防|反诈|诈骗|整治|抵制|举报|违法|远离/u;
/** 發(fā)布, 網(wǎng)站: the way in which hijacked copies are disguised. */
const PINYIN = /\p{Script=Han}\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)/gu;
const PINYIN_TIMES = 10;

function suspicionOf(
  { hints = NO_HINTS }: IdentityParts,
  page: Page,
  company: Company,
  { spam }: Vocabulary,
): string | undefined {
  const weight = hints.signs.reduce((sum, sign) => sum + sign.weight, 0);
  if (weight >= SUSPICIOUS) return hints.signs.map(({ sign, words }) => `${sign}: ${words}`).join('; ');
  const words = spam.map(norm);
  return spamIn(page, words) ?? replacedName(page, company, words) ?? disguised(page);
}

function spamIn({ title, main, text }: Page, spam: readonly string[]): string | undefined {
  if (spam.length === 0 || WARNING.test(title)) return undefined;
  const inTitle = spam.find((word) => title.includes(word));
  if (inTitle !== undefined) return title.slice(0, 120);
  const hits = spam.filter((word) => main.includes(word));
  const times = hits.reduce((sum, word) => sum + main.split(word).length - 1, 0);
  return times >= SPAM_TIMES && !WARNING.test(text) ? hits.join('、') : undefined;
}

/** 公司 replaced by an advert everywhere (国网山城供电开云app入口): our stem, always followed by the same foreign words. */
function replacedName({ title, text }: Page, { name }: Company, spam: readonly string[]): string | undefined {
  const full = norm(name);
  const stem = /^(.{4,})公司$/u.exec(full)?.[1];
  const all = `${title}\n${text}`;
  if (stem === undefined || all.includes(full)) return undefined;
  const followers = Array.from(all.matchAll(new RegExp(`${stem}(.{6})`, 'gu')), ([, next = '']) => next);
  const [first = ''] = followers;
  const foreign = /[A-Za-z]{2}/.test(first) || spam.some((word) => first.includes(word));
  return followers.length >= 2 && foreign && followers.every((next) => next === first) ? stem + first : undefined;
}

function disguised({ text }: Page): string | undefined {
  const found = text.match(PINYIN);
  return found && found.length >= PINYIN_TIMES ? found.slice(0, 5).join(' ') : undefined;
}

/** How a county speaks of its own supply company: 来源：县供电公司. */
const LOCAL = /^(?:本|我)?[县市区]?(?:供电公司|供电局|电业局|电力公司|供电分公司)$/u;

function onForeignSite(
  parts: IdentityParts,
  page: Page,
  company: Company,
  operator: string,
  { news }: Vocabulary,
): Identified {
  const local = company.kind === 'county' || company.kind === 'branch';
  const publisher = publishersOf(parts).find((name) => isName(name, page.names) || (local && LOCAL.test(name)));
  if (publisher !== undefined) return { identity: 'ours', identityWhy: publisher, attribution: 'publisher' };
  const named =
    page.names.some((name) => page.title.startsWith(name)) && !news.some((word) => page.title.includes(norm(word)));
  if (named) return { identity: 'ours', identityWhy: page.title, attribution: 'publisher' };
  const entry = parts.links.find(
    ({ region, text }) => region === 'main' && isOutageTitle(text.norm) && /\d/.test(text.norm),
  );
  if (entry) return { identity: 'ours', identityWhy: entry.text.norm, attribution: 'kind' };
  return { identity: 'unrelated', identityWhy: operator };
}

/** 国网示范省电力公司山城供电公司 ends with our name; 山城供电公司营业厅 begins with it. */
const isName = (words: string, names: readonly string[]): boolean =>
  names.some((name) => words === name || words.endsWith(name) || words.startsWith(name));

/** Another supply company's name in the title's tail, header or footer, or repeated in the body. */
function strangerIn(parts: IdentityParts, page: Page, company: Company, { news }: Vocabulary): string | undefined {
  const known = new Set(
    [...page.names, ...(company.parent === undefined ? [] : [norm(company.parent)])].map(companyValue),
  );
  const isStranger = (value: string): boolean =>
    ![...known].some((name) => value.includes(name) || name.includes(value));
  // 友情链接 in a footer name neighbours, not owners.
  const friends = parts.links.filter(({ region }) => region === 'footer').map(({ text }) => text.norm);
  const outside = parts.blocks
    .filter(({ region }) => region === 'header' || region === 'footer')
    .map(({ text, region }) =>
      region === 'footer' ? friends.reduce((left, words) => left.replace(words, ''), text.norm) : text.norm,
    );
  const frame = companiesIn([...outside, ...parts.breadcrumb.map((column) => normalise(column).norm)].join('\n'));
  const title = news.some((word) => page.title.includes(norm(word))) ? [] : companiesIn(page.title);
  const owner = [...frame, ...title].find(({ value }) => isStranger(value) && !isGrid(value));
  if (owner) return owner.shown;
  const body = companiesIn(page.main).filter(({ value }) => isStranger(value) && !isGrid(value));
  const [first] = body;
  const steady = first && body.length >= 2 && body.every(({ value }) => value === first.value);
  return steady && title.length === 0 && !news.some((word) => page.title.includes(norm(word)))
    ? first.shown
    : undefined;
}

/** 国家电网有限公司 stands over all its companies. */
const isGrid = (value: string): boolean => /^(?:国网|国家电网|中国?南方电网|南方电网)(?:公司)?$/u.test(value);

function bySite({ url }: IdentityParts, page: Page, { hosts, landmarks }: PageSource): Identified {
  const marks = landmarks.map(norm);
  const text = `${page.title}\n${page.text}`;
  if (marks.length > 0 && !marks.some((mark) => text.includes(mark))) {
    return { identity: 'unknown', identityWhy: `未见 ${landmarks.join('、')}` };
  }
  const host = /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
  if (host !== undefined && hosts.length > 0 && !hosts.some((own) => own.toLowerCase() === host)) {
    return { identity: 'unknown', identityWhy: host };
  }
  return { identity: 'ours', identityWhy: '', attribution: page.ours ? 'name' : 'host' };
}

/**
 * One hijacked page taints its site: when a start page, or a fifth of the pages and at least two, are suspicious, every
 * other page of that host is too. A clone often rewrites its home page only.
 */
export function spreadSuspicion(documents: readonly Document[]): Document[] {
  const sites = new Map<string, Document[]>();
  for (const document of documents) {
    const key = siteOf(document);
    sites.set(key, [...(sites.get(key) ?? []), document]);
  }
  const tainted = new Map(
    [...sites].flatMap(([key, pages]) => taint(pages).map((why): [string, string] => [key, why])),
  );
  return documents.map((document) => {
    const why = tainted.get(siteOf(document));
    if (why === undefined || document.unread || document.identity === 'suspicious') return document;
    return { ...document, identity: 'suspicious', identityWhy: why };
  });
}

const siteOf = ({ capture: { channel, site, url } }: Document): string =>
  `${channel}@${site}@${/^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? 'snapshot'}`;

function taint(pages: readonly Document[]): string[] {
  const bad = pages.filter(({ identity }) => identity === 'suspicious');
  const [first] = bad;
  if (!first) return [];
  const root = bad.find(({ capture }) =>
    /^(?:https?:\/\/[^/]+\/?(?:index\.\w+)?|snapshot:(?:index\.\w+)?)$/i.test(capture.url),
  );
  const many = bad.length >= 2 && bad.length >= pages.length * 0.2;
  const source = root ?? (many ? first : undefined);
  return source ? [`${source.capture.url}: ${source.identityWhy}`] : [];
}
