import { describe, expect, it } from 'vitest';
import { explainVerdict } from '../../src/report/explain.ts';
import type { Report } from '../../src/report/report.ts';
import { SAMPLE } from './sample.ts';

/** The sample, with the pages that were taken for the item of its first portal verdict. */
function withPages(report: Report): { report: Report; explained: (language: 'zh' | 'en') => string } {
  const verdict = report.verdicts.find(({ channel }) => channel === 'portal');
  if (!verdict) throw new Error('the sample has no verdict on the portal');
  const pages = [
    {
      url: 'http://www.shancheng.example/1.html',
      title: '供电质量',
      score: 85,
      because: ['栏目：供电质量', '正文：供电可靠率、电压合格率'],
    },
    { url: 'http://www.shancheng.example/2.html', title: '', score: 40, because: ['标题：供电质量', '新闻栏目，降权'] },
  ];
  const given = {
    ...report,
    assigned: [{ item: verdict.item, channel: 'portal' as const, site: verdict.site ?? '', pages }],
  };
  return { report: given, explained: (language) => explainVerdict(given, verdict, language) };
}

describe('why a page was taken for an item', () => {
  it('is said in words that nobody has to be a programmer for', () => {
    const said = withPages(SAMPLE).explained('zh');
    expect(said).toContain('30分以上的网页归到本事项');
    expect(said).toContain('85分  《供电质量》  所在栏目有“供电质量”；正文有“供电可靠率”、“电压合格率”');
    expect(said).toContain('40分  http://www.shancheng.example/2.html  网页标题有“供电质量”；是新闻栏目，减分');
  });

  it('is said in English as well', () => {
    const said = withPages(SAMPLE).explained('en');
    expect(said).toContain('85  “供电质量”  its column: “供电质量”; its text: “供电可靠率”, “电压合格率”');
    expect(said).toContain('in a column of news, which counts less');
  });

  it('is left out where no page was about the item', () => {
    const report = SAMPLE;
    const [verdict] = report.verdicts;
    expect(verdict && explainVerdict({ ...report, assigned: [] }, verdict, 'zh')).not.toContain('相关网页');
  });
});
