import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leadDays, noticesOf } from '../../src/documents/outages/merge.ts';
import { noOutagesOf } from '../../src/documents/outages/none.ts';
import { outagesOf, type Outage } from '../../src/documents/outages.ts';
import { article, readPage, shared } from './page.ts';

const messageFile = z.object({ viewData: z.array(z.object({ messageInfo: z.string() })) });

const POSTED = '<p>发布日期：2026-11-15 来源：国网山城供电公司</p>';
const read = (html: string): readonly Outage[] => outagesOf(readPage(html));
const times = ({ start = '', startTime = '', end = '', endTime = '' }: Outage): string =>
  `${start} ${startTime} ${end} ${endTime}`.trim();

describe('a notice as an article', () => {
  it('in labelled lines', () => {
    const [notice, ...others] = read(
      article(
        '计划停电公告',
        `<p>尊敬的客户：因设备检修，现将停电安排公告如下。</p><p>停电时间：2026年11月28日08:00-18:00</p>
         <p>停电线路：10千伏南坪线</p><p>停电区域：滨江路、学府大道一带</p><p>涉及小区：锦绣花园、江畔人家。如有疑问请拨打95598。</p>`,
        POSTED,
      ),
    );
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'planned',
      kindStated: true,
      start: '2026-11-28',
      startTime: '08:00',
      end: '2026-11-28',
      endTime: '18:00',
      line: { words: '10千伏南坪线' },
      area: { words: '滨江路、学府大道一带' },
      customers: { words: '锦绣花园、江畔人家' },
      posted: { date: '2026-11-15' },
    });
    expect(notice && leadDays(notice)).toBe(13);
  });

  it('in a table, a notice a row', () => {
    const rows = [
      '临时|10千伏南岸线|学府大道|2026年11月25日22:00|2026年11月26日06:00',
      '计划|10千伏北岸线|滨江路|2026-11-28 08:00|2026-11-28 18:00',
    ]
      .map(
        (row) =>
          `<tr>${row
            .split('|')
            .map((cell) => `<td>${cell}</td>`)
            .join('')}</tr>`,
      )
      .join('');
    const found = read(
      article(
        '2026年11月停电信息',
        `<table><tr><th>停电类型</th><th>线路名称</th><th>停电区域</th><th>停电开始时间</th><th>停电结束时间</th></tr>${rows}</table>`,
        POSTED,
      ),
    );
    expect(found.map((one) => [one.kind, one.line?.value, one.area?.value, times(one)])).toEqual([
      ['temporary', '10千伏南岸线', '学府大道', '2026-11-25 22:00 2026-11-26 06:00'],
      ['planned', '10千伏北岸线', '滨江路', '2026-11-28 08:00 2026-11-28 18:00'],
    ]);
  });

  it('of days without a year, which are of the next one when they pass the new year', () => {
    const posted = POSTED.replace('2026-11-15', '2025-12-25');
    const days = (title: string, day: string): unknown =>
      read(article(title, `<p>停电时间：${day}08:00-18:00</p><p>停电区域：滨江路</p>`, posted))[0]?.start;
    expect(days('计划停电公告', '12月30日')).toBe('2025-12-30');
    expect(days('计划停电公告', '1月5日')).toBe('2026-01-05');
    expect(days('计划停电公告', '本年12月5日')).toBe('2025-12-05');
    expect(days('2026年计划停电公告', '12月20日')).toBe('2026-12-20');
  });

  it('of days without a year on an undated page, which are of the year in which it was seen', () => {
    const [notice] = read(article('计划停电公告', '<p>停电时间：11月28日08:00-18:00</p><p>停电区域：滨江路</p>', ''));
    expect(notice).toMatchObject({ start: '2026-11-28', area: { words: '滨江路' } });
    expect(notice?.posted).toBeUndefined();
  });

  it('of a changed time, which is the new one and not the former', () => {
    const found = read(
      article(
        '关于停电时间变更的公告',
        '<p>停电区域：滨江路，原停电时间：2026年11月20日08:00-18:00</p><p>现停电时间：2026年11月28日08:00-18:00</p>',
        POSTED,
      ),
    );
    expect(found.map((one) => [times(one), one.area?.value])).toEqual([
      ['2026-11-28 08:00 2026-11-28 18:00', '滨江路'],
    ]);
  });

  it('that calls an outage off: in its title, in a sentence, in a row of a table', () => {
    const called = (title: string, body: string): unknown[] =>
      read(article(title, body, POSTED)).map(({ cancelled }) => cancelled ?? false);
    const labelled = '<p>停电时间：2026年11月28日08:00-18:00</p><p>停电区域：滨江路</p>';
    expect(called('关于取消11月28日停电的通知', labelled)).toEqual([true]);
    expect(called('停电通知', `${labelled}<p>因天气原因，上述计划停电现予取消。</p>`)).toEqual([true]);
    expect(called('停电通知', `${labelled}<p>如遇雨天，停电检修取消。</p>`)).toEqual([false]);
    expect(
      called(
        '停电信息',
        `<table><tr><th>停电时间</th><th>停电区域</th><th>状态</th></tr>
         <tr><td>2026年11月28日08:00-18:00</td><td>滨江路</td><td>已取消</td></tr>
         <tr><td>2026年11月29日08:00-18:00</td><td>学府大道</td><td>正常</td></tr></table>`,
      ),
    ).toEqual([true, false]);
  });

  it('in a table whose rows say when each went out', () => {
    const [notice] = read(
      article(
        '临时停电信息',
        `<table><tr><th>线路</th><th>停电范围</th><th>停电时间</th><th>发布时间</th></tr>
         <tr><td>１０千伏南岸线</td><td>学府大道</td><td>2026-11-17 22:00至2026-11-18 02:00</td><td>2026-11-16 20:30</td></tr></table>`,
      ),
    );
    expect(notice?.posted).toEqual({ date: '2026-11-16', time: '20:30', quote: '2026-11-16 20:30' });
    expect(notice?.line).toMatchObject({ words: '１０千伏南岸线', value: '10千伏南岸线' });
  });

  it.each(['停电时间', '停 电 时 间', '停电日　期', '停电时段', '计划停电开始时间'])(
    'in a table whose time stands under %s',
    (head) => {
      const [notice] = read(
        article(
          '临时停电信息',
          `<table><tr><th>停 电 范 围</th><th>${head}</th></tr>
         <tr><td>学府大道</td><td>2026-11-17 22:00</td></tr></table>`,
        ),
      );
      expect(notice).toMatchObject({ start: '2026-11-17', startTime: '22:00', area: { value: '学府大道' } });
    },
  );

  it('in a sentence', () => {
    const [notice] = read(
      article(
        '停电通知',
        '<p>因线路改造，定于2026年11月28日上午8点至下午6点对10kV南坪线停电，影响滨江路100号至200号用电。</p>',
        POSTED,
      ),
    );
    expect(notice).toMatchObject({
      startTime: '08:00',
      endTime: '18:00',
      line: { value: '10kV南坪线' },
      area: { value: '滨江路100号至200号' },
    });
  });

  it('with the day in the title and the hours in the text', () => {
    const [notice] = read(
      article(
        '停电公告2026年11月28日',
        '<p>1、因线路改造在<span>2026</span>年<span>11</span>月28日07:00-20:30以下区域停电施工：云台村全停。不便之处请谅解。</p>',
        POSTED,
      ),
    );
    expect(notice && times(notice)).toBe('2026-11-28 07:00 2026-11-28 20:30');
    expect(notice?.area?.words).toBe('云台村全停');
  });

  it('with the hours alone under a label', () => {
    const [notice] = read(
      article('停电公告2026年11月28日', '<p>停电时间：7:00至19:00</p><p>停电范围：云台村</p>', POSTED),
    );
    expect(notice && times(notice)).toBe('2026-11-28 07:00 2026-11-28 19:00');
  });

  it('over the new year, with days printed without a year', () => {
    const [notice] = read(
      article('停电通知', '<p>停电时间：11月30日22:00至次日6:00</p><p>停电范围：云台村</p>', POSTED),
    );
    expect(notice && times(notice)).toBe('2026-11-30 22:00 2026-12-01 06:00');
  });

  it('without its line (C62)', () => {
    const [notice] = read(
      article('计划停电公告', '<p>停电时间：2026年11月28日08:00-18:00</p><p>停电区域：滨江路</p>', POSTED),
    );
    expect(notice?.line).toBeUndefined();
    expect(notice?.area?.words).toBe('滨江路');
  });

  it('in a sentence that names the places themselves', () => {
    const [notice] = read(
      article(
        '临时停电公告',
        '<p>因10千伏江北线设备缺陷处理，定于2026年11月19日08时00分至12时00分对江北路12-30号、江北花园停电。</p>',
        POSTED,
      ),
    );
    expect(notice).toMatchObject({ area: { value: '江北路12-30号、江北花园' }, line: { value: '10千伏江北线' } });
  });

  it.each(['对10千伏南坪线停电', '对部分用户停电', '对线路停电检修'])(
    'names no place where it says only %s',
    (words) => {
      const [notice] = read(article('停电通知', `<p>定于2026年11月28日8:00至18:00${words}。</p>`, POSTED));
      expect(notice).toMatchObject({ start: '2026-11-28' });
      expect(notice?.area).toBeUndefined();
    },
  );

  it.each([
    ['预计11月18日18时00分恢复供电', '2026-11-18 18:00'],
    ['预计当日18:00左右恢复送电', '2026-11-18 18:00'],
    ['预计下午6点复电', '2026-11-18 18:00'],
    ['预计恢复供电时间为11月19日2时30分', '2026-11-19 02:30'],
    ['已于17:40全部恢复供电', '2026-11-18 17:40'],
  ])('of a fault told in a sentence: %s', (words, end) => {
    const [notice] = read(
      article('故障停电信息', `<p>2026年11月18日14时55分，10千伏河东线故障停电，${words}。</p>`, POSTED),
    );
    expect(notice && times(notice)).toBe(`2026-11-18 14:55 ${end}`);
  });

  it.each([
    ['预计停电3小时', '2026-11-18 17:55'],
    ['停电时长约十个半小时', '2026-11-19 01:25'],
  ])('of a fault that tells how long it lasts: %s', (words, end) => {
    const [notice] = read(
      article('故障停电信息', `<p>2026年11月18日14时55分，10千伏河东线故障停电，${words}。</p>`, POSTED),
    );
    expect(notice && times(notice)).toBe(`2026-11-18 14:55 ${end}`);
  });

  it('of a fault that tells after how long power returns, and not from when', () => {
    const told = (words: string) =>
      read(article('故障停电信息', `<p>2026年11月18日14时55分，10千伏河东线故障停电，${words}。</p>`, POSTED))[0];
    expect(told('预计3小时后恢复供电')).toMatchObject({ endAbout: true });
    expect(told('抢修人员45分钟到达现场，尽快恢复供电')?.endAbout).toBeUndefined();
  });

  it.each(['预计3小时后恢复供电', '恢复供电时间另行通知', '抢修完成后立即恢复供电'])(
    'of a fault that names no hour of restoration: %s',
    (words) => {
      const [notice] = read(
        article('故障停电信息', `<p>2026年11月18日14时55分，10千伏河东线故障停电，${words}。</p>`, POSTED),
      );
      expect(notice && times(notice)).toBe('2026-11-18 14:55');
    },
  );

  it('of a fault', () => {
    const [notice] = read(
      article(
        '故障停电信息',
        '<p>停电时间：2026-11-15 02:10</p><p>停电区域：滨江路</p><p>预计恢复时间：2026-11-15 05:00</p><p>故障原因：外力破坏</p>',
        POSTED,
      ),
    );
    expect(notice).toMatchObject({ kind: 'fault', startTime: '02:10', end: '2026-11-15', endTime: '05:00' });
  });

  it('in a line with its hours that links to more', () => {
    const html = article('停电信息', '<p><a href="/3.html">故障停电</a> 10千伏城关线 2026-11-06 10:12—13:00</p>');
    expect(read(html)).toMatchObject([{ start: '2026-11-06', startTime: '10:12' }]);
  });

  it('quotes the page and not our reading of it', () => {
    const [notice] = read(
      article(
        '计划停电公告',
        '<p>停电时间：２０２６年１１月２８日　０８：００－１８：００</p><p>停电區域：濱江路</p>',
        POSTED,
      ),
    );
    expect(notice?.time?.words).toBe('２０２６年１１月２８日　０８：００－１８：００');
    expect(notice?.area?.words).toBe('濱江路');
  });
});

