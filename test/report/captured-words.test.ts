import { describe, expect, it } from 'vitest';
import { explainVerdict } from '../../src/report/explain.ts';
import { htmlPage } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { SAMPLE } from './sample.ts';

/** The sample as of a night on which the server said that nothing had changed since the night before. */
function unmodified(): Report {
  const report = SAMPLE;
  const evidence = report.evidence.map((line) => ({ ...line, unmodifiedSince: '2026-11-15T17:30:00Z' }));
  return { ...report, evidence };
}

const SINCE = '内容于 2026-11-16 01:30 北京时间 取得';

describe('a page of which the server only said that nothing had changed', () => {
  it('is quoted with both days by explain, and only then', () => {
    const quoted = (report: Report): string => {
      const verdict = report.verdicts.find(({ quotes }) => quotes.length > 0);
      if (!verdict) throw new Error('the sample quotes nothing');
      return explainVerdict(report, verdict, 'zh');
    };
    expect(quoted(unmodified())).toContain(`采集于 2026-11-18（网站答复未变更，${SINCE}）`);
    expect(quoted(SAMPLE)).not.toContain('未变更');
  });

  it('says so in the list of evidence, in both languages', () => {
    const options = { colour: false, width: 0 };
    expect(htmlPage.render(unmodified(), { ...options, language: 'zh' })).toContain(SINCE);
    expect(htmlPage.render(unmodified(), { ...options, language: 'en' })).toContain(
      'not modified since; received 2026-11-16 01:30 Beijing time',
    );
  });
});
