import type { Vocabulary } from '../catalogue/rule.ts';
import type { Company } from '../workspace/workspace.ts';
import type { Attribution, Identity } from './document.ts';
import { companiesIn } from './facts.ts';
import { isStranger, layOut, type IdentityParts, type Page } from './identity/page.ts';
import { namesakeOn } from './identity/namesake.ts';
import { publishersOf } from './identity/publisher.ts';
import { suspicionOf } from './identity/suspicion.ts';
import { norm, normalise } from './normal-text.ts';
import { isOutageTitle } from './outages/title.ts';

export { publisherOf } from './identity/publisher.ts';
export { pageHints, type PageHints } from './identity/hints.ts';
export { spreadSuspicion } from './identity/spread.ts';
export type { IdentityParts } from './identity/page.ts';

/** Where the page was declared to belong. */
export interface PageSource {
  /** Hosts of the site, its start page's own included; empty: any. */
  readonly hosts: readonly string[];
  readonly landmarks: readonly string[];
  /** Whose website it is when not the company's. */
  readonly operator?: string | undefined;
  /** The part of a shared host that is the company's: http://www.shifan.example/songxi/. Absent where all of it is. */
  readonly folder?: string | undefined;
}

/** Ready to be spread into a Document. */
export interface Identified {
  readonly identity: Identity;
  readonly identityWhy: string;
  readonly attribution?: Attribution;
}

/**
 * Whose page it is, in this order: a page that shows traces of tampering or cloning proves nothing (`suspicious`, C79); one
 * of a company of our name in another province is `other`, or `unknown` where its address alone tells; a
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
  const namesake = page.ours ? namesakeOn(page, ownFrame(parts).join('\n'), company) : undefined;
  if (source.operator !== undefined && namesake) return { identity: 'unrelated', identityWhy: namesake.why };
  if (namesake) return { identity: namesake.identity, identityWhy: namesake.why };
  if (source.operator !== undefined) return onForeignSite(parts, page, company, source.operator, vocabulary);
  const stranger = page.ours ? undefined : strangerIn(parts, page, company, vocabulary);
  if (stranger !== undefined) {
    // Under a host that many units share, a neighbour's own pages are no page of ours with a wrong name; a file has no frame to tell by.
    const isTheirs = isOutside(parts, source) && frameOf(parts) !== '';
    return { identity: isTheirs ? 'unrelated' : 'other', identityWhy: stranger };
  }
  const site = bySite(parts, page, source);
  return isAbove(parts, page, company, source) && site.identity === 'ours' ? { ...site, attribution: 'above' } : site;
}

const isOutside = ({ url }: IdentityParts, { folder }: PageSource): boolean =>
  folder !== undefined && !url.startsWith(folder);

/** What stands above and below a page's own part, lists of links aside. */
const frameOf = ({ blocks }: IdentityParts): string =>
  blocks
    .filter(({ region }) => region === 'header' || region === 'footer')
    .map(({ text }) => text.norm)
    .join('\n');

/** Outside our part of a shared host, under the name of the company above, and without ours in title, text and frame. */
function isAbove(parts: IdentityParts, page: Page, { parent }: Company, source: PageSource): boolean {
  if (parent === undefined || !isOutside(parts, source)) return false;
  const framed = `${page.title}\n${frameOf(parts)}`;
  const isOurs = page.names.some((name) => framed.includes(name) || page.main.includes(name));
  return !isOurs && framed.includes(norm(parent));
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

/** Links of a footer that are looked at; a real one has a few dozen. */
const FRIENDS = 200;

/** Head and foot of the page; 友情链接 in a footer name neighbours, not owners. */
function ownFrame({ links, blocks }: IdentityParts): readonly string[] {
  const friends = links
    .filter(({ region }) => region === 'footer')
    .slice(0, FRIENDS)
    .map(({ text }) => text.norm);
  return blocks
    .filter(({ region }) => region === 'header' || region === 'footer')
    .map(({ text, region }) =>
      region === 'footer' ? friends.reduce((left, words) => left.replace(words, ''), text.norm) : text.norm,
    );
}

/** Another supply company's name in the title's tail, header or footer, or repeated in the body. */
function strangerIn(parts: IdentityParts, page: Page, company: Company, { news }: Vocabulary): string | undefined {
  const frame = companiesIn(
    [...ownFrame(parts), ...parts.breadcrumb.map((column) => normalise(column).norm)].join('\n'),
  );
  const title = news.some((word) => page.title.includes(norm(word))) ? [] : companiesIn(page.title);
  const owner = [...frame, ...title].find(({ value }) => isStranger(value, company) && !isGrid(value));
  if (owner) return owner.shown;
  const body = companiesIn(page.main).filter(({ value }) => isStranger(value, company) && !isGrid(value));
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
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  if (host !== undefined && hosts.length > 0 && !hosts.some((own) => siteName(own) === siteName(host))) {
    return { identity: 'unknown', identityWhy: host };
  }
  return { identity: 'ours', identityWhy: '', attribution: page.ours ? 'name' : 'host' };
}

/** `www.` and a port are the same site. */
const siteName = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:\d+$/, '');
