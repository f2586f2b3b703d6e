import { norm } from '../documents/normal-text.ts';
import type { Reason } from '../evidence/reason.ts';
import { text } from '../language/text.ts';
import type { Context } from './check.ts';
import type { Corpus, LinkEnd } from './corpus.ts';
import { held, partial, unsure } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { NumberSign } from './number-sign.ts';
import { isOfficialHost } from './parent-link.ts';
import { hits, includesAny } from './terms.ts';

/** Whether a number stands there only as the name of a column: an entry of a menu, or a step of a breadcrumb. */
export function isColumnName({ document, block, by }: NumberSign, number: string): boolean {
  if (by !== 'text' || block?.region !== 'nav') return false;
  const linked = document.links.filter((link) => link.block === block.index).map((link) => link.text.norm);
  const steps = document.breadcrumb.map(norm).filter((step) => block.text.norm.includes(step));
  const named = (words: readonly string[]): number => words.flatMap((one) => hits(one, [number])).length;
  const all = hits(block.text.norm, [number]).length;
  return named(linked) >= all || named(steps) >= all;
}

/**
 * A column named after the line tells of it what the column itself holds. Where that is nothing that was read, the number is
 * announced and not published (C01); a menu that leads to the regulator's own site leads to the line itself.
 */
export function inNameOnly(signs: readonly NumberSign[], number: string, corpus: Corpus, context: Context): Finding {
  const ends = signs.flatMap(({ document, block }) =>
    document.links
      .filter((link) => link.block === block?.index && includesAny(link.text.norm, [number]))
      .map((link) => ({ link, end: corpus.follow(link) })),
  );
  const extras = { quotes: signs.slice(0, 1).map(({ quote }) => quote), sought: [number] };
  const official = ends.find(({ end }) => end.kind === 'external' && isOfficialHost(end.host, context));
  if (official) {
    const { href } = official.link;
    const says = text(`导航中的 ${number} 指向 ${href}`, `${number} in the menu leads to ${href}`);
    return held([says], { ...extras, lowAssurance: true });
  }
  const open = ends.map(({ end }) => whyOpen(end)).find((reason) => reason !== undefined);
  if (open) {
    const says = text(
      `${number} 只出现在导航的栏目名称中，栏目内容未能读取`,
      `${number} is only the name of a column in the menu, and the column could not be read`,
    );
    return unsure(open, [says], extras);
  }
  const says = text(
    `${number} 只是导航或面包屑中的栏目名称，栏目内外都没有写明号码和名称`,
    `${number} is only the name of a column in the menu or breadcrumb; no page states the number and its name`,
  );
  return partial([says], extras);
}

/** Why the end of a link may still hold the line; undefined where it was seen not to. */
function whyOpen(end: LinkEnd): Reason | undefined {
  if (end.kind === 'document') return end.document.unread?.reason;
  if (end.kind === 'external') return 'needs-person';
  return end.kind === 'not-captured' ? 'not-attempted' : undefined;
}
