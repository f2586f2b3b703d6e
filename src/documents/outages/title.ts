import type { CivilDate } from '../../calendar/civil-date.ts';

export const SUBJECT = /停电|停送电|停限电|停止供电/u;
const FORM = /公告|通知|通告|公示|预告|信息|计划|安排|告知|提示|提醒|通报|预通知/u;
/** Past events told by a reporter. */
export const TOLD =
  /恢复供电|零停电|不停电|少停电|减少停电|零感知|战高温|保供电|记者|圆满|顺利完成|告别|应急预案|演练|办法|规定|管理|案例|投诉|赔偿|欠费/u;
/** XXXX年XX月XX日: a form that nobody filled in is no notice (C70). */
export const UNFILLED = /[xX×*_]{2,4}\s?年\s?[xX×*_]{1,2}\s?月|[xX×*_]{1,2}\s?月\s?[xX×*_]{1,2}\s?[日号]|某月某日/u;

/** Whether words are the title of an outage notice: 停电公告2018年06月28日, 关于…停电的通知. */
export const isOutageTitle = (title: string): boolean => SUBJECT.test(title) && FORM.test(title) && !TOLD.test(title);

const CANCEL = /取消|撤销/u;
/** 上述计划停电现予取消, 取消10kV松林线的停电检修; 如遇雨天，停电取消 calls nothing off. */
const CANCELS =
  /(?:停电|检修|计划|施工)(?:工作|安排|公告|通知)?(?:因[^。;]{1,20})?,?(?:现|已|故|临时|予以?|决定|全部|作){0,4}取消|(?:^|[,。;])(?:现|故|决定|临时|予以?){0,3}取消[^。;,]{0,40}(?:停电|检修)/u;
const SHOULD = /如|若|倘|可能|或将|随时/u;

/** Whether a page calls outages off instead of announcing them: its title says so, or a sentence without an if. */
export const tellsOfCancelling = (title: string, lines: readonly { readonly text: string }[]): boolean =>
  CANCEL.test(title) ||
  lines.some(({ text }) => text.split('。').some((sentence) => CANCELS.test(sentence) && !SHOULD.test(sentence)));

const DATES = /\d{1,4}\s?[年月日号时点分:./-]/gu;
/** Words that every notice has in its title, and that tell none apart. */
const COMMON =
  /停送电|停限电|停电|公告|通知|通告|公示|预告|信息|计划|临时|故障|安排|告知书?|提示|关于|检修|的|预|[^\p{L}\p{N}]/gu;

/** Days and what is left of the title: `2018-05-21_2018-05-29`, `2026-11-28-南坪线`. */
export function keyOf(
  title: string,
  { start, end }: { readonly start: CivilDate; readonly end?: CivilDate | undefined },
): string {
  const rest = title.replace(DATES, '').replace(COMMON, '').slice(0, 24);
  const days = end === undefined || end === start ? start : `${start}_${end}`;
  return rest === '' ? days : `${days}-${rest}`;
}
