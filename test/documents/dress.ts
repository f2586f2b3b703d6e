import { ConverterBuilder } from 'opencc-js/core';
import * as preset from 'opencc-js/preset/cn2t';

/** The ways in which pages dress the same words. */
export const traditional: (text: string) => string = ConverterBuilder(preset)({ from: 'cn', to: 't' });

/** Digits and dashes in full width. */
export const wide = (text: string): string =>
  text.replace(/[0-9-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** Spaces around the signs of a date. */
export const spaced = (text: string): string => text.replace(/(?<=[年月日])|(?=[年月日])/g, ' ');

const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 as Chinese writes it: 10 → 十, 21 → 二十一. */
export function toChinese(value: number): string {
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${ONES[tens]}十`;
  return `${ten}${ONES[value % 10]}`;
}
