import type { Voice } from '../voice.ts';

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;

/** 一、 … 十、 for chapters; `1. ` in English. */
export const chapterNumber = ({ t }: Voice, number: number): string =>
  t(`${DIGITS[number] ?? number}、`, `${number}. `);

/** （一） … for sections; `(1) ` in English. */
export const sectionNumber = ({ t }: Voice, number: number): string =>
  t(`（${DIGITS[number] ?? number}）`, `(${number}) `);
