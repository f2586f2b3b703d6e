import jpeg from 'jpeg-js';
import type { Rgba } from '../../src/documents/picture.ts';
import type { Random } from './random.ts';

/** What a telephone in a bad light makes of a picture. */
export const SPOILED = ['noise', 'blur', 'tilt', 'jpeg'] as const;
export type Spoiled = (typeof SPOILED)[number];

export function spoil(picture: Rgba, how: Spoiled, random: Random): Rgba {
  switch (how) {
    case 'noise':
      return noisy(picture, 26, random);
    case 'blur':
      return blurred(picture);
    case 'tilt':
      return noisy(tilted(picture, (random.below(2) === 0 ? 1 : -1) * (2 + random.below(3))), 8, random);
    case 'jpeg': {
      const { data } = jpeg.encode({ ...picture, data: Buffer.from(picture.data) }, 22);
      return jpeg.decode(data, { useTArray: true });
    }
  }
}

const map = ({ width, height, data }: Rgba, value: (at: number) => number): Rgba => ({
  width,
  height,
  data: data.map((was, at) => (at % 4 === 3 ? was : Math.max(0, Math.min(255, Math.round(value(at)))))),
});

/** Each pixel is off by up to so much, the three colours apart. */
const noisy = (picture: Rgba, by: number, random: Random): Rgba =>
  map(picture, (at) => (picture.data[at] ?? 0) + random.below(2 * by + 1) - by + (random.below(2 * by + 1) - by));

/** The mean of the nine pixels around each. */
function blurred(picture: Rgba): Rgba {
  const { width, height, data } = picture;
  return map(picture, (at) => {
    const [x, y, channel] = [(at >> 2) % width, Math.floor((at >> 2) / width), at % 4];
    let [sum, count] = [0, 0];
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        sum += data[((y + dy) * width + x + dx) * 4 + channel] ?? 0;
        count += 1;
      }
    return sum / count;
  });
}

/** Turned about its middle on a grey ground, between pixels as a lens does it. */
function tilted({ width, height, data }: Rgba, degrees: number): Rgba {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const wide = Math.ceil(width * Math.abs(cosine) + height * Math.abs(sine));
  const high = Math.ceil(width * Math.abs(sine) + height * Math.abs(cosine));
  const made = new Uint8Array(wide * high * 4).fill(255);
  const at = (x: number, y: number, channel: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 190 : (data[(y * width + x) * 4 + channel] ?? 0);
  for (let v = 0; v < high; v += 1)
    for (let u = 0; u < wide; u += 1) {
      const [dx, dy] = [u - wide / 2, v - high / 2];
      const [x, y] = [dx * cosine + dy * sine + width / 2, dy * cosine - dx * sine + height / 2];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, down] = [x - left, y - top];
      for (let channel = 0; channel < 3; channel += 1)
        made[(v * wide + u) * 4 + channel] = Math.round(
          (at(left, top, channel) * (1 - right) + at(left + 1, top, channel) * right) * (1 - down) +
            (at(left, top + 1, channel) * (1 - right) + at(left + 1, top + 1, channel) * right) * down,
        );
    }
  return { width: wide, height: high, data: made };
}