describe('a message with several outages', () => {
  const MESSAGE = `停电时间：2026-11-26 07:00—2026-11-26 20:00
停电范围：南岸街道滨江路6、8、12、甲14号、花园宾馆,南岸街道学府里2、3、4号
停电时间：2026-11-27 07:00—2026-11-27 20:00
停电范围：南岸街道培新街3号院
停电时间：2026-11-27 22:00—2026-11-28 07:00
停电范围：北岸街道西花市大街配电室`;

  it.each([
    [
      'on lines of their own',
      MESSAGE.split('\n')
        .map((line) => `<p>${line}</p>`)
        .join(''),
    ],
    ['with breaks', MESSAGE.replaceAll('\n', '<br>')],
    ['run together', `<p>${MESSAGE}</p>`],
  ])('%s', (_name, html) => {
    const found = read(`<html><head><title>通知</title></head><body>${html}</body></html>`);
    expect(found.map((one) => [times(one), one.area?.value])).toEqual([
      ['2026-11-26 07:00 2026-11-26 20:00', '南岸街道滨江路6、8、12、甲14号、花园宾馆,南岸街道学府里2、3、4号'],
      ['2026-11-27 07:00 2026-11-27 20:00', '南岸街道培新街3号院'],
      ['2026-11-27 22:00 2026-11-28 07:00', '北岸街道西花市大街配电室'],
    ]);
  });
});

