import type { z } from 'zod';
import { civilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import { didYouMean } from './nearest.ts';
import { suspectInBroken } from './yaml/characters.ts';
import type { YamlNode } from './yaml/node.ts';

const EXAMPLE_DATE = text('日期写作 2026-11-20', 'write dates as 2026-11-20');

/** For a day in another notation the right one; for a day that does not exist, that. */
export function hintForDate(wording: string): Text {
  const folded = wording.normalize('NFKC').trim();
  const [, year, month, day] = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(folded) ?? [];
  if (year === undefined) return EXAMPLE_DATE;
  const date = civilDate(Number(year), Number(month), Number(day));
  if (date === null) return text(`日历上没有 ${wording} 这一天`, `there is no ${wording} in the calendar`);
  return date === wording ? EXAMPLE_DATE : text(`改写为 ${date}`, `write ${date}`);
}

/** `10 workdays`, `10个工作日`, `10 working day` … in the one notation that rules use. */
function hintForDuration(wording: string): Text | undefined {
  const [, amount, unit = ''] = /^(\d{1,3})\s*(\S.*)$/.exec(wording.normalize('NFKC').trim()) ?? [];
  if (amount === undefined) return undefined;
  const units: readonly (readonly [RegExp, string])[] = [
    [/^(个?工作日|work(ing)?[ _-]?days?|business days?)$/i, 'working days'],
    [/^(日|天|个?自然日|calendar days?)$/i, 'days'],
    [/^(个?小时|时|h)$/i, 'hours'],
    [/^(个月|月)$/, 'months'],
    [/^(个?季度|季)$/, 'quarters'],
    [/^(个?年度?)$/, 'years'],
  ];
  const meant = units.find(([pattern]) => pattern.test(unit))?.[1];
  return meant === undefined ? undefined : text(`改写为 ${amount} ${meant}`, `write ${amount} ${meant}`);
}

const hintForWidth = (wording: string): Text | undefined => {
  const folded = wording.normalize('NFKC');
  return folded === wording || /\p{Script=Han}/u.test(wording)
    ? undefined
    : text(`含有全角字符，改写为 ${folded}`, `full-width characters; write ${folded}`);
};

/** A list or a map was expected and a text is there: often the colon, dash or comma is the wrong character. */
function hintForShape(wording: string): Text | undefined {
  const found = suspectInBroken(wording);
  return found && text(`${found.message.zh}，${found.hint.zh}`, `${found.message.en}: ${found.hint.en}`);
}

const NONE = /^(?:无|没有|暂无|不适用|未开通|否|no|none|null|~|-|\/)$/i;

/** A channel that the company does not have, in words of one's own. */
const hintForNone = (wording: string, path: readonly PropertyKey[]): Text | undefined =>
  path[0] === 'channels' && path.length === 2 && NONE.test(wording.replaceAll(/[\s；;，,。.]+$/g, '').trim())
    ? text('没有该渠道的写 none', 'write none where there is no such channel')
    : undefined;

/** What to write instead, told from the value that is there. */
export function hintForValue(node: YamlNode, issue: z.core.$ZodIssue): Text | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (issue.code === 'invalid_type') return hintForNone(node.value, issue.path) ?? hintForShape(node.value);
  if (issue.code === 'invalid_value')
    return hintForComma(node.value) ?? hintForWidth(node.value) ?? didYouMean(node.value, issue.values.map(String));
  if (issue.code !== 'invalid_format') return undefined;
  if (issue.format === 'date') return hintForDate(node.value);
  if (issue.format === 'url') return text('应以 http:// 或 https:// 开头', 'it starts with http:// or https://');
  return hintForDuration(node.value) ?? hintForWidth(node.value);
}

const hintForComma = (wording: string): Text | undefined =>
  /[，、]/.test(wording) ? text('多个值之间用英文逗号「, 」隔开', 'separate values with ", "') : undefined;
