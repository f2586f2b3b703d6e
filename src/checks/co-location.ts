import { z } from 'zod';
import { companyKindSchema } from '../catalogue/rule.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './corpus.ts';
import { breached, noneSeen, quoteFrom, unsure } from './evidence.ts';
import type { Finding, Quote } from './finding.ts';
import { samples, type Sample } from './sample.ts';
import { hits, includesAny } from './terms.ts';
import { unreadReason } from './whole.ts';

const parameters = z.strictObject({
  /** The regulator's number that must be there. */
  number: z.string().regex(/^\d+$/),
  /** The service line beside which it must stand. */
  service: z.string().regex(/^\d+$/),
  /** Labels of the service line of a company that has a number of its own (A16). */
  own_labels: z.array(z.string()).default([]),
  own_line_kinds: z.array(companyKindSchema).default([]),
});
type Parameters = z.infer<typeof parameters>;

/** Places listed in a report; the count is always complete. */
const LISTED = 5;
/** Words behind the number that make it the name of a website and not a number to call. */
const A_WEBSITE = /^\s*(?:\.cn|\.com|[^，。,.]{0,4}网站|网上)/;

/** 同步、同对象公布: wherever the service line is shown, the regulator's line is shown on the same page or sample (9.4). */
export const coLocation = defineCheck<Parameters>({
  name: 'co-location',
  parameters,
  run: (corpus, wanted, context) => {
    const lines = serviceLines(corpus, wanted, context);
    const showing = samples(corpus).flatMap((sample) => {
      const quote = shownAt(sample, lines);
      return quote ? [{ sample, quote, paired: pairs(sample, wanted.number) }] : [];
    });
    return [weigh(showing, corpus, wanted, lines)];
  },
});

interface Showing {
  readonly sample: Sample;
  readonly quote: Quote;
  readonly paired: boolean;
}

function weigh(showing: readonly Showing[], corpus: Corpus, { number }: Parameters, lines: readonly string[]): Finding {
  const line = lines.join('、');
  const sought = [number, ...lines];
  if (showing.length === 0) {
    const says = text(
      '未发现服务热线，没有可供比照的位置',
      'no service line is shown, so there is nothing to pair it with',
    );
    return unsure('insufficient-evidence', [says], { sought });
  }
  const alone = showing.filter(({ paired }) => !paired);
  if (alone.length > 0) {
    const says = text(
      `${showing.length} 处展示 ${line}，其中 ${alone.length} 处没有同时展示 ${number}：${names(alone, '、')}`,
      `${line} is shown in ${showing.length} places, ${alone.length} of them without ${number}: ${names(alone, ', ')}`,
    );
    return breached('incomplete', [says], { sought, quotes: alone.slice(0, LISTED).map(({ quote }) => quote) });
  }
  const says = text(
    `${showing.length} 处展示 ${line}，均同时展示 ${number}`,
    `${line} is shown in ${showing.length} places, each with ${number}`,
  );
  const extras = { sought, quotes: showing.slice(0, 1).map(({ quote }) => quote) };
  const unread = unreadReason(corpus);
  if (unread) return unsure(unread.reason, [says, unread.says], extras);
  // That no page shows the line alone is as much an absence as "not there", and needs the whole scope.
  return noneSeen([says], extras);
}

const names = (alone: readonly Showing[], between: string): string =>
  alone
    .slice(0, LISTED)
    .map(({ sample }) => sample.name)
    .join(between);

function shownAt({ document, blocks }: Sample, lines: readonly string[]): Quote | undefined {
  for (const block of blocks) {
    const hit = hits(block.text.norm, lines).find(({ start, end }) => isNumberToCall(block.text.norm, start, end));
    if (hit) return quoteFrom(document, block, Math.max(0, hit.start - 20), hit.end + 20);
  }
  return undefined;
}

const isNumberToCall = (line: string, start: number, end: number): boolean =>
  !A_WEBSITE.test(line.slice(end)) && !/[./@]$/.test(line.slice(0, start));

const pairs = ({ document, blocks }: Sample, number: string): boolean =>
  blocks.some(({ text: { norm } }) => includesAny(norm, [number])) ||
  (blocks.length === document.blocks.length && document.images.some(({ alt }) => includesAny(alt, [number])));

/** 95598, or for a company with a line of its own the numbers that it labels as such. */
function serviceLines(corpus: Corpus, wanted: Parameters, { company }: Context): readonly string[] {
  if (!wanted.own_line_kinds.includes(company.kind)) return [wanted.service];
  if (wanted.own_labels.length === 0) return [];
  const labels = wanted.own_labels.join('|');
  const pattern = new RegExp(`(?:${labels})[^\\d]{0,8}(\\d[\\d-]{4,13}\\d)`);
  const found = corpus.documents.flatMap(({ blocks }) =>
    blocks.flatMap(({ text: { norm } }) => pattern.exec(norm)?.[1] ?? []),
  );
  return [...new Set(found)].filter((one) => one !== wanted.number);
}
