import { capturedWords } from '../captured-words.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { severityRank } from '../../verdicts/roll-up.ts';
import { matrixOf } from '../matrix-rows.ts';
import { provedAddress } from '../place-words.ts';
import { problemsOf, problemText, type Problem } from '../problem-rows.ts';
import { basisText, itemTitle, elementTitle, MARKS, outcomeText, ownersText, placeText } from '../view.ts';
import { noGaps } from '../gap-count.ts';
import type { Voice } from '../voice.ts';
import { attachmentTitle, para, table, type Block } from './blocks.ts';
import { LANDSCAPE_WIDTH } from './paper.ts';

/** Rows that a paper table may have; some 80 pages, beyond which nobody reads it and Word grows slow. */
const ROWS_SHOWN = 300;

/** 附件1: the 台账 in the columns that fit on paper; the whole of it is in the workbook. */
export function problemAttachment(voice: Voice): Block[] {
  const { t, say, report } = voice;
  const problems = problemsOf(voice);
  const head = attachmentTitle(t('附件1', 'Attachment 1'), t('供电服务信息公开问题台账', 'Disclosure gaps'));
  if (problems.length === 0) return [...head, para(say(noGaps(report)))];
  const shown = worstOf(problems, ROWS_SHOWN);
  const columns = [
    { header: t('序号', 'No.'), share: 5, centred: true },
    { header: t('信息类别及要素', 'Item and element'), share: 16 },
    { header: t('渠道', 'Channel'), share: 11 },
    { header: t('问题描述', 'Problem'), share: 30 },
    { header: t('问题类型', 'Kind'), share: 11 },
    { header: t('依据条款', 'Basis'), share: 15 },
    { header: t('应完成日期', 'Due'), share: 10, centred: true },
    { header: t('责任部门', 'Department'), share: 9 },
    { header: t('整改措施', 'Remedy'), share: 20 },
  ];
  return [...head, ...cutNote(voice, shown.length, problems.length), table(columns, shown.map(rowOf), LANDSCAPE_WIDTH)];
}

const rowOf = ({ number, verdict, ...rest }: Problem): (string | number)[] => [
  number,
  `${itemTitle(rest.voice, verdict.item)}\n${elementTitle(rest.voice, verdict)}`,
  placeText(rest.voice, verdict),
  problemText({ ...rest, verdict }),
  outcomeText(rest.voice, verdict),
  basisText(rest.voice, [verdict]),
  verdict.deadline?.due ?? '',
  ownersText(rest.voice, verdict).content,
  rest.voice.say(verdict.remedy),
];

/** So many of the gaps, the most severe of them, with the numbers and in the order that they have in the workbook. */
const worstOf = (problems: readonly Problem[], most: number): Problem[] =>
  problems
    .toSorted((a, b) => severityRank(b.verdict.severity) - severityRank(a.verdict.severity) || a.number - b.number)
    .slice(0, most)
    .toSorted((a, b) => a.number - b.number);

function cutNote({ t }: Voice, shown: number, all: number): Block[] {
  if (shown === all) return [];
  return [
    para(
      t(
        `共${all}个问题，本附件按严重程度列出其中${shown}个，其余${all - shown}个见Excel工作簿report.xlsx的“问题台账”表；两处序号一致。正文各项数字均按全部${all}个问题统计。`,
        `There are ${all} gaps. This attachment lists the ${shown} most severe; the other ${all - shown} are in the workbook report.xlsx, sheet “Gaps”, under the same numbers. The figures in the report count all ${all}.`,
      ),
    ),
  ];
}

/** 附件2: 公开清单. */
export function matrixAttachment(voice: Voice): Block[] {
  const { t, say, list } = voice;
  const { channels, items, duties, inapplicable } = matrixOf(voice.report);
  const rows = [...items, ...duties].map(({ item, cells }) => [
    itemTitle(voice, item),
    ...cells.map((cell) =>
      cell
        ? `${MARKS[cell.outcome]}${cell.gaps > 0 ? ` ${cell.gaps}` : ''}${cell.published ? `\n${cell.published.date}` : ''}`
        : '',
    ),
  ]);
  const columns = [
    { header: t('信息公开事项', 'Item'), share: 26 },
    ...channels.map((id) => ({ header: say(CHANNEL_NAMES[id]), share: 10, centred: true })),
  ];
  const idle = inapplicable.map((id) => itemTitle(voice, id));
  return [
    ...attachmentTitle(t('附件2', 'Attachment 2'), t('供电服务信息公开清单', 'What is disclosed where')),
    table(columns, rows, LANDSCAPE_WIDTH),
    para(
      t(
        '注：✔合规；✘有问题（数字为个数）；?未能判定；…时限内；－不适用；空白为该渠道不要求；日期为页面标注的最近发布日期。',
        'Note: ✔ in order; ✘ gaps (how many); ? cannot be told; … not due yet; － not applicable; blank: not required there; dates as the pages state them.',
      ),
    ),
    ...(idle.length > 0 ? [para(t(`本次不适用：${list(idle)}。`, `Not applicable: ${list(idle)}.`))] : []),
  ];
}

/** 附件3: what the gaps rest on; the whole list is in the workbook. */
export function evidenceAttachment(voice: Voice): Block[] {
  const { t, report } = voice;
  const quoted = new Set(problemsOf(voice).flatMap(({ verdict }) => verdict.quotes.map(({ capture }) => capture)));
  const all = report.evidence.flatMap(({ id, channel, site, url, sha256, ...when }, at) =>
    quoted.has(id)
      ? [
          [
            at + 1,
            placeText(voice, { channel, site }),
            provedAddress(voice, url),
            capturedWords(voice, when),
            sha256.slice(0, 16),
          ],
        ]
      : [],
  );
  const columns = [
    { header: t('证据编号', 'No.'), share: 7, centred: true },
    { header: t('渠道', 'Channel'), share: 18 },
    { header: t('网址或文件', 'Address or file'), share: 50 },
    { header: t('采集时间', 'Captured'), share: 20, centred: true },
    { header: t('SHA-256 前16位', 'SHA-256, first 16'), share: 20, centred: true },
  ];
  const rows = all.slice(0, ROWS_SHOWN);
  return [
    ...attachmentTitle(t('附件3', 'Attachment 3'), t('佐证材料', 'Proof')),
    para(
      t(
        `问题所引页面共${all.length}份，原始字节保存在证据包中，可用SHA-256逐一核对。`,
        `The gaps quote ${all.length} pages; their bytes are kept in the bundle and can be checked one by one by SHA-256.`,
      ),
    ),
    ...(rows.length < all.length
      ? [
          para(
            t(
              `本附件列出前${rows.length}份，其余${all.length - rows.length}份见Excel工作簿report.xlsx的“证据清单”表。`,
              `The first ${rows.length} are listed here; the other ${all.length - rows.length} are in the workbook report.xlsx, sheet “Evidence”.`,
            ),
          ),
        ]
      : []),
    ...(rows.length > 0 ? [table(columns, rows, LANDSCAPE_WIDTH)] : []),
  ];
}
