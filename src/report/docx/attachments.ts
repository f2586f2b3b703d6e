import { CHANNEL_NAMES } from '../channel-names.ts';
import { matrixOf } from '../matrix-rows.ts';
import { problemsOf, problemText } from '../problem-rows.ts';
import { basisText, itemTitle, elementTitle, MARKS, outcomeText, ownersText, placeText } from '../view.ts';
import type { Voice } from '../voice.ts';
import { beijingTime } from '../when.ts';
import { attachmentTitle, para, table, type Block } from './blocks.ts';
import { LANDSCAPE_WIDTH } from './paper.ts';

/** 附件1: the 台账 in the columns that fit on paper; the whole of it is in the workbook. */
export function problemAttachment(voice: Voice): Block[] {
  const { t, say } = voice;
  const problems = problemsOf(voice);
  const head = attachmentTitle(t('附件1', 'Attachment 1'), t('供电服务信息公开问题台账', 'Disclosure gaps'));
  if (problems.length === 0) return [...head, para(t('未发现问题。', 'No gaps were found.'))];
  const rows = problems.map(({ number, verdict, ...rest }) => [
    number,
    `${itemTitle(voice, verdict.item)}\n${elementTitle(voice, verdict)}`,
    placeText(voice, verdict),
    problemText({ ...rest, verdict }),
    outcomeText(voice, verdict),
    basisText(voice, [verdict]),
    verdict.deadline?.due ?? '',
    ownersText(voice, verdict).content,
    say(verdict.remedy),
  ]);
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
  return [...head, table(columns, rows, LANDSCAPE_WIDTH)];
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
  const { t, say, report } = voice;
  const quoted = new Set(problemsOf(voice).flatMap(({ verdict }) => verdict.quotes.map(({ capture }) => capture)));
  const rows = report.evidence.flatMap(({ id, channel, site, url, capturedAt, sha256 }, at) =>
    quoted.has(id)
      ? [[at + 1, placeText(voice, { channel, site }), url, say(beijingTime(capturedAt)), sha256.slice(0, 16)]]
      : [],
  );
  const columns = [
    { header: t('证据编号', 'No.'), share: 7, centred: true },
    { header: t('渠道', 'Channel'), share: 18 },
    { header: t('网址或文件', 'Address or file'), share: 50 },
    { header: t('采集时间', 'Captured'), share: 20, centred: true },
    { header: t('SHA-256 前16位', 'SHA-256, first 16'), share: 20, centred: true },
  ];
  return [
    ...attachmentTitle(t('附件3', 'Attachment 3'), t('佐证材料', 'Proof')),
    para(
      t(
        `问题所引页面共 ${rows.length} 份，原始字节保存在证据包中，可用 SHA-256 逐一核对。`,
        `The gaps quote ${rows.length} pages; their bytes are kept in the bundle and can be checked one by one by SHA-256.`,
      ),
    ),
    ...(rows.length > 0 ? [table(columns, rows, LANDSCAPE_WIDTH)] : []),
  ];
}
