import type { Severity } from '../../catalogue/rule.ts';
import type { Language } from '../../language/text.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { twoDecimals } from '../fraction.ts';
import type { Deduction, Dismissal, Ranked } from '../score.ts';
import type { Weights } from './weights.ts';
import {
  changeText,
  coverageText,
  deductionText,
  dismissalText,
  dismissedText,
  itemText,
  marksText,
  placesText,
  refundText,
  unrankedText,
} from './words.ts';
import { basisText, companyName, elementTitle, itemTitle, SEVERITY_NAMES } from '../view.ts';
import { voiceOf, type Voice } from '../voice.ts';
import type { CellContent, Column, Row, Sheet, Workbook } from '../workbook.ts';

/** 评分表 as a workbook: the ranking with the marks of each item, every deduction on a line, and how it was reckoned. */
export function scoreWorkbook(units: readonly Ranked[], weights: Weights, language: Language): Workbook {
  const title = language === 'zh' ? '供电单位信息公开评分表' : 'Disclosure scores of supply units';
  return {
    title,
    sheets: [rankingSheet(units, title, language), lossSheet(units, language), ruleSheet(weights, language)],
  };
}

function rankingSheet(units: readonly Ranked[], title: string, language: Language): Sheet {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const column = (header: string, width: number, type: Column['type'] = 'text'): Column => ({ header, width, type });
  const items = itemColumns(units, language);
  return {
    name: t('评分表', 'Scores'),
    lead: [
      title,
      t(
        '总分按百分制，按未取整的分数排名，同分同名次；无法判定不扣分，见覆盖率',
        'Out of 100; ranked on unrounded scores, equal scores share a rank; what could not be told costs nothing: see coverage',
      ),
    ],
    columns: [
      { ...column(t('排名', 'Rank'), 7, 'integer'), centred: true },
      column(t('供电单位', 'Unit'), 24),
      column(t('核查日', 'As of'), 12, 'date'),
      column(t('总分', 'Score'), 9, 'number'),
      column(t('覆盖率', 'Coverage'), 16),
      column(t('环比', 'Change'), 18),
      ...items.map(({ header }) => column(header, 14, 'number')),
      column(t('扣分项及依据', 'Deductions and their basis'), 70),
    ],
    rows: units.map((one) => ({ cells: rankingCells(one, items, language) })),
    frozenColumns: 2,
  };
}

interface ItemColumn {
  readonly item: string;
  readonly header: string;
}

/** An item once, in the order in which the reports have them. */
function itemColumns(units: readonly Ranked[], language: Language): ItemColumn[] {
  const columns = new Map<string, ItemColumn>();
  for (const { report, items } of units)
    for (const { item, full } of items) {
      const name = itemTitle(voiceOf(report, language), item);
      const header = language === 'zh' ? `${name}（满分 ${marksText(full)}）` : `${name} (of ${marksText(full)})`;
      if (!columns.has(item)) columns.set(item, { item, header });
    }
  return [...columns.values()];
}

function rankingCells(one: Ranked, columns: readonly ItemColumn[], language: Language): CellContent[] {
  const voice = voiceOf(one.report, language);
  const marks = new Map(one.items.map((item) => [item.item, item]));
  return [
    one.rank,
    companyName(voice),
    one.report.asOf,
    one.total ? Number(twoDecimals(one.total)) : '—',
    coverageText(one.coverage, language),
    one.rank === undefined ? unrankedText(one, voice) : changeText(one, language),
    ...columns.map(({ item }): CellContent => {
      const score = marks.get(item);
      if (score?.standing === 'scored') return score.earned / 100;
      return score && { value: itemText(score, voice), tone: 'soft' };
    }),
    [
      ...one.deductions.map((loss) => deductionText(voice, loss)),
      ...one.dismissals.map((gap) => dismissalText(voice, gap)),
    ].join('\n'),
  ];
}

