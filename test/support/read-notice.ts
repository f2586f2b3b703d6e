import { documentNumbersIn, titlesIn } from '../../src/documents/document-numbers.ts';
import type { Block, Document } from '../../src/documents/document.ts';
import { addressesIn, companiesIn, licenceNumbersIn } from '../../src/documents/facts.ts';
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

const READINGS: Readonly<Record<Exclude<keyof NoticeFacts, 'dates' | 'outages'>, (norm: string) => readonly Found[]>> =
  {
    numbers: (norm) => documentNumbersIn(norm).map((one) => ({ ...one, value: one.number })),
    titles: (norm) => titlesIn(norm).map((one) => ({ ...one, value: one.title })),
    companies: (norm) => companiesIn(norm),
    phones: (norm) => phonesIn(norm).map((one) => ({ ...one, value: one.number })),
    licences: (norm) => licenceNumbersIn(norm),
    addresses: (norm) => addressesIn(norm),
    amounts: (norm) => amountsIn(norm).map((one) => ({ ...one, value: `${one.value} ${one.unit}` })),
  };

/** What was read wrong, in words; empty when every fact is there, no day is invented, and every quote stands in the paper. */
export function faultsOf({ text, facts }: NoisyNotice, document: Document): string[] {
  const faults: string[] = [];
  const told = (kind: string, wanted: readonly string[], found: ReadonlySet<string>): void => {
    for (const one of wanted) if (!found.has(one)) faults.push(`${kind}: ${one} not read (${[...found].join(', ')})`);
  };
  for (const [kind, read] of Object.entries(READINGS)) {
    const found = document.blocks.flatMap((block) => read(block.text.norm).map((one) => ({ block, ...one })));
    told(kind, facts[kind as keyof typeof READINGS], new Set(found.map(({ value }) => value)));
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
