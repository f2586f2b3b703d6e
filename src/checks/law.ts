import { z } from 'zod';
import { editionOn } from '../catalogue/in-force.ts';
import type { Instrument } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import { text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { editionOf } from './edition.ts';
import {
  about,
  absent,
  citing,
  held,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
  unsure,
  violated,
} from './search/evidence.ts';
import type { Finding } from './search/finding.ts';
import { copiesOf, extractOn, type Copy } from './law/copies.ts';
import { lawName, type LawName } from './law/name.ts';
import { anyWords, noted, readableSchema, wholeNumber } from './parameter.ts';
import { isOfficialHost, parentLink, target } from './parent-link.ts';
import { trails, unfollowed, type Trail } from './search/trail.ts';

const parameters = z.strictObject({
  instrument: noted(
    z.string(),
    '现行文件的编号；名称和特征语取自 instruments.yaml',
    'id of the instrument in force; its title, aliases and markers come from instruments.yaml',
  ),
  titles: anyWords('页面上的其他叫法', 'further names under which pages list it'),
  readable: noted(
    readableSchema,
    '条数和字数都不到的，只是谈到它，不是全文',
    'with fewer articles and fewer characters a page speaks about the law and does not give it',
  ),
  articles: noted(
    wholeNumber(4, '条数', 'articles').optional(),
    '现行版共多少条；差得多的是摘录，作提示',
    'how many articles the version in force has: far fewer are an extract, which is remarked',
  ),
});
type LawParameters = z.infer<typeof parameters>;

interface Case {
  readonly corpus: Corpus;
  readonly context: Context;
  readonly instrument: Instrument;
  readonly wanted: LawParameters;
  readonly names: readonly string[];
  readonly finder: LawName;
}

/**
 * A law or standard that must be there readable and in the version in force: as text or as a working official link. Its
 * title alone is not the law (C14), nor is an old version (C73).
 */
export const law = defineCheck<LawParameters>({
  name: 'law',
  purpose: text(
    '法规、标准的全文或有效的官方链接，且为现行版本',
    'A law or standard, readable and in the version in force: as text or as a working official link',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const { catalogue, asOf } = context;
    const instrument = editionOn(wanted.instrument, asOf, catalogue) ?? catalogue.instruments.get(wanted.instrument);
    if (!instrument) throw new RangeError(`the catalogue has no instrument ${wanted.instrument}`);
    const names = [instrument.title.zh, ...instrument.aliases, ...wanted.titles];
    const finder = lawName(names);
    const links = trails(corpus, names).filter(({ link }) => finder.find(link.text.norm) !== undefined);
    const one = { corpus, context, instrument, wanted, names, finder };
    return [
      byText(one, copiesOf(corpus, links, one)) ??
        byLink(one, links) ??
        byExtract(one, links) ??
        byTitle(one) ??
        elsewhere(one),
    ];
  },
});

function byText(one: Case, copies: readonly Copy[]): Finding | undefined {
  const current = copies.find(({ edition }) => edition === 'current');
  const old = copies.find(({ edition }) => edition === 'outdated');
  if (current) return inForce(current, old, one);
  if (old) return violated('wrong', [outdated(old.marker, one)], extrasOf(old, one));
  const [unmarked] = copies;
  if (!unmarked) return undefined;
  const { name } = one.context.element;
  const says = text(
    `${name.zh}有文本，但无法确认是否为现行版本`,
    `the text of ${name.en} is there; whether it is the version in force cannot be confirmed`,
  );
  return unsure('needs-person', [says], extrasOf(unmarked, one));
}

const extrasOf = ({ document, quote }: Copy, { names }: Case) => ({
  quotes: [quote],
  sought: names,
  stated: publicationOf(document),
});

function inForce(current: Copy, old: Copy | undefined, one: Case): Finding {
  const { name } = one.context.element;
  const total = one.wanted.articles ?? 0;
  const remarks: Text[] = [];
  if (current.articles * 2 < total) {
    remarks.push(
      text(
        `页面所载似为节选（${current.articles}条，全文${total}条）`,
        `the page seems to give an extract (${current.articles} of ${total} articles)`,
      ),
    );
  }
  if (old) {
    const { url } = old.document.capture;
    remarks.push(text(`另有旧版文本未清理：${url}`, `an old version still stands at ${url}`));
  }
  const says = text(`${name.zh}已公布文本，为现行版本`, `${name.en} is given in the version in force`);
  return held([says], { ...extrasOf(current, one), remarks });
}

const outdated = (marker: string, { instrument: { in_force }, context: { element } }: Case): Text =>
  text(
    `${element.name.zh}挂的是旧版文本（“${marker}”），现行版本自 ${in_force.from} 起施行`,
    `${element.name.en} is given in an old version (“${marker}”); the version in force took effect on ${in_force.from}`,
  );

/** What the law's title leads to, the best end first. */
function byLink(one: Case, links: readonly Trail[]): Finding | undefined {
  const { context, instrument, names, corpus } = one;
  const found = links.map((trail) => ({ trail, ...editionOf(trail.link.text.norm, instrument) }));
  const outside = found.filter(({ trail: { end }, edition }) => end.kind === 'external' && edition !== 'outdated');
  const official = outside.find(({ trail: { end } }) => end.kind === 'external' && isOfficialHost(end.host, context));
  if (official) return linked(official.trail, one);
  const old = found.find(({ edition }) => edition === 'outdated');
  if (old) return violated('wrong', [outdated(old.marker, one)], { quotes: [old.trail.quote], sought: names });
  const [stranger] = outside;
  if (stranger) return linkedElsewhere(stranger.trail, one);
  return links.some(({ end }) => end.kind !== 'nowhere') ? unfollowed(corpus, names, context) : undefined;
}

function linked(trail: Trail, { names, context: { element } }: Case): Finding {
  const says = text(
    `${element.name.zh}以官方网站链接公开`,
    `${element.name.en} is disclosed by a link to an official site`,
  );
  return held([says], { quotes: [trail.quote], sought: names, remarks: [target(trail)] });
}

function linkedElsewhere(trail: Trail, { names, context: { element } }: Case): Finding {
  const says = text(
    `${element.name.zh}链接到非官方网站，能否采信需人工判断`,
    `the link to ${element.name.en} leads to a site that is not official; a person has to decide`,
  );
  return unsure('needs-person', [says], { quotes: [trail.quote], sought: names, remarks: [target(trail)] });
}

/** A few articles under the law's name are a part of it and not the law; an old version is wrong all the same. */
function byExtract(one: Case, links: readonly Trail[]): Finding | undefined {
  const { corpus, context, instrument, names, finder } = one;
  const { name } = context.element;
  const linked = links.flatMap(({ end }) => (end.kind === 'document' && !end.document.unread ? [end.document] : []));
  for (const document of new Set([...linked, ...about(corpus, context)])) {
    if (!mayName(document, finder.names)) continue;
    const titled = [...mainBlocks(document)].find(
      ({ kind, text: { norm } }) => kind === 'heading' && finder.find(norm) !== undefined,
    );
    const named = titled !== undefined || finder.find(normalise(document.title).norm) !== undefined;
    const articles = named ? extractOn(document, finder) : 0;
    if (articles === 0) continue;
    const quote = titled ? quoteFrom(document, titled) : citing(document, document.title, 'title');
    const { edition, marker } = editionOf(titled?.text.norm ?? normalise(document.title).norm, instrument);
    if (edition === 'outdated') return violated('wrong', [outdated(marker, one)], { quotes: [quote], sought: names });
    const says = text(
      `${name.zh}只有节选（${articles}条），不是全文，也没有可打开的链接`,
      `only ${articles} articles of ${name.en}, neither the whole text nor a link that opens`,
    );
    return partial([says], { quotes: [quote], sought: names });
  }
  return undefined;
}

/** The title without a link that opens or a text (C14). */
function byTitle(one: Case): Finding | undefined {
  const { corpus, context, instrument, names, finder } = one;
  const { name } = context.element;
  for (const document of about(corpus, context)) {
    if (!mayName(document, finder.names)) continue;
    for (const block of mainBlocks(document)) {
      const at = finder.find(block.text.norm);
      if (at === undefined) continue;
      const extras = { quotes: [quoteFrom(document, block, Math.max(0, at - 10), at + 60)], sought: names };
      const { edition, marker } = editionOf(block.text.norm, instrument);
      if (edition === 'outdated') return violated('wrong', [outdated(marker, one)], extras);
      const says = text(
        `${name.zh}只有标题，没有文本，也没有可打开的链接`,
        `only the title of ${name.en}, without a text or a link that opens`,
      );
      return partial([says], extras);
    }
  }
  return undefined;
}

function elsewhere({ corpus, context, names }: Case): Finding {
  const { name } = context.element;
  return (
    parentLink(corpus, [...names, context.item.name.zh, ...context.item.aliases], context) ??
    unfollowed(corpus, names, context) ??
    absent([notFoundText(name)], names)
  );
}
