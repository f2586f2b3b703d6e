import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SpillReader, SpillWriter } from '../../src/documents/spill.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what is laid down in a folder', () => {
  it('comes back in any order, texts and numbers by turns', () => {
    const writer = new SpillWriter(folder, 'own');
    const rows = [Uint32Array.of(7, 0, 0xffffffff), new Uint32Array(0), new Uint32Array([9, 1, 2, 3]).subarray(1)];
    const texts = ['停电公告', '', '95598'];
    const laid = texts.map((text, at) => [writer.write(text), writer.writeNumbers(rows[at] ?? new Uint32Array(0))]);
    const reader = new SpillReader(folder);
    const back = [...laid].reverse().map(([text, row]) => {
      if (!text || !row) throw new Error('not laid down');
      return [[...reader.readNumbers(row)], reader.read(text)];
    });
    expect(back).toEqual([
      [[1, 2, 3], '95598'],
      [[], ''],
      [[7, 0, 0xffffffff], '停电公告'],
    ]);
    for (const one of [reader, writer]) one.close();
  });

  it('is asked for in vain when its file ends before it', () => {
    const writer = new SpillWriter(folder, 'own');
    writer.write('停电');
    writer.close();
    const reader = new SpillReader(folder);
    expect(() => reader.readNumbers({ file: 'own', at: 0, bytes: 8 })).toThrow('own ends at 4');
    reader.close();
  });
});
