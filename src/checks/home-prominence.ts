import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { LEAST_LETTER, standingOf, type Prominence, type Standing } from '../evidence/prominence.ts';
import { text, type Text } from '../language/text.ts';
import { includesAny } from './search/terms.ts';

/** How a number stands out on a measured home page, and the figures that say so. */
export interface Measured {
  readonly standing: Standing;
  readonly says: Text;
}

/**
 * `prominent` is the best of its places; undefined where nothing was measured, or the number was not among it. Words that are
 * just one of `but` are passed over.
 */
export function measuredStanding(
  { prominence }: Document,
  number: string,
  but: ReadonlySet<string> = new Set(),
): Measured | undefined {
  if (!prominence) return undefined;
  const places = [
    ...prominence.texts.filter(({ words }) => includesAny(norm(words), [number]) && !but.has(norm(words))),
    ...prominence.images.filter(
      ({ alt, src }) => includesAny(norm(alt), [number]) || includesAny(fileOf(src), [number]),
    ),
  ].map((placed) => ({ placed, standing: standingOf(placed, prominence.viewport) }));
  const best = ORDER.map((wanted) => places.find(({ standing }) => standing === wanted)).find((one) => one);
  return best && { standing: best.standing, says: SAYS[best.standing](best.placed, prominence) };
}

const ORDER: readonly Standing[] = ['prominent', 'doubtful', 'elsewhere'];

const fileOf = (src: string): string => src.slice(src.lastIndexOf('/') + 1);

type Placed = Prominence['texts'][number] | Prominence['images'][number];

const SAYS: Readonly<Record<Standing, (placed: Placed, measured: Prominence) => Text>> = {
  prominent: (placed, measured) =>
    text(
      `首页首屏已公示（${placeOf(placed, measured).zh}）`,
      `shown in the first view of the home page (${placeOf(placed, measured).en})`,
    ),
  doubtful: (placed, measured) =>
    text(
      `首页首屏已公示，但字号小于${LEAST_LETTER}像素、图片过小、被遮挡或只露出一部分，是否显著需人工判断（${placeOf(placed, measured).zh}）`,
      `in the first view of the home page, but in letters under ${LEAST_LETTER} px, as a small picture, covered or cut off: whether that is conspicuous is for a person (${placeOf(placed, measured).en})`,
    ),
  elsewhere: (placed, measured) =>
    text(
      `首页有公示，但不在首屏，需滚动后才能看到（${placeOf(placed, measured).zh}）`,
      `on the home page, but not in its first view: one has to scroll (${placeOf(placed, measured).en})`,
    ),
};

function placeOf(placed: Placed, { viewport: [width, height] }: Prominence): Text {
  const [left, top, wide, high] = placed.box.map(Math.round);
  const size = 'size' in placed ? placed.size : undefined;
  return text(
    `距页首${top}像素、距左${left}像素，${wide}×${high}像素${size === undefined ? '' : `，字号${size}像素`}，首屏按${width}×${height}计`,
    `${top} px from the top, ${left} px from the left, ${wide}×${high} px${size === undefined ? '' : `, letters of ${size} px`}, first view of ${width}×${height}`,
  );
}
