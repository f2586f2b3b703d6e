import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelled } from '../../src/documents/fields-in-line.ts';
import { readHtml } from '../../src/documents/html.ts';

const fields = (body: string): string[] =>
  readHtml(`<body>${body}</body>`, 'http://example.com/').fields.map(
    ({ label, value }) => `${label.norm}=${value.norm}`,
  );

describe('labels in a line', () => {
  it.each([
    ['办公地址：示范市山城路1号', ['办公地址=示范市山城路1号']],
    ['电 话： 023-60000000　　邮　编：400000', ['电话=023-60000000', '邮编=400000']],
    ['联 系 人：供电服务中心', ['联系人=供电服务中心']],
    ['地址：山城路1号；电话：95598；传真：无', ['地址=山城路1号', '电话=95598', '传真=无']],
    ['发布日期：2026-06-26 08:14:31 来源： 供电公司 浏览次数：', ['发布日期=2026-06-26 08:14:31', '来源=供电公司']],
    ['1、许可证编号：1052200-00000', ['许可证编号=1052200-00000']],
    ['电压合格率（综合）: 99.98%', ['电压合格率(综合)=99.98%']],
    ['【来源：示范市电力】', ['来源=示范市电力】'.replace('】', ']')]],
  ])('%s', (line, expected) => {
    expect(fields(`<p>${line}</p>`)).toEqual(expected);
  });

  it.each([
    ['a time of day', '营业时间 8:30-17:30'],
    ['an address on the web', 'http://example.com/xxgk'],
    ['a sentence before the colon', '根据国家有关规定和本公司实际情况现将以下事项予以公布：一是安全'],
    ['nothing behind it', '浏览次数：'],
  ])('%s is no label', (_, line) => {
    expect(fields(`<p>${line}</p>`)).toEqual([]);
  });

  it('keep a time inside their value', () => {
    expect(fields('<p>营业时间：8:30-17:30（周一至周五）</p>')).toEqual(['营业时间=8:30-17:30(周一至周五)']);
  });

  it('alone on a line speak of the line below', () => {
    expect(fields('<p>办公地址：</p><p>山城路1号</p>')).toEqual(['办公地址=山城路1号']);
    expect(fields('<p>办公地址：</p><p>电话：95598</p>')).toEqual(['电话=95598']);
  });

  it('take no time that grows faster than the line', () => {
    const long = '供电 '.repeat(20_000);
    expect(labelled(`${long}：`)).toHaveLength(1);
    expect(labelled('：'.repeat(20_000))).toEqual([]);
  });

  it('quote the line for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('电话', '：', ':', ' ', '　', '；', '95598', '\n', '地 址', '（', 'http://', '8:30')),
        (parts) => {
          const line = parts.join('');
          for (const { label, value } of labelled(line))
            expect([line.includes(label), line.includes(value)]).toEqual([true, true]);
        },
      ),
    );
  });
});

describe('labels by structure', () => {
  it.each([
    [
      'a definition list',
      '<dl><dt>企业性质：</dt><dd>国有</dd><dt>电话</dt><dd>95598</dd></dl>',
      ['企业性质=国有', '电话=95598'],
    ],
    [
      'a table of two columns',
      '<table><tr><td>企业性质</td><td>国有</td></tr><tr><td>电话：</td><td>95598</td></tr></table>',
      ['企业性质=国有', '电话=95598'],
    ],
    [
      'a form of four columns',
      '<table><tr><td>企业名称</td><td>山城供电公司</td><td>邮编</td><td>400000</td></tr><tr><td>地址</td><td>山城路1号</td><td>电话</td><td>95598</td></tr></table>',
      ['企业名称=山城供电公司', '邮编=400000', '地址=山城路1号', '电话=95598'],
    ],
    [
      'bold words at the head of an item',
      '<ul><li><strong>办公地址</strong> 山城路1号</li></ul>',
      ['办公地址=山城路1号'],
    ],
    [
      'rows of a card',
      '<div><div class="cell"><div class="title">办理时限</div><div class="value">5个工作日</div></div><div class="cell"><div class="title">联系电话：</div><div class="value">95598</div></div></div>',
      ['办理时限=5个工作日', '联系电话=95598'],
    ],
    [
      'rows of a card told on one line',
      '<ul><li><span>企业性质</span><em>国有</em></li><li><span>电话</span><em>95598</em></li></ul>',
      ['企业性质=国有', '电话=95598'],
    ],
  ])('%s', (_, body, expected) => {
    expect(fields(body)).toEqual(expected);
  });

  it.each([
    [
      'tiles that open something',
      '<div><div class="tile"><b>办理时限</b><p><a href="/1">了解办电多久</a></p></div><div class="tile"><b>工作流程</b><p><a href="/2">了解怎么办</a></p></div></div>',
    ],
    [
      'tabs, of one form each',
      '<div><div class="tabs"><div class="tab">工作流程</div><div class="tab">办理时限</div></div><div class="tabs"><div class="tab">新装</div><div class="tab">增容</div></div></div>',
    ],
    ['a title with a text, alone of its form', '<div class="box"><h3>工作流程</h3><p>用电申请</p></div>'],
  ])('none in %s', (_, body) => {
    expect(fields(body)).toEqual([]);
  });

  it('a table of records is no form', () => {
    const records =
      '<table><tr><td>1</td><td>城东</td><td>2026-11-28</td><td>8时</td></tr><tr><td>2</td><td>城南</td><td>2026-11-29</td><td>9时</td></tr></table>';
    expect(fields(records)).toEqual([]);
  });

  it('menus hold no fields', () => {
    expect(fields('<nav>当前位置：首页</nav>')).toEqual([]);
  });

  it('name the block in which the value stands', () => {
    const { blocks, fields: found } = readHtml(
      '<table><tr><td>企业性质</td><td>国有</td></tr><tr><td>电话</td><td>95598</td></tr></table>',
      'http://example.com/',
    );
    expect(found.map(({ block }) => blocks[block]?.text.raw)).toEqual(['国有', '95598']);
  });
});
