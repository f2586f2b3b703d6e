import { z } from 'zod';
import { channelSchema } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { phonesIn, suggestedPhones } from '../documents/phones.ts';
import { text, verbatim, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import { inNameOnly, isColumnName, type Named } from './column-name.ts';
import type { Corpus } from './search/corpus.ts';
import { about, absent, breached, eachHeld, partial, quoteFrom, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { isInNews, namedInNews } from './owner/in-news.ts';
import { signsIn, type NumberSign } from './number-sign.ts';
import { patternSchema } from './search/pattern.ts';
import { oneOfEach, opening, sampleNames, samples, type Sample } from './sample.ts';
import { includesAny } from './search/terms.ts';
import { anyWords, dialled, noted, someWords } from './parameter.ts';

const parameters = z.strictObject({
  number: dialled('热线号码', 'the number'),
  names: someWords('现行的名称，号码近旁须有一个', 'names now in use; one must stand near the number'),
  outdated: anyWords('旧称，指的是同一热线，只作提示', 'former names: still the same line, worth a remark'),
  internal: anyWords(
    '把它说成本单位自己的热线的词，属于错误',
    "descriptions that make it the company's own line, which it is not",
  ),
  own: noted(
    z.array(patternSchema).default([]),
    '同上，按整行的写法：以号码结尾（…12398$）或以号码开头（^12398…）；近旁有正确名称的不算',
    'the same by lines up to the number (…12398$) or from it on (^12398…); not where a right name adjoins the number',
  ),
  every_sample_on: noted(
    z.array(channelSchema).default([]),
    '在这些渠道上，每份样本都要有',
    'channels on which every sample must carry it',
  ),
  no_notice: anyWords(
    '有这些词、又没有电话号码的样本不是服务通知，如验证码',
    'words that make a sample no notice of service, where it shows no number to call: 验证码',
  ),
});
type Parameters = z.infer<typeof parameters>;

/**
 * A service number with its right name, anywhere that a citizen looks: page, header, footer, sign. What a menu calls a column
 * is no such place.
 */
export const hotline = defineCheck<Parameters>({
  name: 'hotline',
  purpose: text('热线号码和正确的名称', 'A service number with its right name'),
  parameters,
  run: (corpus, rule, context) => {
    const wanted = { ...rule, internal: withOwners(rule.internal, context) };
    const first = new Set(about(corpus, context));
    const all = [...samples(corpus)]
      .filter((sample) => !isNoNotice(sample, rule, corpus))
      .sort((one, other) => Number(first.has(other.document)) - Number(first.has(one.document)));
    const shown = all.map((sample) => ({ sample, signs: signsIn(sample, wanted) }));
    const signs = shown.flatMap(({ signs: found }) => found);
    const internal = signs.filter(({ naming }) => naming === 'internal');
    if (internal.length > 0) return [asInternal(wanted, internal)];
    if (all.length === 0 && corpus.documents.length > 0) return [noNotices(wanted)];
    if (signs.length === 0) return [notShown(corpus, wanted)];
    const stated = signs.filter((sign) => !isColumnName(sign, wanted.number));
    if (stated.length === 0) return [inNameOnly(signs, asNamed(wanted.number), corpus, context)];
    if (wanted.every_sample_on.includes(corpus.channel))
      return [withFact(everySample(shown, wanted), wanted.number, context)];
    const published = stated.filter(({ document, block }) => !isInNews(document, block, context.catalogue.vocabulary));
    if (published.length === 0) return [inNewsOnly(stated, wanted)];
    return [withFact(best(published, wanted), wanted.number, context)];
  },
});

/** 您的验证码为…: a text message that is no notice of service and names no number to call. */
const isNoNotice = (
  { document, blocks = document.blocks }: Sample,
  { every_sample_on: every, no_notice: words }: Parameters,
  { channel }: Corpus,
): boolean =>
  every.includes(channel) &&
  words.length > 0 &&
  blocks.some(({ text }) => includesAny(text.norm, words)) &&
  blocks.every(({ text }) => phonesIn(text.raw).length === 0);

const noNotices = ({ number }: Parameters): Finding =>
  unsure(
    'insufficient-evidence',
    [
      text(
        '样本都是验证码等非服务通知，没有可供核对的样本',
        'all samples are verification codes and the like: there is no notice of service to look at',
      ),
    ],
    { sought: [number] },
  );

/** 国网山城供电公司服务监督电话 is 公司服务监督 by name. */
const withOwners = (internal: readonly string[], { company }: Context): string[] =>
  [company.name, ...company.aliases]
    .filter((name) => name.endsWith('公司'))
    .flatMap((name) => internal.map((words) => `${name.replace(/公司$/u, '')}${words}`))
    .concat(internal);

const inNewsOnly = (signs: readonly NumberSign[], { number }: Parameters): Finding =>
  unsure('needs-person', [namedInNews(number)], {
    quotes: signs.slice(0, 1).map(({ quote }) => quote),
    sought: [number],
  });

/** The line where a menu names it. */
const asNamed = (number: string): Named => ({
  isIn: (words) => includesAny(words, [number]),
  name: verbatim(number),
  lacking: text('号码和名称', 'the number and its name'),
  sought: [number],
});

/** Channels agree on the number; how they call it is for the names. */
const withFact = (found: Finding, number: string, { element: { fact } }: Context): Finding =>
  found.holds === 'yes' && fact !== undefined
    ? { ...found, facts: [{ key: fact, value: number, shown: number }] }
    : found;

const asInternal = ({ number }: Parameters, signs: readonly NumberSign[]): Finding =>
  breached(
    'wrong',
    [
      text(
        `把 ${number} 说成企业内部的电话，${number} 是国家能源监管机构的热线`,
        `${number} is described as the company's own line; it belongs to the energy regulator`,
      ),
    ],
    { quotes: signs.slice(0, 3).map(({ quote }) => quote), sought: [number] },
  );

/** A mangled number or a sign in a picture may suggest the line, never prove it (C21). */
function notShown(corpus: Corpus, { number, names }: Parameters): Finding {
  const sought = [number, ...names];
  const mangled = corpus.documents.flatMap((document) =>
    document.blocks.flatMap((block) => suggestions(document, block, number)),
  );
  if (mangled.length > 0) {
    const says = text(
      `疑似 ${number} 的识别错字，需人工核对`,
      `a damaged reading that may stand for ${number}; a person has to check`,
    );
    return unsure('low-confidence', [says], { sought, quotes: mangled.slice(0, 2) });
  }
  for (const document of corpus.documents) {
    const picture = document.images.find(({ src }) => src.includes(number));
    if (!picture) continue;
    const says = text(
      `有一张图片疑似 ${number} 标识，未读到文字`,
      `a picture may be the ${number} sign, but no text was read`,
    );
    return unsure('no-text-layer', [says], { sought });
  }
  return absent([text(`未发现 ${number}`, `${number} was not found`)], sought);
}

const suggestions = (document: Document, block: Block, number: string): readonly Quote[] =>
  suggestedPhones(block.text.norm, [number]).map(({ start, end }) => quoteFrom(document, block, start, end));

interface Shown {
  readonly sample: Sample;
  readonly signs: readonly NumberSign[];
}

function everySample(shown: readonly Shown[], wanted: Parameters): Finding {
  const named = ({ signs }: Shown): boolean =>
    signs.some(({ naming }) => naming === 'current' || naming === 'outdated');
  const without = shown.filter((one) => !named(one));
  const all = shown.flatMap(({ signs }) => signs);
  if (without.length === 0) return best(all, wanted);
  const lacking = without.map(({ sample }) => sample);
  const listed = sampleNames(lacking, 8);
  const says = text(
    `${shown.length} 份样本中有 ${without.length} 份没有 ${wanted.number} 的号码和名称：${listed.zh}`,
    `${without.length} of ${shown.length} samples carry no ${wanted.number} with its name: ${listed.en}`,
  );
  return breached('incomplete', [says], {
    quotes: oneOfEach(lacking)
      .slice(0, 3)
      .flatMap(({ sample }) => opening(sample)),
    sought: [wanted.number],
  });
}

const ORDER: readonly NumberSign['naming'][] = ['current', 'outdated', 'none'];

/** The best showing decides: the current name before a former one, text before picture, a line before a heading. */
function best(signs: readonly NumberSign[], { number, names, outdated }: Parameters): Finding {
  const rank = ({ naming, by, block }: NumberSign): number =>
    ORDER.indexOf(naming) * 4 + Number(by === 'image') * 2 + Number(block?.kind === 'heading');
  const [sign] = [...signs].sort((one, other) => rank(one) - rank(other));
  if (!sign) return absent([text(`未发现 ${number}`, `${number} was not found`)], [number, ...names]);
  const extras = { quotes: [sign.quote], sought: [number, ...names], stated: publicationOf(sign.document) };
  if (sign.naming === 'none') {
    return partial(
      [text(`有号码 ${number}，但旁边没有热线名称`, `the number ${number} stands without the name of the line`)],
      extras,
    );
  }
  const remarks: Text[] = [];
  if (sign.naming === 'outdated')
    remarks.push(
      text(
        `名称为旧称（${outdated.join('、')}），现称${names[0] ?? ''}`,
        `a former name is used; it is now called ${names[0] ?? ''}`,
      ),
    );
  if (sign.by === 'image') remarks.push(text('仅有图片标识及其替代文字', 'only a picture and its alternative text'));
  return eachHeld([text(`已公布 ${number} 及其名称`, `${number} is shown with its name`)], {
    ...extras,
    remarks,
    lowAssurance: sign.by === 'image',
  });
}
