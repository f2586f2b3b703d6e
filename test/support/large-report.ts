import type { Report } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { text } from '../../src/language/text.ts';
import { reportOn, SAMPLE, VERDICTS } from '../report/sample.ts';

const ELEMENTS = 40;
const HALLS = 200;

/** A made report of so many gaps: halls and elements in turn, a page of its own for each, one in a hundred critical. */
export function largeReport(gaps: number): Report {
  const [overdue] = VERDICTS;
  const [captured] = SAMPLE.evidence;
  if (!overdue || !captured) throw new Error('no sample');
  const page = (at: number): string => `http://www.shili.example/notice/${at}.html`;
  const site = (at: number): string => `第${(at % HALLS) + 1}营业厅`;
  const verdicts = Array.from({ length: gaps }, (_, at): Verdict => ({
    ...overdue,
    id: `1.${(at % ELEMENTS) + 1}/hall@${site(at)}/change-${at}/timeliness`,
    element: `1.${(at % ELEMENTS) + 1}`,
    channel: 'hall',
    site: site(at),
    instance: `change-${at}`,
    daysLate: (at % 30) + 1,
    severity: at % 100 === 99 ? 'critical' : at % 2 === 0 ? 'major' : 'minor',
    says: [text(`第 ${at} 项变更未按期公布`, `change ${at} was not published in time`)],
    quotes: overdue.quotes.map((one) => ({ ...one, capture: `portal:${page(at)}`, url: page(at) })),
  }));
  return reportOn(verdicts, {
    elements: Array.from({ length: ELEMENTS }, (_, at) => ({
      id: `1.${at + 1}`,
      item: '1',
      name: text(`要素${at + 1}`, `element ${at + 1}`),
    })),
    evidence: verdicts.map((_, at) => ({ ...captured, id: `portal:${page(at)}`, url: page(at) })),
  });
}
