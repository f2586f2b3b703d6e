import { describe, expect, it } from 'vitest';
import { standingOf } from '../../src/workspace/attestation.ts';
import { namesAnother, peopleIn } from '../../src/workspace/people.ts';
import type { Attestation } from '../../src/workspace/workspace.ts';

it.each([
  ['张三', ['张三']],
  ['张 三', ['张三']],
  ['张　三（营销部）', ['张三']],
  ['张三、李四', ['张三', '李四']],
  ['张三 李四', ['张三', '李四']],
  ['欧阳 明，Li Si', ['欧阳明', 'lisi']],
  ['（待定）', []],
])('%s names %j', (words, names) => {
  expect(peopleIn(words)).toEqual(names);
});

it('who mended a thing does not review it, however the name is spread over the cell', () => {
  expect(namesAnother('张 三', '张三（营销部）')).toBe(false);
  expect(namesAnother('李四', '张三、李四')).toBe(false);
  expect(namesAnother('王五', '张三、李四')).toBe(true);
});

describe('an answer of an on-site check', () => {
  const signed = (checker: string, reviewer: string): unknown => {
    const answer: Attestation = {
      ...{ subject: '1.2', site: '城关营业厅', answer: 'yes', photos: ['a.png'], lostPhotos: [] },
      ...{ checker, reviewer, on: '2026-11-18', until: '2026-12-18', note: '', at: '核查表.xlsx 第4行' },
    };
    const standing = standingOf(answer, '2026-11-20', 35);
    return standing.stands || standing.why.zh;
  };

  it('is no proof where one person signed twice', () => {
    expect(signed('张三', '张 三')).toBe('核查人和复核人是同一人');
    expect(signed('张三', '张三（班长）')).toBe('核查人和复核人是同一人');
  });

  it('is one where two signed, also where one of them signed at both places', () => {
    expect(signed('张三', '李四')).toBe(true);
    expect(signed('张三、李四', '李四')).toBe(true);
  });
});
