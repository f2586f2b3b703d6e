import { z } from 'zod';
import { text } from '../language/text.ts';
import { defineCheck } from './check.ts';
import { columnNames, isColumnName } from './column-name.ts';
import type { Corpus } from './search/corpus.ts';
import { absent, held, unsure, violated } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { measuredStanding, type Measured } from './home-prominence.ts';
import { isInNews, namedInNews } from './owner/in-news.ts';
import { signsIn, type NumberSign } from './number-sign.ts';
import { anyWords, dialled, someWords } from './parameter.ts';

const parameters = z.strictObject({
  number: dialled('热线号码', 'the number'),
  names: someWords('现行的名称，须有一个', 'names now in use, of which one must stand there'),
  outdated: anyWords('旧称，只作提示', 'former names, worth a remark'),
});
type Parameters = z.infer<typeof parameters>;

/** The sign on the home page in a conspicuous place (Z03, Z04): as measured, else as far as the page's structure tells. */
export const homeSign = defineCheck<Parameters>({
  name: 'home-sign',
  purpose: text('首页显著位置的热线标识', 'The sign of a service line in a conspicuous place of the home page'),
  parameters,
  run: (corpus, wanted, { catalogue: { vocabulary } }) => {
    const { home } = corpus;
    if (!home) return [unsure('not-attempted', [text('没有采集到首页', 'the home page was not captured')])];
    const names = { ...wanted, internal: [] };
    const all = signsIn({ document: home }, names);
    const entries = all.filter((sign) => isColumnName(sign, wanted.number));
    const stated = all.filter((sign) => !entries.includes(sign));
    const named = stated.filter(({ naming }) => naming !== 'none');
    const signs = named.filter(({ block }) => !isInNews(home, block, vocabulary));
    if (named[0] && !signs[0])
      return [unsure('needs-person', [namedInNews(wanted.number)], extrasOf(named[0], wanted))];
    if (!signs[0]) return [notOnHome(corpus, wanted, entries)];
    // Where the number also stands without its name, the measurement may be of that place.
    const isOne = signs.length === stated.length && home.prominence !== undefined;
    const measured = isOne ? measuredStanding(home, wanted.number, namesOf(entries)) : undefined;
    const isMeasured = isOne && (measured !== undefined || entries.length === 0);
    return [isMeasured ? byMeasure(measured, signs[0], wanted) : byRegion(signs, signs[0], wanted)];
  },
});

/** What a menu calls its columns: words that a measurement must not take for the sign. */
const namesOf = (entries: readonly NumberSign[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ document, block }) => (block ? columnNames(document, block) : [])));

const extrasOf = ({ quote }: NumberSign, { number, names }: Parameters): { quotes: Quote[]; sought: string[] } => ({
  quotes: [quote],
  sought: [number, ...names],
});

/** As a browser measured it: what meets the eye without scrolling is conspicuous, what does not is not. */
function byMeasure(measured: Measured | undefined, sign: NumberSign, wanted: Parameters): Finding {
  const extras = extrasOf(sign, wanted);
  if (!measured) return unsure('needs-person', [FOR_A_PERSON], extras);
  const { standing, says } = measured;
  if (standing === 'prominent') return held([says], extras);
  return standing === 'elsewhere' ? violated('incomplete', [says], extras) : unsure('needs-person', [says], extras);
}

const FOR_A_PERSON = text(
  '首页已公示，位置是否显著需人工判断',
  'shown on the home page; whether the place is conspicuous is for a person',
);

/** Where nothing was measured, text in the page's head is conspicuous, and the rest is for the eye. */
function byRegion(signs: readonly NumberSign[], first: NumberSign, wanted: Parameters): Finding {
  const prominent = signs.find(
    ({ by, block }) => by === 'text' && (block?.region === 'header' || block?.kind === 'heading'),
  );
  if (prominent)
    return held([text('首页页首已公示', 'shown at the head of the home page')], extrasOf(prominent, wanted));
  return unsure('needs-person', [FOR_A_PERSON], extrasOf(first, wanted));
}

/**
 * Only in a menu or deeper in the site: part of the duty is met, the home page's is not (C82). The column that a menu leads to is
 * a duty of its own beside the sign.
 */
function notOnHome(corpus: Corpus, { number, names, outdated }: Parameters, entries: readonly NumberSign[]): Finding {
  const sought = [number, ...names];
  const picture = corpus.home?.images.some(({ src }) => src.includes(number));
  if (picture)
    return unsure(
      'no-text-layer',
      [text(`首页有一张疑似 ${number} 标识的图片`, `a picture on the home page may be the ${number} sign`)],
      { sought },
    );
  if (entries[0]) {
    const says = text(
      `首页只在导航的栏目名称中有 ${number}，没有公示标识`,
      `on the home page ${number} is only the name of a column in the menu; there is no sign`,
    );
    return violated('incomplete', [says], { quotes: [entries[0].quote], sought });
  }
  const elsewhere = corpus.documents
    .flatMap((document) => signsIn({ document }, { number, names, outdated, internal: [] }))
    .find((sign) => !isColumnName(sign, number));
  if (!elsewhere) return absent([text(`首页未发现 ${number}`, `${number} is not on the home page`)], sought);
  const says = text(
    `首页未公示 ${number}，只在下级页面出现`,
    `${number} stands on a deeper page and not on the home page`,
  );
  return violated('incomplete', [says], { quotes: [elsewhere.quote], sought });
}
