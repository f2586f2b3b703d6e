import { text } from '../../src/language/text.ts';
import type { Report } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { reportOn, SAMPLE, VERDICTS } from './sample.ts';

/** The sample with the words in every place that a page, a file name or a workspace can fill. */
export function filledWith(words: string): Report {
  const verdicts = VERDICTS.map((one): Verdict => ({
    ...one,
    ...(one.site === undefined ? {} : { site: words }),
    ...(one.instance === undefined ? {} : { instance: words }),
    says: one.says.map(() => text(words, words)),
    remarks: [text(words, words)],
    remedy: text(words, words),
    quotes: one.quotes.map((quote) => ({ ...quote, words, url: words, place: words })),
    ...(one.search && { search: { ...one.search, terms: [words] } }),
    owners: { content: [words], publisher: words },
  }));
  return reportOn(verdicts, {
    company: { ...SAMPLE.company, name: words, en: words },
    alerts: [{ channel: 'portal', url: words, why: words }],
    notices: [text(words, words)],
    coverage: {
      ...SAMPLE.coverage,
      unread: [{ channel: 'hall', site: words, url: words, reason: 'soft-404', detail: words }],
    },
    evidence: SAMPLE.evidence.map((one) => ({ ...one, url: words, id: words, site: words })),
  });
}
