import { text } from '../../src/language/text.ts';
import type { Report } from '../../src/report/report.ts';
import { countOutcomes, isGap, matrixOf } from '../../src/verdicts/roll-up.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { CHANNEL_NAMES } from '../../src/report/channel-names.ts';

const DIGEST = 'ab'.repeat(32);
const PAGE = 'http://www.shili.example/html/main/col2801/2026-10/20/20261020093000000001_1.html';

const base = {
  severity: 'major',
  says: [],
  remarks: [],
  quotes: [],
  facts: [],
  rule: '0123456789abcdef',
  basis: [{ instrument: 'plan', clause: '三（一）、附件1' }],
  readings: ['A3'],
  owners: { content: ['办公室'], publisher: '办公室' },
  remedy: text('公布本单位现用的办公地址。', "Publish the unit's present office address."),
} as const satisfies Partial<Verdict>;

const quote = (words: string, url = PAGE, place = 'main > table[1] row 3') => ({
  capture: `portal:${url}`,
  url,
  sha256: DIGEST,
  capturedAt: '2026-11-17T16:00:00Z',
  words,
  place,
});

const search = { pages: 20, relevant: 2, terms: ['工作流程', '办理流程'], unread: 1 };

/** One verdict of every sort that a reporter has to tell: a fictional county company, nothing computed. */
export const VERDICTS: readonly Verdict[] = [
  {
    ...base,
    id: '1.2/portal/change-2026-09-24/timeliness',
    item: '1',
    element: '1.2',
    channel: 'portal',
    instance: 'change-2026-09-24',
    aspect: 'timeliness',
    outcome: 'failed',
    gap: 'overdue',
    daysLate: 3,
    says: [text('2026-09-24 发生变更（records/变更登记.csv:2）', 'changed on 2026-09-24 (records/变更登记.csv:2)')],
    quotes: [quote('示例市新城大道66号')],
    published: { date: '2026-10-20', source: 'stated', quote: '发布时间：2026-10-20' },
    deadline: {
      start: '2026-09-24',
      due: '2026-10-15',
      lenientDue: '2026-10-15',
      rule: text('自变更之日起10个工作日内', 'within 10 working days of the change'),
      skipped: [
        { date: '2026-09-26', why: text('周末', 'weekend') },
        { date: '2026-10-01', why: text('国庆节', 'National Day') },
        { date: '2026-10-02', why: text('国庆节', 'National Day') },
      ],
      madeUp: ['2026-10-10'],
    },
  },
  {
    ...base,
    id: '1.2/portal/content',
    item: '1',
    element: '1.2',
    channel: 'portal',
    aspect: 'content',
    outcome: 'passed',
    quotes: [quote('示例市新城大道66号')],
  },
  ...(['2.1', '2.2'] as const).map((element): Verdict => ({
    ...base,
    id: `${element}-new/hall@城关营业厅/content`,
    item: '2',
    element,
    variant: 'new',
    channel: 'hall',
    site: '城关营业厅',
    aspect: 'content',
    outcome: 'failed',
    gap: 'missing',
    says: [text(`未发现新装的要素 ${element}`, `element ${element} of new connections was not found`)],
    search,
    owners: { content: ['营销部'], publisher: '供电单位' },
    remedy: text('按业务类型公布。', 'Publish it by business.'),
  })),
  {
    ...base,
    id: '5/portal/2026-11-21-10千伏学府线/timeliness',
    item: '5',
    element: '5.1',
    channel: 'portal',
    instance: '2026-11-21-10千伏学府线',
    aspect: 'timeliness',
    outcome: 'failed',
    gap: 'overdue',
    severity: 'critical',
    notice: { days: 6, short: 1 },
    says: [
      text(
        '2026-11-15 发布，2026-11-21 停电，提前 6 天',
        'published 2026-11-15, outage on 2026-11-21, 6 days of notice',
      ),
    ],
    quotes: [quote('2026年11月21日07:30至17:30', 'http://www.shili.example/tdgg/1.html', 'main > p[2]')],
    deadline: {
      start: '2026-11-21',
      due: '2026-11-14',
      lenientDue: '2026-11-14',
      rule: text('提前7日公告', 'announced 7 days ahead'),
      skipped: [],
      madeUp: [],
    },
    owners: { content: ['营销部', '设备部'], publisher: '营销部、设备部' },
    remedy: text('计划检修停电提前7天公告。', 'Announce planned outages 7 days ahead.'),
  },
  {
    ...base,
    id: '1.2/consistency',
    item: '1',
    element: '1.2',
    aspect: 'consistency',
    outcome: 'failed',
    gap: 'inconsistent',
    severity: 'minor',
    says: [
      text(
        '企业门户网站：新城大道66号；供电营业厅（城关营业厅）：江北路18号',
        'company portal: 新城大道66号; service hall (城关营业厅): 江北路18号',
      ),
    ],
    quotes: [quote('示例市新城大道66号')],
  },
  {
    ...base,
    id: '2.1-new/portal/content',
    item: '2',
    element: '2.1',
    variant: 'new',
    channel: 'portal',
    aspect: 'content',
    outcome: 'cantTell',
    reason: 'needs-js',
    says: [text('“办电指南”指向的内容未能读取', 'what “办电指南” leads to could not be read')],
  },
  {
    ...base,
    id: '1.2/hall@城关营业厅/timeliness',
    item: '1',
    element: '1.2',
    channel: 'hall',
    site: '城关营业厅',
    aspect: 'timeliness',
    outcome: 'cantTell',
    reason: 'no-change-record',
  },
  {
    ...base,
    id: '1.2/hall@城关营业厅/content',
    item: '1',
    element: '1.2',
    channel: 'hall',
    site: '城关营业厅',
    aspect: 'content',
    outcome: 'passed',
    remarks: [text('建议注明邮政编码', 'give the postcode as well')],
    quotes: [quote('江北路18号', 'snapshot:company.html', 'title')],
  },
  {
    ...base,
    id: '5.1/portal/content',
    item: '5',
    element: '5.1',
    channel: 'portal',
    aspect: 'content',
    outcome: 'pending',
    flag: 'due-soon',
  },
  {
    ...base,
    id: 'own.1/portal/content',
    item: 'own-commitments',
    element: 'own.1',
    channel: 'portal',
    aspect: 'content',
    outcome: 'inapplicable',
    says: [text('本类企业不适用', 'does not apply to this kind of company')],
  },
  {
    ...base,
    id: 'N26.1/portal/content',
    item: 'N26',
    element: 'N26.1',
    channel: 'portal',
    aspect: 'content',
    outcome: 'failed',
    gap: 'expired',
    says: [text('旧电价表仍在架', 'an old tariff still stands')],
    quotes: [quote('2019年销售电价表')],
    remarks: [text('文号有误', 'the number is wrong')],
  },
];

