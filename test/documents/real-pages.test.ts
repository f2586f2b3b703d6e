import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/documents/charset.ts';
import { readHtml, type HtmlReading } from '../../src/documents/html.ts';

/** Pages that nobody here wrote; they stay outside the project, and without them these tests are skipped. */
const folder = path.resolve(import.meta.dirname, '../../../shared/realdata/html');
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .sort()
  : [];

function read(file: string): HtmlReading {
  const decoded = decode(readFileSync(path.join(folder, file)));
  if ('reason' in decoded) throw new Error(`${file}: ${decoded.detail}`);
  return readHtml(decoded.text, `http://mirror.example/${file}`, { encoding: decoded.used });
}

const mainOf = ({ blocks }: HtmlReading): string[] =>
  blocks.filter(({ region }) => region === 'main').map(({ text }) => text.norm);
const fieldOf = ({ fields }: HtmlReading, name: string): string | undefined =>
  fields.find(({ label }) => label.norm === name)?.value.norm;

describe.skipIf(files.length === 0)('real pages', () => {
  it('are all read, and every one but the empty shell has content', () => {
    const empty = files.filter((file) => mainOf(read(file)).join('').length === 0);
    console.info(`real pages: ${files.length - empty.length} of ${files.length} have content`);
    expect(empty).toEqual(['spa_shell_hainan_dlgd_202608.html']);
  });

  it('the shell of an application needs scripts; no other page does', () => {
    expect(files.filter((file) => read(file).needsJs)).toEqual(['spa_shell_hainan_dlgd_202608.html']);
  });
});

const mirror = 'zhecheng_gov_mirror/xxgk/xxgkml/gsgg';

describe.skipIf(!existsSync(path.join(folder, mirror)))('a county portal', () => {
  it('an outage notice: its path, its head, its words, its signature', () => {
    const notice = read(`${mirror}/2018-07-11/5857.html`);
    expect(notice.breadcrumb).toEqual(['首页', '信息公开', '政府信息公开目录', '公示公告']);
    expect(notice.blocks.find(({ kind }) => kind === 'heading')?.text.raw).toBe('停电公告2018年06月28日');
    expect([fieldOf(notice, '发布日期'), fieldOf(notice, '来源')]).toEqual(['2018-06-26 08:14:31', '县供电局']);
    const main = mainOf(notice);
    expect(main.some((line) => line.includes('因线路改造在2018年06月28日07:00-20:30以下区域停电施工'))).toBe(true);
    const signed = main.findIndex((line) => /^国网.{2,6}供电公司$/.test(line));
    expect([signed > 0, main[signed + 1]]).toEqual([true, '2018年06月25日']);
    expect(main.join('')).not.toMatch(/微信好友|主办单位|工作机构/);
  });

  it('the same notice under two ids has the same words', () => {
    const words = (id: string): string => mainOf(read(`${mirror}/2018-07-11/${id}.html`)).join('\n');
    expect(words('6163')).toBe(words('5857'));
  });

  it('list pages: 15 entries each, every one with its date', () => {
    for (const file of files.filter((name) => name.startsWith(`${mirror}/index`))) {
      const entries = read(file).links.filter(({ region, date }) => region === 'main' && date !== undefined);
      expect([file, entries.length]).toEqual([file, 15]);
    }
    const second = read(`${mirror}/index_2.html`).links.find(({ text }) => text.raw === '停电公告2018年06月02日');
    expect(second).toMatchObject({
      date: '2018-06-01',
      href: 'http://www.zhecheng.gov.cn/xxgk/xxgkml/gsgg/2018-07-11/5861.html',
    });
  });

  it('a guide: headings in official style own their paragraphs, contacts are fields', () => {
    const guide = read('zhecheng_gov_mirror/xxgk/xxgkzn/2018-06-30/298.html');
    const owner = (words: string): string | undefined => {
      const block = guide.blocks.find(({ text }) => text.norm.startsWith(words));
      return guide.blocks[block?.under ?? -1]?.text.raw;
    };
    expect(owner('办公地址')).toBe('一、工作机构');
    expect(owner('1.县政府及其工作机构的领导名单')).toBe('（一）公开内容');
    expect(owner('(一)公开内容')).toBe('三、主动公开');
    expect([fieldOf(guide, '联系电话'), fieldOf(guide, '邮政编码')]).toEqual(['0370-6021716', '476200']);
    expect(guide.tables).toHaveLength(1);
    expect(guide.tables[0]?.caption).toMatch(/^.{3}政府信息公开申请表$/);
  });
});

describe.skipIf(files.length === 0)('other templates', () => {
  const has = (file: string): boolean => files.includes(file);

  it.skipIf(!has('gne/gzggw_1.html'))('a page of nested tables: path in cells, title, head line, text', () => {
    const page = read('gne/gzggw_1.html');
    expect(page.breadcrumb).toEqual(['首页', '发展改革工作', '投资管理和项目推进', '投资运行']);
    expect([fieldOf(page, '发布日期'), fieldOf(page, '信息来源')]).toEqual(['2016-11-22', '省发改委']);
    expect(mainOf(page).filter((line) => line.includes('246.79亿元'))).toHaveLength(1);
  });

  it.skipIf(!has('nea_gov_cn_xwzx_index_20260916.html'))(
    'a news page whose columns are called left and right: all of them content',
    () => {
      const page = read('nea_gov_cn_xwzx_index_20260916.html');
      expect(page.breadcrumb).toEqual(['首页', '新闻中心']);
      expect(page.links.filter(({ region, date }) => region === 'main' && date !== undefined)).toHaveLength(40);
    },
  );

  it.skipIf(!has('w3school_gb2312/index.html'))('GB2312 bytes: title and content, menus apart', () => {
    const page = read('w3school_gb2312/index.html');
    expect(page.title).toBe('w3school 在线教程');
    expect(page.blocks.filter(({ region }) => region === 'nav').length).toBeGreaterThan(20);
    expect(mainOf(page).join('')).toContain('领先的Web技术教程');
  });

  it.skipIf(!has('zjgztb_clone/ztzl/028001/moreinfo_new.html'))(
    'a list page as a table: header row, a date beside each link',
    () => {
      const page = read('zjgztb_clone/ztzl/028001/moreinfo_new.html');
      expect(page.tables[0]?.rows[0]?.map(({ raw }) => raw)).toEqual(['序号', '标题', '发布时间']);
      expect(page.links.filter(({ date }) => date !== undefined)).toHaveLength(15);
    },
  );

  it.skipIf(!has('readability_youth.html'))(
    'an article of 470 kB: path, head line, text without the lists around it',
    () => {
      const page = read('readability_youth.html');
      expect(page.breadcrumb).toEqual(['首页', '教育资讯', '教育新闻', '正文']);
      expect(fieldOf(page, '发稿时间')).toBe('2017-03-10 08:42:00');
      expect(mainOf(page).some((line) => line.startsWith('不少学子时刻关注着国内动态'))).toBe(true);
    },
  );
});
