import type { Law } from '../../src/audit.ts';
import { addDays, type CivilDate } from '../../src/calendar/civil-date.ts';
import { caseSchema, type CaseFile } from '../../src/cases/case-file.ts';
import { compileRules } from '../../src/checks/compile.ts';
import type { Cause } from '../../src/ledger/cause.ts';
import type { ChangeKind } from '../../src/ledger/change.ts';

/** What a dated change must bring about, on its night and on no other. */
export interface Expected {
  readonly on: CivilDate;
  readonly verdict: string;
  readonly kind: ChangeKind;
  readonly cause: Cause;
}

/** Passages that come and go, each the whole of one element. */
const PASSAGES: readonly (readonly [verdict: string, markup: string])[] = [
  ['1.1', '<p>企业性质：国有企业</p>'],
  ['2.1-change', '<dt>工作流程</dt><dd>变更申请→现场核实→变更合同→归档</dd>'],
  ['2.2-change', '<dt>办理时限</dt><dd>受理后5个工作日内办结</dd>'],
  ['2.3-change', '<dt>办理环节</dt><dd>申请、核实、变更合同3个环节</dd>'],
  ['2.4-change', '<dt>申请资料</dt><dd>身份证件或营业执照、用电地址权属证明</dd>'],
  ['2.5-change', '<dt>审核查验事项范围</dt><dd>主体资格、实际用电性质</dd>'],
  ['2.6-change', '<dt>审核查验事项明细</dt><dd>现场核对用电设备和实际用途</dd>'],
  ['2.7-change', '<dt>审核查验事项依据</dt><dd>《供电营业规则》有关变更用电的规定</dd>'],
  ['9.2', '<p>12398能源监管App：在手机应用市场搜索“12398能源监管”下载。</p>'],
  ['9.3', '<p>12398微信公众号：搜索并关注“12398能源监管热线”微信公众号。</p>'],
  ['12.4', '<p>网上国网App：在手机应用市场搜索“网上国网”下载。</p>'],
  ['12.5', '<p>95598网站：http://www.95598.example/</p>'],
];

/** Two rounds: the second finds again what was closed after the first. Each passage is away from a Monday to a Thursday. */
export const ROUNDS = ['2026-01-19', '2026-04-27'] as const;
const AWAY_DAYS = 3;
const awayFrom = (round: CivilDate, at: number): CivilDate => addDays(round, at * 7);

export const FIRST_NIGHT = '2026-01-05';
export const LAST_NIGHT = '2026-12-31';

/** Single changes, by what they are. The phone number changed on 3 March: due 17 March, put right on the 20th. */
export const DATES = {
  calendar: '2026-01-12',
  phone: { changed: '2026-03-03', overdue: '2026-03-18', shown: '2026-03-20' },
  address: { changed: '2026-09-24', shown: '2026-10-12', due: '2026-10-15' },
  quarters: [
    ['2026年第一季度', '2026-04-21'],
    ['2026年第二季度', '2026-10-09'],
    ['2026年第三季度', '2026-11-17'],
  ],
  rules: ['2026-05-12', '2026-06-16'],
  engine: '2026-06-03',
  flaky: ['2026-02-10', '2026-02-24', '2026-02-25'],
  outage: { from: '2026-08-03', told: '2026-08-05', until: '2026-08-07', back: '2026-08-08' },
} as const;

/** How many changes the year holds: 48 passages, two registered facts, three quarters, one calendar, two rules, one engine, two flaky spells, an outage that begins and ends … less the one that is both. */
export const DATED_CHANGES =
  PASSAGES.length * ROUNDS.length * 2 + 2 + DATES.quarters.length + 1 + DATES.rules.length + 1 + 2 + 1;

/** Everything that has to be told, apart from the outage, which concerns every verdict of the portal. */
export function expectations(): Expected[] {
  const passages = ROUNDS.flatMap((round) =>
    PASSAGES.flatMap(([verdict], at): Expected[] => [
      { on: awayFrom(round, at), verdict: `${verdict}/portal/content`, kind: 'new', cause: 'evidence' },
      {
        on: addDays(awayFrom(round, at), AWAY_DAYS),
        verdict: `${verdict}/portal/content`,
        kind: 'recovered',
        cause: 'evidence',
      },
    ]),
  );
  const phone = '1.4/portal';
  const q2 = (element: string) => `${element}/portal/2026Q2/timeliness`;
  return [
    ...passages,
    // Until the year's holidays are known the deadline of the change of 6 January cannot be told.
    { on: DATES.calendar, verdict: '1.6/portal/change-2026-01-06/timeliness', kind: 'better', cause: 'calendar' },
    // The old number is still there the day after the due date; put right, it was late all the same, which is no news then.
    { on: DATES.phone.overdue, verdict: `${phone}/content`, kind: 'new', cause: 'day' },
    { on: DATES.phone.shown, verdict: `${phone}/content`, kind: 'recovered', cause: 'evidence' },
    // The second quarter was due by the end of September. Reliability waits for the regulator's figures (A8), so a person decides
    // whether it is late until it is there and says itself that it came late.
    { on: '2026-10-01', verdict: q2('4.1'), kind: 'worse', cause: 'day' },
    { on: '2026-10-09', verdict: q2('4.1'), kind: 'new', cause: 'evidence' },
    { on: '2026-10-01', verdict: q2('4.2'), kind: 'new', cause: 'day' },
    { on: DATES.rules[0], verdict: '7.2/portal/content', kind: 'worse', cause: 'rules' },
    { on: DATES.rules[1], verdict: '7.2/portal/content', kind: 'better', cause: 'rules' },
  ];
}

