import { gunzipSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gzipMember } from '../../src/evidence/gzip-member.ts';

const words = (size: number): Buffer => Buffer.alloc(size, '计划停电公告：因检修需要，请提前做好准备。');

describe('a gzip member', () => {
  it.each([
    ['nothing', [], 2],
    ['a page of a portal', [words(300), words(60_000), words(4)], 2],
    ['a file that is too large for one go', [words(300), words(3_000_000), words(4)], 2],
    ['what is packed already', [words(300), words(60_000)], 0],
    ['a page without a byte, that is nowhere in memory', [words(300), new Uint8Array(new ArrayBuffer(0))], 2],
    ['the same, stored', [words(300), new Uint8Array(new ArrayBuffer(0)), words(4)], 0],
    ['nothing, stored', [], 0],
    ['just what one stored block takes', [words(65_535)], 0],
    ['one byte more than that, and much more', [words(65_536), words(0), words(3_000_000)], 0],
  ] as const)('holds its parts in order: %s', async (_, parts, level) => {
    const member = await gzipMember(parts, level);
    expect(gunzipSync(member).equals(Buffer.concat(parts))).toBe(true);
    // One member and no more: the deflated stream ends where the eight bytes of checksum and length begin.
    expect(inflateRawSync(member.subarray(10, -8)).equals(Buffer.concat(parts))).toBe(true);
  });

  it('tells nothing of when and where it was made', async () => {
    expect((await gzipMember([words(10)], 2)).subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
  });

  it('stores as RFC 1951 has it, whatever the zlib', async () => {
    const member = await gzipMember([Buffer.from('ab')], 0);
    expect(member.toString('hex')).toBe(
      '1f8b08000000000000ff' + '000200fdff6162' + '010000ffff' + '6d48839e' + '02000000',
    );
  });

  it('has the same bytes each time', async () => {
    for (const size of [5_000, 2_000_000])
      expect((await gzipMember([words(size)], 2)).equals(await gzipMember([words(size)], 2))).toBe(true);
  });
});
