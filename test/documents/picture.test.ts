import { describe, expect, it } from 'vitest';
import { decodeBmp } from '../../src/documents/picture/bmp.ts';
import { openPicture } from '../../src/documents/picture/decode.ts';
import { decodeGif } from '../../src/documents/picture/gif.ts';
import { orientationOf, turned } from '../../src/documents/picture/turn.ts';
import { headOf } from '../../src/documents/picture.ts';

/** Six pixels, numbered from left to right and top to bottom: 3 wide, 2 high. */
const SIX = { width: 3, height: 2, data: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((n) => [n, n, n])) };
const numbers = ({ data }: { readonly data: Uint8Array }): number[] => [...data].filter((_, at) => at % 3 === 0);

describe('a photograph is turned as the camera was held', () => {
  it.each([
    [1, 3, [1, 2, 3, 4, 5, 6]],
    [2, 3, [3, 2, 1, 6, 5, 4]],
    [3, 3, [6, 5, 4, 3, 2, 1]],
    [4, 3, [4, 5, 6, 1, 2, 3]],
    [5, 2, [1, 4, 2, 5, 3, 6]],
    [6, 2, [4, 1, 5, 2, 6, 3]],
    [7, 2, [6, 3, 5, 2, 4, 1]],
    [8, 2, [3, 6, 2, 5, 1, 4]],
  ])('orientation %i', (orientation, width, expected) => {
    const made = turned(SIX, orientation);
    expect(made.width).toBe(width);
    expect(numbers(made)).toEqual(expected);
  });

  it('which EXIF says, and nothing says of a file without it', () => {
    const exif = Buffer.from(
      'ffd8ffe1002245786966000049492a00080000000100120103000100000006000000000000000000ffd9',
      'hex',
    );
    expect(orientationOf(exif)).toBe(6);
    expect(orientationOf(Buffer.from('ffd8ffd9', 'hex'))).toBe(1);
  });
});

describe('pictures of older programs', () => {
  it('a BMP is stored from its lowest row up, blue first', () => {
    const head = Buffer.alloc(54);
    head.write('BM', 0, 'latin1');
    head.writeUInt32LE(54, 10);
    head.writeUInt32LE(40, 14);
    head.writeInt32LE(1, 18);
    head.writeInt32LE(2, 22);
    head.writeUInt16LE(24, 28);
    const bytes = Buffer.concat([head, Buffer.from([3, 2, 1, 0, 6, 5, 4, 0])]);
    expect(headOf(bytes)).toEqual({ format: 'bmp', width: 1, height: 2 });
    expect([...(decodeBmp(bytes)?.data ?? [])]).toEqual([4, 5, 6, 255, 1, 2, 3, 255]);
  });

  it('a GIF is unpacked by its codes', () => {
    // The ten by ten sample of the GIF89a tutorials: white, red and blue in blocks.
    const bytes = Buffer.from(
      '47494638396 10a000a00910000ffffffff00000000ff00000021f90400000000002c000000000a000a00000216 8c2d99872a1cdc33a00275ec95faa8de608c04914c01003b'.replace(
        / /gu,
        '',
      ),
      'hex',
    );
    const made = decodeGif(bytes);
    const at = (x: number, y: number): number[] => [
      ...(made?.data.subarray((y * 10 + x) * 4, (y * 10 + x) * 4 + 3) ?? []),
    ];
    expect([at(0, 0), at(9, 0), at(5, 5), at(0, 9), at(9, 9)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
      [255, 255, 255],
      [0, 0, 255],
      [255, 0, 0],
    ]);
  });

  it('a damaged one is a fault and no crash', async () => {
    for (const text of ['BM', 'GIF89a', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff'])
      expect(await openPicture(Buffer.from(text, 'latin1'))).toMatchObject({ reason: 'no-text-layer' });
  });
});
