import { describe, expect, it } from 'vitest';
import { look } from '../../support/corpus.ts';

const withDeadLink = (title: string): Record<string, string | { status: number }> => ({
  '/1.html': `<div class="content"><h1>信息公开</h1><ul><li><a href="/gone.html">${title}</a></li></ul></div>`,
  '/gone.html': { status: 404 },
});

describe('a title whose link is dead', () => {
  it.each([
    ['2.1-new', '高压客户办电流程'],
    ['2.1-new', '居民用电业务办理流程及收费标准'],
    ['2.1-new', '用电业务流程图'],
    ['1.4', '联系方式'],
    ['1.4', '公司联系电话（2026年）'],
    ['3.1', '国网山城供电公司销售电价表'],
    ['12.2', '供电营业厅一览表'],
    ['10.2', '关于公布《受电工程验收标准》的通知'],
  ])('C02: is what %s lacks: %s', async (element, title) => {
    const [found] = await look(element, withDeadLink(title));
    expect(found).toMatchObject({ holds: 'no', gap: 'missing', proof: 'seen' });
    expect(found?.quotes?.[0]?.words).toContain(title);
  });

  it.each([
    ['2.1-new', '县政府网站后台操作流程（附下载）'],
    ['1.4', '我县组织收听收看全国安全生产电视电话会议'],
    ['12.3', '政府门户网站信息公开保密审查表'],
    ['12.2', '供电营业厅开展志愿服务活动'],
    ['5.1-planned', '停电不停工，抢修队员连夜奋战'],
  ])('says nothing of %s where it only names a word of it: %s', async (element, title) => {
    const [found] = await look(element, withDeadLink(title));
    expect(found?.proof).not.toBe('seen');
    expect(found?.quotes ?? []).toEqual([]);
  });
});

describe('titles whose pages were not captured', () => {
  it('A17: are named by the one that is about the duty', async () => {
    const list = ['全国安全生产电视电话会议', '联系方式'].map(
      (title, at) => `<li><a href="/${at}.html">${title}</a></li>`,
    );
    const pages = { '/list.html': `<div class="content"><h1>信息公开</h1><ul>${list.join('')}</ul></div>` };
    const [found] = await look('1.4', pages, { closed: false });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'not-attempted' });
    expect(found?.says[0]?.zh).toBe('“联系方式”的页面不在快照中');
  });
});

describe('a list of titles with their dates', () => {
  const list = Array.from(
    { length: 20 },
    (_, at) =>
      `<li><a href="/${at}.html">20${String(at + 5).padStart(2, '0')}年度部门年报</a><span>2026-03-${10 + at}</span></li>`,
  );

  it.each([
    ['as a page', `<title>信息公开年报</title><div class="content"><ul>${list.join('')}</ul></div>`],
    ['under a heading', `<div class="content"><h1>信息公开</h1><h2>信息公开年报</h2><ul>${list.join('')}</ul></div>`],
  ])('C14: is no document of that title, %s', async (_how, html) => {
    const [found] = await look('N33', { '/1.html': html });
    expect(found?.holds).not.toBe('yes');
  });

  it('is one as soon as it leads to it', async () => {
    const text =
      '一年来，公司主动公开服务信息六十八条，其中停电公告六十四条，受理用户咨询十二件，全部按期答复，未发生因信息公开引起的投诉。';
    const [found] = await look('N33', {
      '/1.html': `<title>信息公开年报</title><div class="content"><ul><li><a href="/2.html">2025年信息公开年报</a></li></ul></div>`,
      '/2.html': `<div class="content"><h1>国网山城供电公司2025年信息公开年报</h1><p>${text}</p></div>`,
    });
    expect(found).toMatchObject({ holds: 'yes' });
  });
});

describe('a title that holds the name of another document', () => {
  const page = (title: string): Record<string, string> => ({
    '/1.html': `<title>${title}</title><div class="content"><h1>${title}</h1><p>${'本文件规定接入系统的电压等级、计量方式和继电保护配置要求。'.repeat(5)}</p></div>`,
  });

  it.each([
    ['N33', '山城县2025年政府信息公开工作年度报告', false],
    ['N33', '2025年信息公开工作年度报告', true],
    ['7.8', '分布式电源接入行业技术标准', false],
    ['7.8', '分布式电源接入技术标准', true],
    ['7.8', '执行的行业标准和企业标准', true],
  ])('%s: whether %s is it: %s', async (element, title, isIt) => {
    const [found] = await look(element, page(title));
    expect(found?.holds === 'yes').toBe(isIt);
  });
});
