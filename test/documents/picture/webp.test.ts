import { describe, expect, it } from 'vitest';
import { openPicture } from '../../../src/documents/picture/decode.ts';
import { headOf, refusal } from '../../../src/documents/picture.ts';

/*
 * What a browser made of 32 by 24 pixels: the left half rgb(200,30,40), the right half blue; in the pictures with opacity the
 * blue is half transparent. Only the chunks with the pixels are kept here.
 */
const LOSSY =
  '5004009d012a200018003e2d108642a1a10dfa000c016259001e40fc03f003f6038c0bb01fb000374c585800fef7592ffffca4274c26bffffd4e5087b7bb97fdf2f11ef76897bf8b592dcdaa702941b00000';
const LOSSLESS = '2f1fc005000f301e83fc94fff90f1e080492fca5171820a2ff51ac01';
const CLEAR = '2f1fc005100f301e83fc94ffff01060f040249fed20b0c10d1ff28d600';
const OPACITY = '010ff0c0ff8888201048f2975e608088fe07f506';
const [STILL, WITH_OPACITY, ANIMATED] = ['00', '10', '02'];
const SIZE = '000000' + '1f0000' + '170000';

const chunk = (name: string, hex: string): Buffer => {
  const content = Buffer.from(hex, 'hex');
  const head = Buffer.from(`${name}0000`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

function webp(...chunks: readonly Buffer[]): Buffer {
  const content = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const head = Buffer.from('RIFF0000', 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

const extended = (flags: string, ...chunks: readonly Buffer[]): Buffer => webp(chunk('VP8X', flags + SIZE), ...chunks);

const KINDS: readonly (readonly [kind: string, bytes: Buffer])[] = [
  ['lossy', webp(chunk('VP8 ', LOSSY))],
  ['lossless', webp(chunk('VP8L', LOSSLESS))],
  ['lossless with opacity', webp(chunk('VP8L', CLEAR))],
  ['extended', extended(STILL, chunk('VP8L', LOSSLESS))],
  ['extended, lossy with opacity', extended(WITH_OPACITY, chunk('ALPH', OPACITY), chunk('VP8 ', LOSSY))],
];

describe('a WebP picture', () => {
  it.each(KINDS)('tells its size before it is decoded: %s', (_kind, bytes) => {
    expect(headOf(bytes)).toEqual({ format: 'webp', width: 32, height: 24 });
    expect(refusal(headOf(bytes))).toBeUndefined();
  });

  it.each([
    ['lossy', [200, 30, 40], [0, 0, 255]],
    ['lossless', [200, 30, 40], [0, 0, 255]],
    ['lossless with opacity', [200, 30, 40], [127, 127, 255]],
    ['extended', [200, 30, 40], [0, 0, 255]],
    ['extended, lossy with opacity', [200, 30, 40], [127, 127, 255]],
  ])('shows what the browser shows, on white: %s', async (kind, left, right) => {
    const bytes = KINDS.find(([name]) => name === kind)?.[1] ?? Buffer.alloc(0);
    const picture = await openPicture(bytes);
    if (!('data' in picture)) throw new Error(picture.detail);
    expect(picture).toMatchObject({ width: 32, height: 24 });
    const at = (x: number, y: number): number[] => [...picture.data.subarray((y * 32 + x) * 3, (y * 32 + x) * 3 + 3)];
    const off = kind.includes('lossy') ? 12 : 0;
    for (const [seen, drawn] of [
      [at(4, 12), left],
      [at(28, 12), right],
    ] as const)
      seen.forEach((value, colour) => expect(Math.abs(value - (drawn[colour] ?? 0))).toBeLessThanOrEqual(off));
  });

  it('that moves is not read, and says so', async () => {
    expect(await openPicture(extended(ANIMATED, chunk('ANIM', 'ffffffff0000')))).toEqual({
      reason: 'no-text-layer',
      detail: 'animated webp is not read: save it as PNG or JPEG',
    });
  });

  it('of more pixels than a picture has is refused before it is decoded', async () => {
    const huge = Buffer.from(webp(chunk('VP8L', '2fffffff0f' + '00'.repeat(20))));
    expect(headOf(huge)).toEqual({ format: 'webp', width: 16_384, height: 16_384 });
    expect(await openPicture(huge)).toMatchObject({ reason: 'too-large', detail: '16384 × 16384 pixels' });
  });

  it('that says another size than it has is damaged', async () => {
    const lying = webp(chunk('VP8X', STILL + '000000' + '2f0000' + '2f0000'), chunk('VP8L', LOSSLESS));
    expect(await openPicture(lying)).toMatchObject({ reason: 'no-text-layer' });
  });

  it('cut off anywhere is a fault and no crash', async () => {
    for (const [, bytes] of KINDS)
      // The last byte may be one that only fills up.
      for (let end = 12; end < bytes.length - 1; end += 1)
        expect(await openPicture(bytes.subarray(0, end))).toMatchObject({ reason: 'no-text-layer' });
  });
});
