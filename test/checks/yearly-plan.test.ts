import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const plan = (
  year: string,
  published: string,
): string => `<div class="path">首页 &gt; 信息公开 &gt; 停限电有关信息</div>
  <div class="content"><h1>山城市${year}年有序用电方案</h1><p>发布日期：${published}</p>
  <p>${'为做好电力供需平衡工作，根据政府批复，制定本方案，保障居民生活和重要用户用电。'.repeat(3)}</p></div>`;
const approvals = [
  { subject: '6.1', on: '2026-09-16', document: '山城经信〔2026〕8号', by: '山城市经信委', at: 'records/批复.csv:2' },
];

describe('the orderly-use plan of the year (6.1)', () => {
  it('holds with the day of its publication', async () => {
    const [found] = await look('6.1', { '/1.html': plan('2026', '2026-09-21') }, { records: { approvals } });
    expect(found).toMatchObject({ holds: 'yes', stated: { date: '2026-09-21' } });
  });

  it('is missing where only the national rules on such plans stand, whose chapter is called like one', async () => {
    const rules = Array.from(
      { length: 24 },
      (_, at) => `<p>第${at + 1}条 县级以上电力运行主管部门负责编制本地区有序用电方案，并定期组织演练。</p>`,
    ).join('');
    const page = `<div class="path">首页 &gt; 信息公开 &gt; 停限电有关信息</div><div class="content"><h1>有序用电管理办法</h1>
      <p>发布日期：2026-09-21</p><h2>第二章 2026年有序用电方案编制</h2>${rules}</div>`;
    const [found] = await look('6.1', { '/1.html': page }, { records: { approvals } });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it.each(['邻水市', '示范省', '关于印发邻水市'])('is left to a person where it is that of %s', async (area) => {
    const page = plan('2026', '2026-09-21').replace('山城市2026', `${area}2026`);
    const [found] = await look('6.1', { '/1.html': page });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
    const both = { '/1.html': page, '/2.html': plan('2026', '2026-09-21') };
    expect((await look('6.1', both))[0]).toMatchObject({ holds: 'yes' });
  });

  it.each(['', '示范省山城市', '关于印发山城市', '2026年度'])('is the unit’s own under %s', async (area) => {
    const page = plan('2026', '2026-09-21').replace('山城市2026', `${area}2026`);
    expect((await look('6.1', { '/1.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is missing where it is approved and last year’s still stands', async () => {
    const [found] = await look('6.1', { '/1.html': plan('2025', '2025-06-20') }, { records: { approvals } });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
    expect(found?.says[0]?.zh).toContain('2026-09-16');
  });

  it('C72: cannot be told with last year’s plan and no approval recorded', async () => {
    const [found] = await look('6.1', { '/1.html': plan('2025', '2025-06-20') });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
    expect(found?.says.map(({ zh }) => zh).join()).toContain('批复');
  });

  it('takes a draft for no plan', async () => {
    const draft = plan('2026', '2026-03-01').replaceAll('有序用电方案', '有序用电方案（征求意见稿）');
    expect((await look('6.1', { '/1.html': draft }))[0]).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });
});