const item = (id: string, zh: string, en: string, kind: 'item' | 'duty' = 'item') => ({
  ...{ id, name: text(zh, en), kind },
  digest: DIGEST,
});
const element = (id: string, owner: string, zh: string, en: string) => ({ id, item: owner, name: text(zh, en) });

/** A report around verdicts, with totals that agree with them. */
export function reportOn(verdicts: readonly Verdict[], changes: Partial<Report> = {}): Report {
  const items = [
    item('1', '供电企业基本情况', 'Basic facts of the supply company'),
    item('2', '用电业务有关信息', 'Electricity business information'),
    item('5', '停电有关信息', 'Outages'),
    item('N26', '清理失效及不适用信息', 'Clearing away what is no longer in force', 'duty'),
    item('own-commitments', '本企业服务承诺和服务热线', "The company's own commitments", 'duty'),
  ];
  const content = verdicts.filter(({ aspect, outcome }) => aspect === 'content' && outcome !== 'inapplicable');
  return {
    schema: 'gongkai-report/1',
    tool: { name: 'gongkai', version: '0.0.0' },
    company: { id: 'shili', name: '国网示例县供电公司', en: 'Shili County Power Supply Company', kind: 'county' },
    asOf: '2026-11-20',
    catalogue: { id: 'chongqing', name: text('示例规则', 'Sample rules'), digest: DIGEST },
    calendar: { from: 2018, until: 2026, digest: DIGEST },
    declared: { digest: DIGEST },
    coverage: {
      duties: content.length,
      told: content.filter(({ outcome }) => outcome !== 'cantTell').length,
      pages: 21,
      unread: [
        { channel: 'portal', site: '', url: 'http://www.shili.example/guide', reason: 'needs-js', detail: '办电指南' },
      ],
    },
    notices: [
      text(
        '依据即将失效：《示例办法》有效期至 2026-11-23。',
        'A basis is about to lapse: “Sample Measures”, in force until 2026-11-23.',
      ),
    ],
    alerts: [{ channel: 'portal', url: 'http://www.shili.example/x.html', why: '真人娱乐 首页' }],
    channels: [
      { id: 'portal', name: CHANNEL_NAMES.portal, sites: [] },
      { id: 'hall', name: CHANNEL_NAMES.hall, sites: ['城关营业厅'] },
    ],
    items,
    elements: [
      element('1.2', '1', '办公地址', 'Office address'),
      element('2.1-new', '2', '新装：工作流程', 'New connection: procedure'),
      element('2.2-new', '2', '新装：办理时限', 'New connection: time limit'),
      element('5.1', '5', '停电区域', 'Area of the outage'),
      element('N26.1', 'N26', '失效电价表未清理', 'Tariffs no longer in force'),
      element('own.1', 'own-commitments', '本企业服务承诺', 'Own commitments'),
    ],
    departments: [
      { name: '办公室', en: 'General Office' },
      { name: '营销部', en: 'Marketing Department' },
      { name: '设备部', en: 'Equipment Department' },
      { name: '供电单位', en: 'Supply unit' },
    ],
    matrix: matrixOf(
      verdicts,
      items.map(({ id }) => id),
      ['portal', 'hall'],
    ),
    counts: countOutcomes(verdicts),
    gaps: verdicts.filter(isGap).length,
    verdicts,
    waivers: [],
    readings: [
      {
        id: 'A3',
        wording: text('“10个工作日内”', '“within 10 working days”'),
        chosen: text('变更当日不计入', 'the day of the change is not counted'),
      },
    ],
    instruments: [
      {
        id: 'plan',
        title: text('示例实施方案', 'Sample plan'),
        number: '示电营〔2022〕1号',
        issuer: '示例公司',
        status: 'lapsing',
        from: '2022-06-09',
        until: '2026-11-23',
        certainty: 'unconfirmed',
      },
    ],
    evidence: [
      {
        id: `portal:${PAGE}`,
        channel: 'portal',
        site: '',
        url: PAGE,
        obtained: 'snapshot',
        capturedAt: '2026-11-17T16:00:00Z',
        clock: 'declared',
        status: 200,
        sha256: DIGEST,
        bytes: 1000,
        marks: [],
      },
      {
        id: 'portal:http://www.shili.example/guide',
        channel: 'portal',
        site: '',
        url: 'http://www.shili.example/guide',
        obtained: 'http',
        capturedAt: '2026-11-18T23:59:59Z',
        clock: 'ours',
        status: 200,
        sha256: '',
        bytes: 0,
        fault: 'needs-js',
        marks: [],
      },
    ],
    ...changes,
  };
}

export const SAMPLE = reportOn(VERDICTS);