const between = (day: CivilDate, from: CivilDate, until: CivilDate): boolean => day >= from && day <= until;

export const isDown = (day: CivilDate): boolean =>
  DATES.flaky.some((one) => one === day) || between(day, DATES.outage.from, DATES.outage.until);

/** The portal as it stood on a night, as a case. A counter on the home page differs every night, as on real portals. */
export function portalOn(day: CivilDate): CaseFile {
  const pages = Object.entries(pagesOn(day)).map(([path, page]) => [path, isDown(day) ? { fault: 'timeout' } : page]);
  return caseSchema.parse({
    title: '一年中的一夜',
    as_of: day,
    channels: { portal: { captured: day, pages: Object.fromEntries(pages) as Record<string, unknown> } },
    records: { changes: changesOn(day) },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
}

function changesOn(day: CivilDate) {
  return [
    { subject: '1.6', on: '2026-01-06', before: '1052016-00111', after: '1052016-00999' },
    { subject: '1.4', on: DATES.phone.changed, before: '023-61230008', after: '023-61230099' },
    { subject: '1.2', on: DATES.address.changed, before: '江北区松林路18号', after: '渝中区滨江路66号' },
  ].filter(({ on }) => on <= day);
}

function pagesOn(day: CivilDate): Record<string, object> {
  const shown = (...verdicts: readonly string[]): string =>
    PASSAGES.filter(([verdict], at) => verdicts.includes(verdict) && !isAway(at, day))
      .map(([, markup]) => markup)
      .join('');
  const changes = PASSAGES.map(([verdict]) => verdict).filter((one) => one.startsWith('2.'));
  const phone = day >= DATES.phone.shown ? '023-61230099' : '023-61230008';
  const address = day >= DATES.address.shown ? '渝中区滨江路66号' : '江北区松林路18号';
  const quality = '供电质量和“两率”情况';
  return {
    '/': { title: '国网山城供电公司', body: `<p>访问量：${day.replaceAll('-', '')}</p><ul>${LINKS}</ul>` },
    '/xxgk/jbqk/': {
      ...{ column: '供电企业基本情况', title: '供电企业基本情况' },
      body: `${shown('1.1')}<p>办公地址：示范省山城市${address}</p><p>联系电话：${phone}</p>${COMPANY}`,
    },
    '/xxgk/yw/': {
      ...{ column: '办理用电业务的程序及时限', title: '变更用电性质办理' },
      body: `<h2>变更用电性质</h2><dl>${shown(...changes)}</dl>`,
    },
    ...Object.fromEntries(
      [['2025年第四季度', '2026-01-04'] as const, ...DATES.quarters]
        .filter(([, on]) => on <= day)
        .map(([quarter, on]) => [
          `/xxgk/gdzl/${on}.html`,
          { column: quality, title: `${quarter}供电质量情况`, published: on, body: RATES },
        ]),
    ),
    '/xxgk/fw/12398.html': {
      ...{ column: '服务承诺及投诉电话', title: '12398能源监管热线' },
      body: `<p>12398能源监管热线：12398。</p>${shown('9.2', '9.3')}`,
    },
    '/xxgk/fw/qudao.html': {
      ...{ column: '服务承诺及投诉电话', title: '供电服务渠道' },
      body: `<p>供电服务热线：95598（24小时）</p>${shown('12.4', '12.5')}<p>门户网站：http://www.shancheng-sgcc.example/</p>`,
    },
  };
}

const isAway = (at: number, day: CivilDate): boolean =>
  ROUNDS.some((round) => between(day, awayFrom(round, at), addDays(awayFrom(round, at), AWAY_DAYS - 1)));

const LINKS = [
  ['/xxgk/jbqk/', '供电企业基本情况'],
  ['/xxgk/yw/', '办理用电业务的程序及时限'],
  ['/xxgk/fw/12398.html', '12398能源监管热线'],
  ['/xxgk/fw/qudao.html', '供电服务渠道'],
]
  .map(([href = '', words = '']) => `<li><a href="${href}">${words}</a></li>`)
  .join('');

const COMPANY =
  '<p>供电营业厅：中心营业厅，地址：山城市新城大道68号，营业时间：周一至周日 8:30—17:30</p>' +
  '<p>电力业务许可证（供电类）编号：1052016-00999，有效期至2036-07-31</p><p>供电服务热线：95598（24小时）</p>';

const RATES =
  '<table><tr><th>供电区域</th><th>供电可靠率</th><th>综合电压合格率</th></tr>' +
  '<tr><td>城市</td><td>99.962%</td><td>99.985%</td></tr><tr><td>农村</td><td>99.871%</td><td>99.902%</td></tr></table>';

/** The law of a night: the year's holidays come late, and the weight of one element is raised for a while. */
export function lawOn(day: CivilDate, law: Law): Law {
  const [raised, lowered] = DATES.rules;
  const weighty = day >= raised && day < lowered;
  const items = law.catalogue.items.map((item) =>
    weighty && item.id === '7'
      ? {
          ...item,
          elements: item.elements.map((one) => (one.id === '7.2' ? { ...one, severity: 'critical' as const } : one)),
        }
      : item,
  );
  const catalogue = { ...law.catalogue, items };
  return weighty ? { ...law, catalogue, rules: compileRules(catalogue).rules } : law;
}

export const versionOn = (day: CivilDate): string => (day >= DATES.engine ? '0.2.0' : '0.1.0');
