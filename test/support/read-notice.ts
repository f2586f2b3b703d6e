import { documentNumbersIn } from '../../src/documents/document-numbers.ts';
import type { Block, Document } from '../../src/documents/document.ts';
import { companiesIn } from '../../src/documents/facts.ts';
import { quote } from '../../src/documents/normal-text.ts';
import { outagesOf } from '../../src/documents/outages.ts';
import { phonesIn } from '../../src/documents/phones.ts';
import { amountsIn } from '../../src/documents/prices.ts';
import type { NoisyNotice, NoticeFacts } from './noisy-notice.ts';

interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

type Reading = (norm: string, wanted: readonly string[]) => readonly Found[];

/** Words that stand whole in a line, where the patterns of rules find them. */
const standing: Reading = (norm, wanted) =>
  wanted.flatMap((value) => {
    const start = norm.indexOf(value);
    return start < 0 ? [] : [{ value, start, end: start + value.length }];
  });

const READINGS: Readonly<Record<Exclude<keyof NoticeFacts, 'dates' | 'outages'>, Reading>> = {
  numbers: (norm) => documentNumbersIn(norm).map((one) => ({ ...one, value: one.number })),
  titles: standing,
  companies: (norm) => companiesIn(norm),
  phones: (norm) => phonesIn(norm).map((one) => ({ ...one, value: one.number })),
  licences: standing,
  addresses: standing,
  amounts: (norm) => amountsIn(norm).map((one) => ({ ...one, value: `${one.value} ${one.unit}` })),
};

/** What was read wrong, in words; empty when every fact is there, no day is invented, and every quote stands in the paper. */
export function faultsOf({ text, facts }: NoisyNotice, document: Document): string[] {
  const faults: string[] = [];
  const told = (kind: string, wanted: readonly string[], found: ReadonlySet<string>): void => {
    for (const one of wanted) if (!found.has(one)) faults.push(`${kind}: ${one} not read (${[...found].join(', ')})`);
  };
  for (const [kind, read] of Object.entries(READINGS)) {
    const wanted = facts[kind as keyof typeof READINGS];
    const found = document.blocks.flatMap((block) => read(block.text.norm, wanted).map((one) => ({ block, ...one })));
    told(kind, wanted, new Set(found.map(({ value }) => value)));
    faults.push(...found.flatMap((one) => misquoted(text, one.block, one)));
  }
  const dates = new Set(document.dates.map(({ date }) => date));
  told('dates', facts.dates, dates);
  for (const date of dates) if (!facts.dates.includes(date)) faults.push(`dates: ${date} is not of this notice`);
  for (const { quote: words } of document.dates) if (!text.includes(words)) faults.push(`quote: ${words}`);
  const outages = facts.outages.length === 0 ? [] : outagesOf(document);
  const named = outages.map(({ area, line, start, startTime, end, endTime, kind }) =>
    [area?.value, line?.value, `${start} ${startTime}`, `${end} ${endTime}`, kind].join('|'),
  );
  told('outages', facts.outages, new Set(named));
  const words = outages.flatMap(({ area, line, time }) => [area, line, time].flatMap((part) => part?.words ?? []));
  return [...faults, ...words.filter((one) => !text.includes(one)).map((one) => `quote: ${one}`)];
}

function misquoted(text: string, { text: words }: Block, { start, end }: Found): string[] {
  const quoted = quote(words, start, end);
  return quoted !== '' && text.includes(quoted) ? [] : [`quote: ${quoted}`];
}
