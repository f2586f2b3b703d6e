import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

/** Layouts as companies use them, in our own words; what each element must come to. */
const SHAPES: readonly {
  readonly name: string;
  readonly page: string;
  readonly yields: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'several labelled values on one line',
    page: `<h1>单位概况</h1><p>公司地址：山城市新城大道66号　邮编：400000　电话：0600-6200001　传真：0600-6200009</p>
<p>电力业务许可证（供电类）编号：1052016-00999</p><p>公司性质：国有控股</p>`,
    yields: { '1.1': 'yes', '1.2': 'yes', '1.4': 'yes', '1.5': 'yes', '1.6': 'yes' },
  },
  {
    name: 'a numbered table of three columns',
    page: `<h1>供电企业基本情况</h1><table><tr><td>序号</td><td>项目</td><td>内容</td></tr>
<tr><td>1</td><td>企业性质</td><td>有限责任公司（国有独资）</td></tr><tr><td>2</td><td>办公地址</td><td>山城市江南区滨江路１号</td></tr>
<tr><td>3</td><td>联系方式</td><td>0600-6200001</td></tr><tr><td>4</td><td>供电类电力业务许可证编号</td><td>1052016-00999</td></tr></table>`,
    yields: { '1.1': 'yes', '1.2': 'yes', '1.4': 'yes', '1.5': 'yes', '1.6': 'yes' },
  },
  {
    name: 'a table with merged cells and labels over two columns',
    page: `<h1>企业基本情况</h1><table><tr><th colspan="3">国网山城供电公司基本情况</th></tr>
<tr><td rowspan="2">企业信息</td><td>企业性质</td><td>国有企业（分公司）</td></tr><tr><td>办公地址</td><td>山城市江南区滨江路１号</td></tr>
<tr><td rowspan="2">供电类电力业务许可证</td><td>许可证编号</td><td>１０５２０１６－００９９９</td></tr><tr><td>有效期限</td><td>自2020年12月1日始至2040年11月30日止</td></tr>
<tr><td colspan="2">联系电话</td><td>（０６００）6200001</td></tr></table>`,
    yields: { '1.1': 'yes', '1.2': 'yes', '1.4': 'yes', '1.5': 'yes', '1.6': 'yes' },
  },
  {
    name: 'numbered short lines as headings',
    page: `<h1>企业基本情况</h1><p>一、企业性质</p><p>国网山城供电公司为国网示范省电力公司分公司。</p><p>二、办公地址</p><p>山城市新城大道66号</p>
<p>三、营业场所</p><p>1.中心营业厅 地址：新城大道68号 营业时间：8:30-17:30</p><p>2.南岸供电所 地址：南岸镇滨江路2号</p><p>四、联系方式</p><p>0600-6200001</p>
<p>五、许可证</p><p>供电类电力业务许可证，编号：1052016-00999，有效期：2016年8月1日至2036年7月31日</p>`,
    yields: { '1.1': 'yes', '1.2': 'yes', '1.3': 'yes', '1.4': 'yes', '1.5': 'yes', '1.6': 'yes' },
  },
  {
    name: 'an account of the company in sentences',
    page: `<h1>单位概况</h1><p>国网山城供电公司成立于1985年，是国网示范省电力公司所属的大二型供电企业，国有控股，负责山城市三区五县的供电任务。</p><p>公司驻地：山城市新城大道66号（邮政编码：400000）</p>
<p>值班电话：0600-6200001</p><p>持有《电力业务许可证》（供电类），编号为1052016-00999，有效期自2020年6月1日至2040年5月31日。</p>`,
    yields: { '1.1': 'yes', '1.2': 'yes', '1.4': 'yes', '1.5': 'yes', '1.6': 'yes' },
  },
  {
    name: 'a form that nobody filled in',
    page: '<h1>企业基本情况</h1><p>办公地址：XX市XX路XX号</p><p>联系电话：</p><p>许可证编号：正在办理</p><p>企业性质：——</p>',
    yields: { '1.1': 'missing', '1.2': 'missing', '1.4': 'missing', '1.6': 'incomplete' },
  },
  {
    name: 'a guide by class of customer with lettered paragraphs',
    page: `<h1>办理用电业务的程序及时限</h1><h2>一、居民生活用电新装</h2><p>（一）办理流程：用电申请—装表接电。</p><p>（二）办理时限：自受理之日起3个工作日内。</p><p>（三）申请资料：身份证、房产证。</p>
<h2>二、低压非居民新装</h2><p>（一）办理流程：申请—施工—接电。</p><p>（二）办理时限：6个工作日。</p>
<h2>三、高压新装</h2><p>（一）办理流程：申请—答复—施工—检验—接电。</p><p>（二）办理时限：单电源22个工作日。</p>`,
    yields: { '2.1-new': 'yes', '2.2-new': 'yes', '2.4-new': 'incomplete', '2.1-increase': 'missing' },
  },
  {
    name: 'one table for all businesses and classes',
    page: `<h1>用电业务办理指南</h1><table><tr><th>业务类型</th><th>客户类别</th><th>办理环节</th><th>办理时限</th><th>申请资料</th></tr>
<tr><td rowspan="3">新装、增容</td><td>居民</td><td>2个</td><td>3个工作日</td><td>身份证</td></tr><tr><td>低压非居民</td><td>3个</td><td>6个工作日</td><td>营业执照</td></tr>
<tr><td>高压</td><td>4个</td><td>22个工作日</td><td>营业执照、设备清单</td></tr><tr><td>变更用电（改类）</td><td>各类</td><td>2个</td><td>5个工作日</td><td>身份证</td></tr></table>`,
    yields: {
      '2.2-new': 'yes',
      '2.2-increase': 'yes',
      '2.3-new': 'yes',
      '2.4-increase': 'yes',
      '2.2-change': 'yes',
      '2.7-new': 'missing',
    },
  },
  {
    name: 'an old text of commitments in one paragraph with line breaks',
    page: `<h1>服务承诺</h1><p><b>国家电网公司供电服务“十项承诺”</b></p><p>1.城市地区：供电可靠率不低于99.90%，居民客户端电压合格率96%。<br>2.提供24小时故障报修。<br>3.计划检修停电，提前7天公告。<br>4.公开电价。
<br>5.供电方案答复期限：高压双电源客户不超过30个工作日。<br>6.装表接电期限：居民3个工作日。<br>7.校验：5个工作日。<br>8.错避峰。<br>9.服务热线。<br>10.投诉：5个工作日答复。</p>`,
    yields: { '8.1': 'wrong', '8.2': 'missing' },
  },
  {
    name: 'prices and charges on one page, the unit above the table',
    page: `<h1>执行的电价和收费标准</h1><h2>示范省电网销售电价表</h2><p>单位：元/千瓦时</p><table><tr><th>用电分类</th><th>不满1千伏</th><th>1-10千伏</th></tr>
<tr><td>居民生活用电</td><td>0.52</td><td>0.51</td></tr><tr><td>农业生产用电</td><td>0.5360</td><td>0.5260</td></tr></table>
<h2>高可靠性供电费</h2><p>0.4千伏：260元/千伏安；10千伏：210元/千伏安</p>`,
    yields: { '3.1': 'yes', '3.2': 'yes' },
  },
  {
    name: 'channels in one paragraph',
    page: `<h1>供电服务渠道</h1><p>1.95598供电服务热线：24小时人工服务。2.供电营业厅：详见营业网点查询。3.企业门户网站：www.shancheng.example。4.网上国网App。5.95598智能互动网站：www.95598.cn</p>`,
    yields: { '12.1': 'yes', '12.2': 'missing', '12.3': 'yes', '12.4': 'yes', '12.5': 'yes' },
  },
];

describe.each(SHAPES)('$name', ({ page, yields }) => {
  it.each(Object.entries(yields))('%s is %s', async (id, expected) => {
    const [finding] = await look(id, { 'a.html': page });
    expect(finding?.gap ?? finding?.reason ?? finding?.holds).toBe(expected);
  });
});

describe('quotes', () => {
  it.each(SHAPES)('are the page’s own words: $name', async ({ page, yields }) => {
    const visible = page.replace(/<[^>]+>/g, '\u0000').replace(/\s+/g, '');
    for (const id of Object.keys(yields)) {
      const [finding] = await look(id, { 'a.html': page });
      for (const { words } of finding?.quotes ?? [])
        // Cells of a row are quoted with a space between them.
        for (const part of words.split(/\s+/)) expect(visible.replaceAll('\u0000', '')).toContain(part);
    }
  });
});
