import { describe, expect, it } from 'vitest';
import { alteredFigure } from '../../src/checks/clause-figures.ts';

const PROMISED = [
  { of: ['计划检修停电'], is: ['7日', '7天'] },
  { of: ['城区范围'], is: ['45分钟'] },
  { of: ['农村地区'], is: ['90分钟'] },
];

describe('figures of the promises in force', () => {
  it.each([
    ['到达现场时间:城区范围60分钟,农村地区90分钟', '城区范围60分钟', '45分钟'],
    ['城区范围45分钟,农村地区一般为120分钟', '农村地区一般为120分钟', '90分钟'],
    ['计划检修停电,提前3天通知', '计划检修停电,提前3天', '7天'],
  ])('tells where one was altered: %s', (words, shown, is) => {
    expect(alteredFigure(words, PROMISED)).toEqual({ shown, is });
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