const present = existsSync(shared('realdata/json/notice_history_95598_beijing_2017.json'));
if (!present) process.stdout.write('skipped: the stored message is not here\n');

it.skipIf(!present)('a real message of 2017 tells three outages', () => {
  const { viewData } = messageFile.parse(
    JSON.parse(readFileSync(shared('realdata/json/notice_history_95598_beijing_2017.json'), 'utf8')),
  );
  const found = viewData.map(({ messageInfo }) => read(`<pre>${messageInfo}</pre>`));
  expect(found.map((notices) => notices.map(times))).toEqual([
    [],
    ['2017-09-26 07:00 2017-09-26 20:00', '2017-09-27 07:00 2017-09-27 20:00', '2017-09-27 22:00 2017-09-28 07:00'],
  ]);
  const areas = found.flat().map(({ area }) => area?.words ?? '');
  expect(areas.every((words) => words.includes('街道办事处') && !words.includes('停电'))).toBe(true);
});

describe('what is no notice', () => {
  it.each([
    [
      'a form that nobody filled in (C70)',
      '停电通知',
      '<p>停电作业定于XXXX年XX月XX日进行，停电区域：本市部分地区。</p>',
    ],
    ['news', '公司零停电检修服务客户', '<p>11月18日，公司完成10千伏南坪线带电作业，减少停电时间：8小时。</p>'],
    [
      'law',
      '供电营业规则',
      '<p>第六十七条 因供电设施计划检修需要停电时，供电企业应当提前七日公告；临时检修提前24小时。</p>',
    ],
    ['a notice about something else', '春节放假通知', '<p>2026年2月15日至2月23日放假，故障停电请拨打95598。</p>'],
    [
      'entries of a list, however short their names',
      '停限电有关信息',
      '<ul><li>·<a href="/3.html">故障停电公告</a>　2026-11-06</li><li>[11-15] <a href="/2.html">临时停电</a></li></ul>',
    ],
    ['relative days only', '停电通知', '<p>明天上午9点至下午5点停电，停电区域：松林镇。</p>'],
  ])('%s', (_name, title, body) => {
    expect(read(article(title, body))).toEqual([]);
  });
});

