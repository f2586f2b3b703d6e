import { text, type Text } from '../language/text.ts';
import { isGap } from '../verdicts/roll-up.ts';
import { GAP_NAMES, type Verdict } from '../verdicts/verdict.ts';
import { evidenceNumbers, evidenceName } from './evidence-numbers.ts';
import { addressText } from './place-words.ts';
import {
  basisText,
  companyName,
  elementTitle,
  inspectionText,
  itemTitle,
  lateText,
  ownersText,
  placeText,
  saysOf,
  searchText,
  SEVERITY_NAMES,
  statedText,
} from './view.ts';
import type { Voice } from './voice.ts';
import type { Cell, CellContent, Column, Tone } from './workbook.ts';

/** 问题台账: a row a gap, in the columns of 4.1; the ones without `of` are the staff's to fill in. */
export interface ProblemColumn extends Pick<Column, 'type' | 'width' | 'editable' | 'hidden' | 'centred'> {
  readonly name: Text;
  readonly choices?: readonly Text[];
  readonly of?: (problem: Problem) => CellContent;
}

/** One gap being told, with what all rows share. */
export interface Problem {
  readonly voice: Voice;
  readonly verdict: Verdict;
  /** From 1, in the order of the items. */
  readonly number: number;
  /** The number of each capture in the list of evidence. */
  readonly evidence: ReadonlyMap<string, number>;
}

const QUOTES_SHOWN = 3;
const TERMS_SHOWN = 12;
const WORDS_SHOWN = 120;

export function problemsOf(voice: Voice): Problem[] {
  const evidence = evidenceNumbers(voice.report);
  return voice.report.verdicts.filter(isGap).map((verdict, at) => ({ voice, verdict, number: at + 1, evidence }));
}

/** What is wrong, in sentences: what the check says, the date on the page, what was looked through in vain. */
export function problemText({ voice, verdict }: Pick<Problem, 'voice' | 'verdict'>): string {
  const { t } = voice;
  const { quotes, search } = verdict;
  const stated = statedText(voice, verdict);
  const said = [
    ...saysOf(voice, verdict),
    ...(stated === '' ? [] : [stated]),
    ...(quotes.length === 0 && search ? [searchText(voice, [verdict], TERMS_SHOWN)] : []),
  ];
  return said.length > 0 ? said.join(t('；', '; ')) : elementTitle(voice, verdict);
}

/** The page's words with its number in the list of evidence and its address. */
function proofText({ voice, verdict, evidence }: Problem): string {
  const lines = verdict.quotes
    .slice(0, QUOTES_SHOWN)
    .map(
      ({ words, url, capture }) =>
        `“${cut(words)}” ${evidenceName(voice, evidence.get(capture))}\n${addressText(voice, url)}`,
    );
  return [...new Set(lines)].join('\n');
}

const cut = (words: string): string =>
  words.length <= WORDS_SHOWN ? words : `${words.slice(0, WORDS_SHOWN).replace(/[\ud800-\udbff]$/, '')}…`;

/** The channel leads to the page: a link in the cell of the proof would keep its words from wrapping in LibreOffice. */
function placeCell({ voice, verdict }: Problem): Cell {
  const link = verdict.quotes[0]?.url;
  return { value: placeText(voice, verdict), ...(link !== undefined && { link }) };
}

const kindText = ({ voice, verdict }: Problem): string =>
  verdict.gap ? voice.say(GAP_NAMES[verdict.gap]) + lateText(voice, verdict) : '';

const SEVERITY_TONES = { critical: 'bad', major: 'doubt', minor: 'soft' } as const satisfies Record<string, Tone>;

const severityCell = ({ voice, verdict: { severity } }: Problem): Cell => ({
  value: voice.say(SEVERITY_NAMES[severity]),
  tone: SEVERITY_TONES[severity],
});

