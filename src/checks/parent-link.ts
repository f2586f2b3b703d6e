import type { CompanyKind } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import type { Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { blockAt, held, headingsOf, unsure } from './search/evidence.ts';
import type { Finding } from './search/finding.ts';
import { isTitleOf } from './owner/own-title.ts';
import { includesAny } from './search/terms.ts';
import { trails, type Trail } from './search/trail.ts';

/** Kinds of company that stand below one whose page may serve. */
const BELOW: readonly CompanyKind[] = ['branch', 'county', 'other'];

/** Words by which a page says that a link leads to the company above it. */
const ABOVE: readonly string[] = ['上级公司', '省公司', '省电力公司', '省级公司'];

/** Whether the host is one whose pages are official: listed in the vocabulary, or below a listed name. */
export const isOfficialHost = (host: string, { catalogue }: Context): boolean =>
  catalogue.vocabulary.official_hosts.some((official) => host === official || host.endsWith(`.${official}`));

/**
 * A working link to the company above, where the law lets that company's page serve (A9, C92). Undefined where the duty
 * is the unit's own, the unit has no company above, or there is no such link; a link that leads above to a page which
 * could not be read tells nothing.
 */
export function parentLink(corpus: Corpus, terms: readonly string[], context: Context): Finding | undefined {
  const { company, element, item } = context;
  if ((element.level ?? item.level) !== 'parent' || company.parent === undefined || !BELOW.includes(company.kind))
    return undefined;
  const links = trails(corpus, terms).filter((trail) => leadsAbove(trail, context));
  const outside = links.filter(({ end }) => end.kind === 'external');
  const found = outside.find(({ link }) => isTitleOf(link.text.norm, terms, context));
  if (!found) return perhaps(outside) ?? unopened(links);
  const says = text(
    '页面提供了上级公司或官方网站相应内容的链接',
    'the page links to what the company above or an official site publishes',
  );
  const above = found.end.kind === 'external' ? found.end.document : undefined;
  return {
    ...held([says], { quotes: [found.quote], sought: terms, remarks: [target(found)] }),
    ...(above && { above }),
  };
}

/** A link whose words are about something else (news of a meeting on prices) may lead there, or may not. */
function perhaps([first]: readonly Trail[]): Finding | undefined {
  if (!first) return undefined;
  const says = text(
    `“${first.link.text.raw.trim()}”链接到上级公司或官方网站，是不是所要求的内容须人工核实`,
    `“${first.link.text.raw.trim()}” leads to the company above or an official site; a person has to see whether it is what is required`,
  );
  return unsure('needs-person', [says], { quotes: [first.quote], remarks: [target(first)] });
}

function unopened(links: readonly Trail[]): Finding | undefined {
  for (const { end, quote, link } of links) {
    if (end.kind !== 'document' || !end.document.unread) continue;
    const says = text(
      `上级公司页面未能读取：${link.href}`,
      `the page of the company above could not be read: ${link.href}`,
    );
    return unsure(end.document.unread.reason, [says], { quotes: [quote] });
  }
  return undefined;
}

function leadsAbove({ from, link, end }: Trail, context: Context): boolean {
  if (end.kind === 'external' && isOfficialHost(end.host, context)) return true;
  const block = blockAt(from, link.block);
  const words = [
    link.text.norm,
    block?.text.norm ?? '',
    ...(block ? headingsOf(from, block) : []).map(({ text: { norm } }) => norm),
  ];
  return includesAny(words.join('\n'), [context.company.parent ?? '', ...ABOVE]);
}

/** Where an accepted link leads, and whether the far end was seen. */
export const target = ({ link: { href }, end }: Trail): Text =>
  end.kind === 'external' && end.document
    ? text(`链接指向 ${href}，能够打开`, `the link leads to ${href}, which opens`)
    : text(`链接指向 ${href}，该网站不在本次采集范围内`, `the link leads to ${href}, which was outside this capture`);
