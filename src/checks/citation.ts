import { z } from 'zod';
import { inForce } from '../catalogue/in-force.ts';
import type { Instrument } from '../catalogue/rule.ts';
import type { Block, Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { documentNumbersIn, matchNumber, normalNumber } from '../documents/document-numbers.ts';
import { text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import { about, absent, eachHeld, mainBlocks, partial, quoteFrom, unsure, violated } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, someWords } from './parameter.ts';
import { firstHit, includesAny } from './search/terms.ts';

const parameters = z.strictObject({
  titles: someWords(
    '标题里有这些词的页面才应写明依据',
    'only pages whose title or headings name one of these are meant to state the basis',
  ),
  accepted: someWords(
    '可以引用的文件（instruments.yaml 里的编号）',
    'instruments that may be cited, by their ids in instruments.yaml',
  ),
  superseded: anyWords(
    '已被代替的旧文件的编号；只引用旧文件即为错误',
    'ids of earlier instruments; to cite one alone is wrong',
  ),
  outdated: anyWords('只有旧文件才有的说法，如20个工作日', 'wordings that only earlier instruments used: 20个工作日'),
});
type Parameters = z.infer<typeof parameters>;

interface Citation {
  readonly instrument: Instrument;
  readonly exact: boolean;
  readonly shown: string;
  readonly quote: Quote;
}

/** A page that names its legal basis names one that is in force (C76); a slip in the number is a remark (C77). */
export const citation = defineCheck<Parameters>({
  name: 'citation',
  purpose: text('页面写明的依据现行有效', 'The legal basis that a page names is one in force'),
  parameters,
  run: (corpus, written, context) => {
    const wanted = onDay(written, context);
    const pages = about(corpus, context).filter((page) => isTitled(page, wanted));
    if (pages.length === 0)
      return [
        absent([text(`未发现${context.item.name.zh}`, `${context.item.name.en}: none was found`)], wanted.titles),
      ];
    const cited = pages.flatMap((page) => citationsOn(page, wanted, context));
    const current = cited.filter(({ instrument }) => wanted.accepted.includes(instrument.id));
    const old = [...oldNumbers(cited, current, wanted), ...pages.flatMap((page) => oldWordings(page, wanted))];
    if (old.length > 0) return [outdated(old)];
    return [current.length > 0 ? inOrder(current, context) : uncited(pages, wanted)];
  },
});

/** On a day before the present instrument its predecessor was the law, and its wording was right. */
function onDay(wanted: Parameters, { catalogue, asOf }: Context): Parameters {
  const { accepted, superseded, outdated } = wanted;
  const begun = accepted.filter((id) => (catalogue.instruments.get(id)?.in_force.from ?? asOf) <= asOf);
  if (begun.length === accepted.length) return wanted;
  const then = superseded.filter((id) => {
    const instrument = catalogue.instruments.get(id);
    return instrument !== undefined && inForce(instrument.in_force, asOf);
  });
  const older = superseded.filter((id) => !then.includes(id));
  return { ...wanted, accepted: [...begun, ...then], superseded: older, outdated: begun.length > 0 ? outdated : [] };
}

const isTitled = ({ title, blocks }: Document, { titles }: Parameters): boolean =>
  [norm(title), ...blocks.filter(({ kind }) => kind === 'heading').map(({ text: { norm: line } }) => line)].some(
    (line) => includesAny(line, titles),
  );

function citationsOn(
  page: Document,
  { accepted, superseded }: Parameters,
  { catalogue }: Context,
): readonly Citation[] {
  const known = [...accepted, ...superseded].flatMap((id) => catalogue.instruments.get(id) ?? []);
  const byNumber = new Map(
    known.flatMap((instrument) =>
      instrument.number ? [[normalNumber(instrument.number) ?? instrument.number, instrument]] : [],
    ),
  );
  return mainBlocks(page).flatMap((block) =>
    documentNumbersIn(block.text.norm).flatMap(({ number, shown, start, end }) => {
      const match = matchNumber(number, [...byNumber.keys()]);
      const instrument = match && byNumber.get(match.known);
      return match && instrument
        ? [{ instrument, exact: match.exact, shown, quote: around(page, block, start, end) }]
        : [];
    }),
  );
}

const around = (page: Document, block: Block, start: number, end: number): Quote =>
  quoteFrom(page, block, Math.max(0, start - 30), end + 10);

interface Old {
  readonly says: Text;
  readonly quote: Quote;
}

/** A page may tell the history of its basis, so an old number counts only where the present one is not named. */
const oldNumbers = (
  cited: readonly Citation[],
  current: readonly Citation[],
  { superseded }: Parameters,
): readonly Old[] =>
  current.length > 0
    ? []
    : cited
        .filter(({ instrument }) => superseded.includes(instrument.id))
        .map(({ shown, quote }) => ({
          says: text(`引用了已被取代的 ${shown}`, `cites ${shown}, which has been superseded`),
          quote,
        }));

const oldWordings = (page: Document, { outdated: wordings }: Parameters): readonly Old[] =>
  mainBlocks(page).flatMap((block) => {
    const hit = firstHit(block.text.norm, wordings);
    const says = text(`沿用旧规定的“${hit?.term ?? ''}”`, `keeps “${hit?.term ?? ''}” from an earlier rule`);
    return hit ? [{ says, quote: around(page, block, hit.start, hit.end) }] : [];
  });

const outdated = (old: readonly Old[]): Finding =>
  violated(
    'expired',
    old.slice(0, 3).map(({ says }) => says),
    { quotes: old.slice(0, 3).map(({ quote }) => quote) },
  );

function inOrder(current: readonly Citation[], { asOf }: Context): Finding {
  const exact = current.find((one) => one.exact);
  const best = exact ?? current[0];
  if (!best) return unsure('needs-person', []);
  const { instrument, shown, quote } = best;
  const number = instrument.number ?? shown;
  if (!inForce(instrument.in_force, asOf)) {
    const says = text(
      `所引 ${number} 已于 ${instrument.in_force.until ?? ''} 到期，请确认接续文件`,
      `${number} lapsed on ${instrument.in_force.until ?? ''}; please confirm what follows it`,
    );
    return unsure('needs-person', [says], { quotes: [quote] });
  }
  const slip = text(
    `文号有误：页面写作 ${shown}，应为 ${number}`,
    `the number is misprinted: ${shown} should be ${number}`,
  );
  return eachHeld([text(`引用 ${number}`, `cites ${number}`)], { quotes: [quote], remarks: exact ? [] : [slip] });
}

function uncited(pages: readonly Document[], { accepted }: Parameters): Finding {
  const says = text('没有写明依据文件', 'no basis is cited');
  return partial([says], {
    quotes: pages.slice(0, 1).flatMap((page) =>
      mainBlocks(page)
        .slice(0, 1)
        .map((block) => quoteFrom(page, block)),
    ),
    sought: accepted,
  });
}
