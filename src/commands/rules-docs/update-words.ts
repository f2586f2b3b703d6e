import type { Duration, UpdateRule } from '../../catalogue/rule.ts';

const UNITS = {
  'working day': '个工作日',
  day: '天',
  hour: '小时',
  month: '个月',
  quarter: '个季度',
  year: '年',
} as const satisfies Record<Duration['unit'], string>;
const PERIODS = { month: '月', quarter: '季度', year: '年' } as const;

const length = ({ amount, unit }: Duration): string => `${amount}${UNITS[unit]}`;

/** When something is due, in the words of the division-of-labour table: 变更后10个工作日内. */
export function updateWords(rule: UpdateRule): string {
  if ('month_end_minus' in rule) return `每月末${rule.month_end_minus}日前公开下月的`;
  if ('every' in rule) return `每${PERIODS[rule.every]}，期满后${length(rule.within)}内`;
  if ('before' in rule) return `提前${length(rule.at_least)}`;
  if ('promptly' in rule) return '及时';
  return `${rule.after === 'approval' ? '批复' : '变更'}后${length(rule.within)}内`;
}