describe('notices of a site', () => {
  const at = (path: string): string => `http://www.shancheng.example${path}`;
  const entry = (href: string, title: string, date: string): string =>
    `<li><a href="${href}">${title}</a> <span>${date}</span></li>`;
  const list = (...entries: string[]) =>
    readPage(article('公示公告', `<ul>${entries.join('')}</ul>`), { url: at('/gsgg/index.html') });
  const summary = (one: Outage) => [one.key, one.from, one.posted?.date, leadDays(one)];

  it('are each counted once, though listed twice under two addresses', () => {
    const page = list(
      entry('/a/1.html', '停电公告2026年11月28日', '2026-11-15'),
      entry('/a/2.html', '停电公告2026年11月28日', '2026-11-15'),
      entry('/a/3.html', ' 停电公告2026年5月9日', '2026-05-08'),
      entry('/a/4.html', '停电公告2026年05月09号', '2026-05-08'),
      entry('/a/5.html', '停电公告2026年04月01号-04月08号', '2026-03-29'),
      entry('/a/6.html', '停电公告2026年04月01号-04月03号', '2026-03-29'),
      entry('/a/7.html', '关于开展安全检查的公告', '2026-03-29'),
    );
    expect(noticesOf([page]).map(summary)).toEqual([
      ['2026-04-01_2026-04-03', 'entry', '2026-03-29', 3],
      ['2026-04-01_2026-04-08', 'entry', '2026-03-29', 3],
      ['2026-05-09', 'entry', '2026-05-08', 1],
      ['2026-11-28', 'entry', '2026-11-15', 13],
    ]);
  });

  it('are taken from the article where it was read, under either address', () => {
    const html = article('停电公告2026年11月28日', '<p>停电时间：7:00至19:00</p><p>停电范围：云台村</p>', POSTED);
    const one = readPage(html, { url: at('/a/1.html') });
    const twin = readPage(html, { url: at('/a/2.html') });
    const page = list(
      entry('/a/1.html', '停电公告2026年11月28日', '2026-11-15'),
      entry('/a/9.html', '停电公告2026年11月28日', '2026-11-15'),
    );
    expect(noticesOf([page, one, twin]).map(summary)).toEqual([['2026-11-28', 'article', '2026-11-15', 13]]);
  });

  it('keep apart two places on one day', () => {
    const html = (place: string) =>
      article('停电公告2026年11月28日', `<p>停电时间：7:00至19:00</p><p>停电范围：${place}</p>`, POSTED);
    const found = noticesOf([
      readPage(html('云台村'), { url: at('/a/1.html') }),
      readPage(html('江口村'), { url: at('/a/2.html') }),
    ]);
    expect(found.map(({ area }) => area?.value).sort()).toEqual(['云台村', '江口村'].sort());
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
  });
});

describe('no outage (C10)', () => {
  it('is a statement with the time of its query', () => {
    const page = readPage(
      article('停电信息查询', '<p>查询区域：南岸区</p><p>查询时间：2026-11-18 09:12</p><p>当前无计划停电信息</p>'),
    );
    expect(noOutagesOf(page)).toMatchObject([{ kind: 'planned', words: '当前无计划停电信息', queried: '2026-11-18' }]);
  });

  it.each(['没有停电', '经查询，没有停电。', '山城区没有计划停电', '本辖区没有停电信息', '近期没有停电'])(
    'is %s',
    (words) => {
      expect(noOutagesOf(readPage(article('停电信息', `<p>${words}</p>`)))).toHaveLength(1);
    },
  );

  it.each(['无停电检修作业法', '零停电', '减少停电次数', '我们小区周围都没有停电，只有这一期的房子停电'])(
    'is not %s',
    (words) => {
      expect(noOutagesOf(readPage(article('新闻', `<p>${words}</p>`)))).toEqual([]);
    },
  );
});