const STATES = [
  text('待整改', 'to be mended'),
  text('整改中', 'being mended'),
  text('待复核', 'to be reviewed'),
  text('已销号', 'closed'),
  text('退回', 'sent back'),
  text('延期', 'extended'),
  text('不予认定', 'not upheld'),
] as const;

const REVIEWS = [text('通过', 'accepted'), text('退回', 'sent back')] as const;

const staff = (name: Text, type: Column['type'], width: number, choices?: readonly Text[]): ProblemColumn => ({
  name,
  type,
  width,
  editable: true,
  ...(choices && { choices }),
});

/** The columns of the 问题台账 in the order in which supply companies keep it (4.1). */
export const PROBLEM_COLUMNS: readonly ProblemColumn[] = [
  { name: text('序号', 'No.'), type: 'integer', width: 5, centred: true, of: ({ number }) => number },
  { name: text('供电单位', 'Unit'), type: 'text', width: 12, of: ({ voice }) => companyName(voice) },
  {
    name: text('信息类别', 'Item'),
    type: 'text',
    width: 14,
    of: ({ voice, verdict }) => itemTitle(voice, verdict.item),
  },
  {
    name: text('检查要素', 'Element'),
    type: 'text',
    width: 15,
    of: ({ voice, verdict }) => elementTitle(voice, verdict),
  },
  { name: text('检查渠道', 'Channel'), type: 'text', width: 13, of: placeCell },
  {
    name: text('检查方式', 'Method'),
    type: 'text',
    width: 9,
    of: ({ voice, verdict }) => inspectionText(voice, verdict),
  },
  { name: text('检查时间', 'Day of audit'), type: 'date', width: 11, of: ({ voice }) => voice.report.asOf },
  { name: text('问题描述', 'Problem'), type: 'text', width: 34, of: problemText },
  { name: text('问题类型', 'Kind'), type: 'text', width: 12, of: kindText },
  { name: text('严重程度', 'Severity'), type: 'text', width: 7, centred: true, of: severityCell },
  { name: text('依据条款', 'Basis'), type: 'text', width: 17, of: ({ voice, verdict }) => basisText(voice, [verdict]) },
  { name: text('佐证', 'Proof'), type: 'text', width: 32, of: proofText },
  { name: text('应完成日期', 'Due'), type: 'date', width: 11, of: ({ verdict }) => verdict.deadline?.due },
  {
    name: text('逾期天数（工作日）', 'Working days late'),
    type: 'integer',
    width: 8,
    centred: true,
    of: ({ verdict }) => verdict.daysLate,
  },
  {
    name: text('责任部门', 'Department'),
    type: 'text',
    width: 11,
    of: ({ voice, verdict }) => ownersText(voice, verdict).content,
  },
  {
    name: text('发布责任单位', 'Publisher'),
    type: 'text',
    width: 11,
    of: ({ voice, verdict }) => ownersText(voice, verdict).publisher,
  },
  staff(text('责任人', 'Person in charge'), 'text', 9),
  { ...staff(text('整改措施', 'Remedy'), 'text', 26), of: ({ voice, verdict }) => voice.say(verdict.remedy) },
  staff(text('整改时限', 'To be mended by'), 'date', 11),
  {
    ...staff(text('整改进展', 'Progress'), 'text', 9, STATES),
    centred: true,
    of: ({ voice }) => voice.say(STATES[0]),
  },
  staff(text('完成时间', 'Mended on'), 'date', 11),
  staff(text('整改佐证', 'Proof of mending'), 'text', 14),
  staff(text('复核人', 'Reviewer'), 'text', 9),
  staff(text('复核结论', 'Review'), 'text', 9, REVIEWS),
  staff(text('销号日期', 'Closed on'), 'date', 11),
  {
    ...staff(text('备注', 'Remarks'), 'text', 15),
    of: ({ voice, verdict }) => verdict.remarks.map(voice.say).join(voice.t('；', '; ')),
  },
  { name: text('结论编号', 'Verdict'), type: 'text', width: 30, hidden: true, of: ({ verdict }) => verdict.id },
];
