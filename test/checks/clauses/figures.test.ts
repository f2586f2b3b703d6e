import { describe, expect, it } from 'vitest';
import { alteredFigure, type PromisedFigure } from '../../../src/checks/clauses/figures.ts';

const PROMISED: PromisedFigure[] = [
  { of: ['计划检修停电'], is: ['7日', '7天'], bound: 'least' },
  { of: ['城区范围'], is: ['45分钟'], bound: 'most' },
  { of: ['农村地区'], is: ['90分钟'], bound: 'most' },
];

describe('figures of the promises in force', () => {
  it.each([
    ['到达现场时间:城区范围60分钟,农村地区90分钟', '城区范围60分钟', '45分钟'],
    ['城区范围45分钟,农村地区一般为120分钟', '农村地区一般为120分钟', '90分钟'],
    ['计划检修停电,提前3天通知', '计划检修停电,提前3天', '7天'],
    ['城区范围30分钟,农村地区120分钟', '农村地区120分钟', '90分钟'],
  ])('tells where one was altered: %s', (words, shown, is) => {
    expect(alteredFigure(words, PROMISED)).toEqual({ shown, is, isStricter: false });
  });

  it.each([
    ['城区范围30分钟', '45分钟'],
    ['计划检修停电,提前10天', '7天'],
  ])('tells where more is promised: %s', (shown, is) => {
    expect(alteredFigure(shown, PROMISED)).toEqual({ shown, is, isStricter: true });
  });

  it.each([
    '城区范围45分钟,农村地区90分钟,计划检修停电提前7天',
    '计划检修停电提前七日公告',
    '计划检修停电提前168小时公告',
    '城区范围内设服务网点。30分钟一班',
    '城区范围和农村地区分别为45分钟、90分钟',
  ])('claims nothing of %s', (words) => {
    expect(alteredFigure(words, PROMISED)).toBeUndefined();
  });
});
