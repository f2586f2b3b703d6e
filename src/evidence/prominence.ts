import { z } from 'zod';
import { VIEWPORT } from './browser.ts';

const length = z.number().min(-1e6).max(1e6);
const box = z.tuple([length, length, length, length]);
const thing = { box, covered: z.boolean() };

/**
 * Where the words and pictures of a rendered home page stand, as a citizen's screen shows them: boxes are left, top,
 * width, height in CSS pixels from the top of the page; only what is visible is listed.
 */
export const prominenceSchema = z.strictObject({
  viewport: z.tuple([length, length]),
  texts: z.array(z.strictObject({ words: z.string().max(300), size: length, ...thing })).max(5_000),
  images: z.array(z.strictObject({ alt: z.string().max(300), src: z.string().max(2_000), ...thing })).max(2_000),
});
export type Prominence = z.infer<typeof prominenceSchema>;
type Placed = Prominence['texts'][number] | Prominence['images'][number];

/** Smaller letters (CSS pixels) are not read in passing; smaller pictures are not seen as signs. */
export const LEAST_LETTER = 14;
export const LEAST_PICTURE = 40;

/** How a thing stands out: in the first view and large enough, there but small or covered, or not there. */
export type Standing = 'prominent' | 'doubtful' | 'elsewhere';

/** Whether a thing meets the eye without scrolling. What only partly shows is doubtful. */
export function standingOf(placed: Placed, [width, height]: Prominence['viewport']): Standing {
  const [left, top, wide, high] = placed.box;
  if (left >= width || top >= height || left + wide <= 0 || top + high <= 0) return 'elsewhere';
  const isWhole = left >= -1 && top >= -1 && left + wide <= width + 1 && top + high <= height + 1;
  const isLarge = 'size' in placed ? placed.size >= LEAST_LETTER : wide >= LEAST_PICTURE && high >= LEAST_PICTURE;
  return isWhole && isLarge && !placed.covered ? 'prominent' : 'doubtful';
}

/** A measurement as it was stored; undefined when it is not one, for a bundle may come from anybody. */
export function readProminence(body: Uint8Array): Prominence | undefined {
  try {
    return prominenceSchema.safeParse(JSON.parse(Buffer.from(body).toString())).data;
  } catch {
    return undefined;
  }
}

/** Runs in the page and returns a `Prominence`. A thing is covered when another lies over its middle. */
export const MEASURE = `(() => {
  scrollTo(0, 0);
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const boxOf = (rect) => [rect.left + scrollX, rect.top + scrollY, rect.width, rect.height].map((one) => Math.round(one * 10) / 10);
  const covered = (element, rect) => {
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    const top = document.elementFromPoint(x, y);
    return top !== null && !element.contains(top) && !top.contains(element);
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && texts.length < 5000; node = walker.nextNode()) {
    const words = node.data.replace(/\\s+/g, ' ').trim();
    const element = node.parentElement;
    if (words === '' || !element || /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(element.tagName) || !seen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (rect.width < 1 || rect.height < 1 || /^(?:transparent|rgba\\(.*, 0\\))$/.test(style.color)) continue;
    texts.push({ words: words.slice(0, 300), size: parseFloat(style.fontSize) || 0, box: boxOf(rect), covered: covered(element, rect) });
  }
  const images = [];
  for (const image of document.querySelectorAll('img, input[type=image]')) {
    const rect = image.getBoundingClientRect();
    if (images.length >= 2000 || rect.width < 1 || rect.height < 1 || !seen(image)) continue;
    images.push({ alt: (image.alt || image.title || '').slice(0, 300), src: (image.currentSrc || image.src || '').slice(0, 2000), box: boxOf(rect), covered: covered(image, rect) });
  }
  return { viewport: [${VIEWPORT.width}, ${VIEWPORT.height}], texts, images };
})()`;
