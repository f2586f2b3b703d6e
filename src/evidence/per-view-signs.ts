import { Parser } from 'htmlparser2';
import { TextDecoder } from 'node:util';
import { resolveLink } from './address.ts';
import type { Admit, Reply } from './fetch.ts';
import { isHtml } from './is-html.ts';
import { pageLinks } from './links.ts';
import { pageEncoding } from './page/encoding.ts';
import { parametersOf, withoutParameters } from './per-view.ts';
import type { Session } from './session.ts';

/** A link as a visitor sees it. */
interface Anchor {
  readonly url: string;
  readonly words: string;
}

/** Links that are compared, and characters of their words. */
const ANCHORS = 2_000;
const WORDS = 200;

/**
 * Names of the parameters by which two looks at one page differ and that do not say which page is meant. Trusted are those
 * alone whose value is another on every link that bears them, while words, path and all else of the link stay; within one
 * look it is the same everywhere, or a number as long as a time; and a page that such a link leads to is the
 * same without it. Asks for up to `SAMPLES` pages, each twice.
 */
export async function perViewParameters(
  session: Session,
  first: Reply,
  second: Reply,
  admit: Admit,
): Promise<readonly string[]> {
  const anchors = anchorsOf(first);
  const suspects = changing(anchors, anchorsOf(second)).filter((name) => !session.perView.isSettled(name));
  if (suspects.length === 0) return [];
  const names = session.perView.settledAnd(suspects);
  const samples = samplesOf(anchors, names, first, session.inScope);
  if (samples.length === 0) return [];
  for (const url of samples) if (!(await isSameWithout(session, url, names, admit))) return [];
  return suspects;
}

function changing(one: readonly Anchor[], other: readonly Anchor[]): string[] {
  if (one.length !== other.length) return [];
  const values = new Map<string, { readonly left: string[]; readonly right: string[] }>();
  const steady = new Set<string>();
  for (const [at, { url, words }] of one.entries()) {
    const twin = other[at];
    if (twin?.words !== words) continue;
    const [own, its] = [parametersOf(url), parametersOf(twin.url)];
    if (skeleton(url) !== skeleton(twin.url)) continue;
    own.forEach(([name, value], index) => {
      const there = its[index]?.[1] ?? '';
      if (value === there) return void steady.add(name);
      const seen = values.get(name) ?? { left: [], right: [] };
      values.set(name, { left: [...seen.left, value], right: [...seen.right, there] });
    });
  }
  return [...values]
    .filter(([name, { left, right }]) => !steady.has(name) && namesNoPage(left) && namesNoPage(right))
    .map(([name]) => name)
    .sort();
}

/** The address with the names of its parameters and without their values. */
const skeleton = (url: string): string => url.replace(/=[^&#;/?]*/g, '=');

/** A visit bears one value wherever it is named; a moment is a number of seconds or less. */
const namesNoPage = (values: readonly string[]): boolean =>
  values.length > 1 && (new Set(values).size === 1 || values.every((value) => /^\d{10,17}$|^0\.\d{6,}$/.test(value)));

const SAMPLES = 2;

function samplesOf(
  anchors: readonly Anchor[],
  names: ReadonlySet<string>,
  page: Reply,
  inScope: (url: URL) => boolean,
): string[] {
  const home = withoutParameters(page.finalUrl, names);
  const found = new Map<string, string>();
  for (const { url } of anchors) {
    const plain = withoutParameters(url, names);
    if (plain === url || plain === home || found.has(plain) || !inScope(new URL(url))) continue;
    found.set(plain, url);
    if (found.size === SAMPLES) break;
  }
  return [...found.values()];
}

async function isSameWithout(
  session: Session,
  url: string,
  names: ReadonlySet<string>,
  admit: Admit,
): Promise<boolean> {
  const plain = withoutParameters(url, names);
  if ((await admit(new URL(url))) ?? (await admit(new URL(plain)))) return false;
  const [own, bare] = [await session.fetch(url, { admit }), await session.fetch(plain, { admit })];
  if (!isPage(own) || !isPage(bare)) return false;
  const [left, right] = [pageOf(own, names), pageOf(bare, names)];
  return left.words !== '' && left.words === right.words && left.links === right.links;
}

const isPage = (reply: Reply): boolean => !reply.fault && reply.status === 200 && isHtml(reply);

/** What two views of one page share: its words without numbers, which count and tell the time, and where it leads. */
function pageOf(reply: Reply, names: ReadonlySet<string>): { readonly words: string; readonly links: string } {
  const { title, text, links } = pageLinks(reply.body, reply.finalUrl, reply.headers['content-type']?.[0] ?? '');
  return {
    words: `${title} ${text}`.replace(/[\d\s]+/g, ''),
    links: links.map((link) => withoutParameters(link, names)).join('\n'),
  };
}

/** The links of a page that have an address and words, in page order. */
function anchorsOf({ body, finalUrl, headers }: Reply): Anchor[] {
  const encoding = pageEncoding(body, headers['content-type']?.[0] ?? '');
  const anchors: Anchor[] = [];
  let [href, words, base]: (string | undefined)[] = [undefined, '', undefined];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'base') base ??= attributes.href;
        if (name === 'a') [href, words] = [attributes.href, ''];
      },
      ontext: (data) => {
        if (href !== undefined && (words?.length ?? 0) < WORDS) words += data;
      },
      onclosetag: (name) => {
        if (name !== 'a' || href === undefined || anchors.length >= ANCHORS) return;
        const url = resolveLink(href, resolveLink(base ?? '', finalUrl, encoding) ?? finalUrl, encoding);
        const said = words?.replace(/\s+/g, ' ').trim() ?? '';
        if (url !== null) anchors.push({ url, words: said });
        href = undefined;
      },
    },
    { decodeEntities: true },
  );
  parser.end(new TextDecoder(encoding).decode(body));
  return anchors;
}
