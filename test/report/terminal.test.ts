import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { terminal } from '../../src/report/terminal.ts';
import { widthOf, wrap } from '../../src/report/terminal/columns.ts';
import { reportOn, SAMPLE } from './sample.ts';

const told = (width: number, language: 'zh' | 'en' = 'zh', colour = false): string =>
  terminal.render(SAMPLE, { language, width, colour }).toString();

describe('the terminal report', () => {
  it.each([80, 100, 120, 200])('keeps to %i columns; only an address may be longer', (width) => {
    for (const language of ['zh', 'en'] as const)
      for (const line of told(width, language).split('\n'))
        if (!/^\s*https?:\S+$/.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(width);
  });

  it('says the same with colour and without', () => {
    const coloured = told(100, 'zh', true);
    expect(coloured).not.toBe(told(100));
    expect(stripVTControlCharacters(coloured)).toBe(told(100));
  });

  it('opens with coverage and its base, then what must be said loudly', () => {
    const [, , , coverage, outcome, alert, notice] = told(120).split('\n');
    expect(coverage).toContain('应公开 7 项（要素 × 渠道），可判定 6 项（85%）');
    expect(outcome).toContain('问题 6 个');
    expect(alert).toContain('安全告警');
    expect(notice).toMatch(/^! 依据即将失效/);
  });

  it('tells each gap once, and points its second owner to it', () => {
    const page = told(160);
    expect(page.match(/编号：5\/portal/g)).toHaveLength(1);
    expect(page).toMatch(/■ 设备部[^\n]*\n {2}共同负责：第\d+条（见营销部）/);
    expect(page).toContain('更新不及时（逾期3个工作日）');
    expect(page).toContain('更新不及时（提前6天，差1天）');
  });

  it('folds elements of one item that fail alike at one place', () => {
    const page = told(160);
    expect(page).toContain('2.1 新装：工作流程、2.2 新装：办理时限');
    expect(page).toContain('资料核查未发现：共查 20 页，其中相关 2 页');
  });

  it('shows numbers that people know and no others, and no channel by its code', () => {
    const page = told(160).replaceAll(/编号：.*/g, '');
    expect(page).toContain('N26 清理失效及不适用信息');
    expect(page).not.toContain('own-commitments');
    expect(page).toContain('企业门户网站：新城大道66号；供电营业厅（城关营业厅）：江北路18号');
  });

  it('is English but for names and quotations', () => {
    const kept =
      /“[^”]*”|\(?城关营业厅\)?|新城大道66号|江北路18号|10千伏学府线|变更登记|示电营〔2022〕1号|三（一）、附件1|真人娱乐 首页|工作流程|办理流程/g;
    expect(
      told(160, 'en')
        .replaceAll(kept, '')
        .match(/.*[\p{Script=Han}，。：；、（）].*/gu),
    ).toBeNull();
  });
});

it('names the page that many duties wait for', () => {
  const [first] = SAMPLE.verdicts.filter(({ channel }) => channel === 'portal');
  if (!first) throw new Error('the sample has no portal');
  const waiting = Array.from({ length: 12 }, (_, at) => ({
    ...first,
    id: `1.2/portal/2026-${at}/content`,
    instance: `2026-${at}`,
    outcome: 'cantTell' as const,
    reason: 'auth-wall' as const,
  }));
  const page = 'http://www.shili.example/xxgk/';
  const unread = [
    { channel: 'portal' as const, site: '', url: '', reason: 'auth-wall' as const, detail: `${page} HTTP 403` },
    { channel: 'portal' as const, site: '', url: page, reason: 'auth-wall' as const, detail: 'HTTP 403' },
  ];
  const report = reportOn(waiting, { coverage: { ...SAMPLE.coverage, unread } });
  const said = terminal.render(report, { language: 'zh', width: 120, colour: false }).toString();
  expect(said).toContain(`网站拒绝访问，或要求先登录（12 项）`);
  expect(said).toMatch(/未读到：http:\/\/www\.shili\.example\/xxgk\/　HTTP 403（拒绝访问）\n\s+企业门户网站 12/);
});

describe('wrapping', () => {
  it('breaks between Chinese characters, never inside a number, never before a full stop', () => {
    expect(wrap('自2026-09-24起算，应不迟于2026-10-15。', 16)).toEqual([
      '自2026-09-24起',
      '算，应不迟于',
      '2026-10-15。',
    ]);
  });

  it('keeps an address whole', () => {
    expect(wrap('见 http://www.shili.example/a/b/c', 12)).toEqual(['见', 'http://www.shili.example/a/b/c']);
  });
});
