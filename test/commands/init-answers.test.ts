import { describe, expect, it } from 'vitest';
import { portalFault, splitHalls, tidyAddress, tidyName } from '../../src/commands/init/answers.ts';

describe('what is typed or pasted into the five questions', () => {
  it.each([
    ['国网 山城供电公司。', '国网山城供电公司'],
    ['　国网山城供电公司　', '国网山城供电公司'],
    ['Shancheng Power', 'Shancheng Power'],
  ])('the name %j is %j', (typed, name) => {
    expect(tidyName(typed)).toBe(name);
  });

  it.each([
    ['https://www.example.com/。', 'https://www.example.com/'],
    ['<https://www.example.com>，', 'https://www.example.com'],
    ['ｈｔｔｐｓ：／／www.example.com', 'https://www.example.com'],
    ['https：//www.example.com/html/', 'https://www.example.com/html/'],
    ['https://www.example.com/电价（2026）.html', 'https://www.example.com/电价（2026）.html'],
    ['无', ''],
    ['', ''],
  ])('the address %j is %j', (typed, address) => {
    expect(tidyAddress(typed)).toBe(address);
    expect(portalFault(typed)).toBeUndefined();
  });

  it.each([
    ['www.example.com', '应为完整网址，例如 https://www.example.com'],
    ['dianli.example.com:8080/index.html', '应为完整网址，例如 https://dianli.example.com:8080/index.html'],
    ['www.example.com:端口', '应为完整网址，例如 https://www.example.com/'],
    ['见附件', '应为完整网址，例如 https://www.example.com/'],
  ])('of the address %j it says how it is written whole', (typed, says) => {
    expect(portalFault(typed)?.zh).toBe(says);
  });

  it.each([
    ['中心营业厅、南岸营业厅', ['中心营业厅', '南岸营业厅']],
    ['1、中心营业厅 2、南岸营业厅。', ['中心营业厅', '南岸营业厅']],
    ['（1）中心营业厅；（2）南岸营业厅（24小时）', ['中心营业厅', '南岸营业厅（24小时）']],
    ['中心营业厅 南岸供电所', ['中心营业厅', '南岸供电所']],
    ['A区 24小时自助厅', ['A区 24小时自助厅']],
    ['－ 中心营业厅、中心营业厅', ['中心营业厅']],
    ['无', []],
    ['', []],
  ])('the halls %j are %j', (typed, halls) => {
    expect(splitHalls(typed)).toEqual(halls);
  });
});
