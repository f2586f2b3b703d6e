import { text } from '../language/text.ts';
import type { ReasonEntry } from './reason-group.ts';
import { REASONS_OF_CAPTURE } from './reasons-of-capture.ts';

export { REASON_GROUPS, type ReasonGroup } from './reason-group.ts';

/** Why a thing cannot be told: the closed list. A new code is a decision, made here or among those of capture and nowhere else. */
export const REASONS = {
  ...REASONS_OF_CAPTURE,
  date: {
    group: 'evidence',
    name: text('未读到可用的发布日期', 'no usable date was found'),
    advice: text('在页面标注发布或更新日期，或提供佐证。', 'State a publication date on the page, or supply proof.'),
  },
  'no-text-layer': {
    group: 'person',
    name: text('图片或扫描件，未读到文字', 'a picture or scan without readable text'),
    advice: text('人工查看图片并在核查表中填写结论。', 'Look at the picture and record the answer.'),
  },
  'needs-ocr': {
    group: 'person',
    name: text('图片或扫描件，本机未安装文字识别组件', 'a picture or scan, and text recognition is not installed'),
    advice: text(
      '重新运行 npm ci（不要加 --omit=optional）装上文字识别组件后再核查；或人工查看图片。',
      'Run npm ci without --omit=optional to install text recognition and audit again; or look at the picture.',
    ),
  },
  stale: {
    group: 'evidence',
    name: text('佐证已超过有效期', 'the evidence is too old'),
    advice: text('重新采集或截图。', 'Capture again.'),
  },
  'not-attempted': {
    group: 'evidence',
    name: text('快照中没有该页面', 'the snapshot does not hold that page'),
    advice: text(
      '补充该页面，或附采集日志、声明快照完整。',
      'Add the page, or supply a fetch log or a completeness declaration.',
    ),
  },
  'low-confidence': {
    group: 'person',
    name: text('识别结果置信度不足', 'the reading is not confident enough'),
    advice: text('人工核对原图。', 'Check the original picture.'),
  },
  'insufficient-evidence': {
    group: 'evidence',
    name: text('未提供该渠道的佐证', 'no evidence was supplied for this channel'),
    advice: text('补充截图、照片或导出页面。', 'Supply screenshots, photographs or exported pages.'),
  },
  'needs-person': {
    group: 'person',
    name: text('需要人工判断', 'a person has to decide'),
    advice: text('人工核实后在核查表中填写结论。', 'Decide and record the answer.'),
  },
  'no-change-record': {
    group: 'record',
    name: text('没有变更登记，无法判断更新是否及时', 'no change is registered, so timeliness cannot be told'),
    advice: text(
      '在变更登记表中登记变更日期；确无变更的不需处理。',
      'Register the date of the change; nothing to do if there was none.',
    ),
  },
  'no-calendar': {
    group: 'calendar',
    name: text('缺少相应年度的节假日安排', 'the holiday calendar of that year is not loaded'),
    advice: text(
      '国务院办公厅一般在上一年 11 月发布放假安排，发布后请升级 gongkai（由规则维护人员加入该年安排），再核查一次。',
      'The State Council usually publishes the holidays in November of the year before; then upgrade gongkai (whoever keeps the rules adds the year) and audit again.',
    ),
  },
} as const satisfies Record<string, ReasonEntry>;

export type Reason = keyof typeof REASONS;
