import { describe, expect, it } from 'vitest';
import { fromPictures } from '../../src/verdicts/from-pictures.ts';
import { scrolledScreens } from '../../src/verdicts/screens.ts';
import { corpusOf, type Page } from '../support/corpus.ts';
import { loadLaw } from '../support/law.ts';
import { judged, QUOTE, seen } from './bench.ts';

const { catalogue } = await loadLaw('chongqing');
const picture = (...lines: string[]): Page => ({ html: lines.map((line) => `<p>${line}</p>`).join(''), codes: [] });
const BAR = '网上国网　停电公告与用电服务信息';
const screensOf = (pages: Readonly<Record<string, Page>>, channel: 'app' | 'hall' = 'app') =>
  corpusOf(pages, catalogue, { channel });

const together = (pages: Readonly<Record<string, Page>>): string[] => {
  const name = (url: string): string => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
  const found = scrolledScreens(screensOf(pages).documents);
  return [...found].map(([id, other]) => `${name(id)} ${name(other.capture.url)}`).sort();
};

const TOP = picture(
  BAR,
  '计划检修停电公告',
  '停电编号：20261110003',
  '停电区域：松林路1至99号',
  '停电线路：10千伏松林线',
);
const END = picture(BAR, '停电区域：松林路1至99号', '停电线路：10千伏松林线', '停电时间：11月28日8:00至17:00');
const OTHER = picture(BAR, '停电区域：城南路1至20号', '停电时间：11月29日8:00至17:00');

describe('two screens of one page', () => {
  it.each([
    ['app/停电公告1.png', 'app/停电公告2.png'],
    ['app/停电公告(1).png', 'app/停电公告(2).png'],
    ['app/电价表_第1屏.jpg', 'app/电价表_第2屏.jpg'],
    ['app/停电公告 1 of 2.png', 'app/停电公告 2 of 2.png'],
  ])('bear one name with following numbers: %s, %s', (one, other) => {
    expect(together({ [one]: TOP, [other]: OTHER })).toHaveLength(2);
  });

  it('end and begin with the same lines, whatever they are called', () => {
    const pages = { 'app/Screenshot_101502.png': TOP, 'app/Screenshot_101533.png': END, 'app/IMG_0003.png': OTHER };
    expect(together(pages)).toEqual([
      'Screenshot_101502.png Screenshot_101533.png',
      'Screenshot_101533.png Screenshot_101502.png',
    ]);
  });

  it.each([
    ['numbers that a program gives', 'app/微信图片1.png', 'app/微信图片2.png'],
    ['numbers that do not follow', 'app/停电公告1.png', 'app/停电公告3.png'],
    ['folders of their own', 'app/a/停电公告1.png', 'app/b/停电公告2.png'],
    ['days in their names', 'app/停电公告20261110.png', 'app/停电公告20261128.png'],
  ])('are not told by %s', (_, one, other) => {
    expect(together({ [one]: TOP, [other]: OTHER })).toEqual([]);
  });
});

describe('what one screen lacks', () => {
  const pages = { 'app/停电公告1.png': TOP, 'app/停电公告2.png': OTHER };
  const lacking = async (corpus: ReturnType<typeof screensOf>) => {
    const [first] = corpus.documents;
    const quotes = [{ ...QUOTE, capture: first?.capture.id ?? '' }];
    const finding = seen({ holds: 'no', gap: 'incomplete', proof: 'seen', quotes });
    const verdicts = await judged({ element: '1.2', stands: [{ findings: [finding] }] });
    return fromPictures([...verdicts.values()].slice(0, 1), [corpus])[0];
  };

  it('may stand on the next, and is for a person to tell', async () => {
    const told = await lacking(screensOf(pages));
    expect(told).toMatchObject({ outcome: 'cantTell', reason: 'needs-person' });
    expect(decodeURI(told?.says.at(-1)?.zh ?? '')).toContain('停电公告2.png');
  });

  it('is lacking where no other screen goes on, with a word on how to name them', async () => {
    const told = await lacking(screensOf({ 'app/IMG_0001.png': TOP, 'app/IMG_0007.png': OTHER }));
    expect(told).toMatchObject({ outcome: 'failed', gap: 'incomplete' });
    expect(told?.remarks.some(({ zh }) => zh.includes('序号'))).toBe(true);
  });

  it('is lacking on a board in a hall, each of which is photographed by itself', async () => {
    expect(await lacking(screensOf(pages, 'hall'))).toMatchObject({ outcome: 'failed', gap: 'incomplete' });
  });
});