/** 扣分明细: one line a deduction, so that a unit can check and appeal each. */
function lossSheet(units: readonly Ranked[], language: Language): Sheet {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const text = (header: string, width: number): Column => ({ header, width, type: 'text' });
  return {
    name: t('扣分明细', 'Deductions'),
    columns: [
      text(t('供电单位', 'Unit'), 24),
      text(t('信息类别', 'Item'), 26),
      text(t('检查要素', 'Element'), 28),
      text(t('检查渠道', 'Channel'), 30),
      text(t('问题类型', 'Kind of gap'), 18),
      text(t('严重程度', 'Severity'), 10),
      { header: t('扣分', 'Marks off'), width: 9, type: 'number' },
      text(t('销号与申诉', 'Closed, or not upheld'), 36),
      text(t('依据条款', 'Basis'), 32),
      text(t('结论编号', 'Verdicts'), 40),
    ],
    rows: units.flatMap(({ report, deductions, dismissals }) => {
      const voice = voiceOf(report, language);
      return [
        ...deductions.map((loss) => lossRow(voice, loss, loss.severity, loss.marks, refundText(voice, loss))),
        ...dismissals.map((gap) => lossRow(voice, gap, gap.verdicts[0].severity, 0, dismissedText(voice, gap))),
      ];
    }),
    frozenColumns: 1,
  };
}

function lossRow(voice: Voice, loss: Deduction | Dismissal, severity: Severity, marks: number, settled: string): Row {
  const [first] = loss.verdicts;
  const gap = first.gap && voice.say(GAP_NAMES[first.gap]);
  return {
    cells: [
      ...[companyName(voice), itemTitle(voice, loss.item), elementTitle(voice, first), placesText(voice, loss)],
      ...[gap, voice.say(SEVERITY_NAMES[severity]), marks / 100, settled, basisText(voice, loss.verdicts)],
      loss.verdicts.map(({ id }) => id).join('\n'),
    ],
  };
}

function ruleSheet(weights: Weights, language: Language): Sheet {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { deductions, province_items, min_coverage, item, duty, refund } = weights;
  const list = (words: readonly string[]): string => words.join(t('、', ', '));
  const special = Object.entries(weights.items).map(([id, marks]) => `${id}: ${marks}`);
  const rules: readonly (readonly [string, string])[] = [
    [t('每项满分', 'Full marks'), t(`12 项各 ${item}，其他义务各 ${duty}`, `items ${item}, other duties ${duty}`)],
    ...(special.length > 0 ? [[t('另定满分', 'Set apart'), list(special)] as const] : []),
    [
      t('每个问题扣分', 'A gap costs'),
      t(
        `一般 ${deductions.minor}，较重 ${deductions.major}，严重 ${deductions.critical}；扣完为止`,
        `minor ${deductions.minor}, major ${deductions.major}, critical ${deductions.critical}; no item below 0`,
      ),
    ],
    [
      t('只扣一次', 'Once only'),
      t(
        '同一根源、各营业厅相同的问题只扣一次；豁免中的问题不扣分',
        'one root cause, and one gap shared by halls, once; waived gaps cost nothing',
      ),
    ],
    [
      t('销号退分', 'Refund'),
      t(
        `台账在本季度内销号的问题退回扣分的 ${refund}%；申诉成立、不予认定的不扣分`,
        `${refund}% of a deduction for gaps that the ledger closed within the quarter; gaps not upheld on appeal cost nothing`,
      ),
    ],
    [
      t('总分', 'Score'),
      t(
        '得分之和 ÷ 适用且能判定的各项满分之和 × 100；不适用的、省公司负责的、无法判定的不计入分母',
        'marks earned ÷ full marks × 100, over the items that apply, that the unit answers for and of which something could be told',
      ),
    ],
    [t('省公司负责', 'Province answers for'), list(province_items)],
    [t('排名的最低覆盖率', 'Least coverage to be ranked'), min_coverage === 0 ? t('不设', 'none') : `${min_coverage}%`],
  ];
  return {
    name: t('评分办法', 'Rules'),
    columns: [
      { header: t('项目', 'What'), width: 24, type: 'text' },
      { header: t('规定', 'Rule'), width: 90, type: 'text' },
    ],
    rows: rules.map((cells) => ({ cells })),
    filter: false,
  };
}
