import type { Declarations } from './css.ts';
import type { Styled } from './selector.ts';

/** Elements of which nothing is drawn, whatever they hold. */
export const UNDRAWN = new Set(
  (
    'head title meta base link script style template noscript noembed noframes object audio video canvas iframe svg math ' +
    'datalist param source track rt rp'
  ).split(' '),
);

/** Further out than any page is wide: text put there is meant for robots. */
const FAR_PX = -999;

const px = (value: string | undefined): number => {
  const [, amount, unit] = /^(-?[\d.]+)(px|em|rem|pt|vw|vh|%)?/.exec(value ?? '') ?? [];
  if (amount === undefined) return NaN;
  return (
    Number(amount) * (unit === 'em' || unit === 'rem' ? 16 : unit === '%' || unit === 'vw' || unit === 'vh' ? 12.8 : 1)
  );
};

const isZero = (value: string | undefined): boolean => px(value) === 0;
const clips = (declared: Declarations): boolean =>
  ['overflow', 'overflow-x', 'overflow-y'].some((property) => /hidden|clip/.test(declared.get(property) ?? ''));

/** Why an element is not drawn by its style; undefined when it is. `display`: as scripts switch tabs and fold lists. */
export type Hidden = 'display' | 'other';

/** Judges an element by its winning declarations and attributes, its children with it. */
export function hiddenBy(element: Styled, declared: Declarations): Hidden | undefined {
  const { attrs, tag } = element;
  if (attrs.hidden !== undefined && declared.get('display') === undefined) return 'display';
  if (tag === 'input' && attrs.type?.toLowerCase() === 'hidden') return 'other';
  if (tag === 'dialog' && attrs.open === undefined) return 'display';
  if (isStruck(tag, declared)) return 'other';
  if (declared.size === 0 && attrs.color === undefined) return undefined;
  if (declared.get('display')?.startsWith('none') || isFolded(declared)) return 'display';
  if (isVeiled(element)) return undefined;
  return isSqueezed(declared) || isAway(declared) || isSameColour(element, declared) ? 'other' : undefined;
}

const STRUCK = new Set(['del', 's', 'strike']);

/** Struck out words are seen to hold no longer: <del>0.5300</del> 0.5200元. */
const isStruck = (tag: string, declared: Declarations): boolean =>
  STRUCK.has(tag) || declared.has('text-decoration') || declared.has('text-decoration-line');

/** An article of a WeChat account, as it is served: its first script makes it visible. */
const isVeiled = ({ attrs, classes }: Styled): boolean =>
  attrs.id === 'js_content' && classes.includes('rich_media_content');

const isFlat = (declared: Declarations): boolean =>
  isZero(declared.get('height')) || isZero(declared.get('max-height'));

/** A list that a click unfolds: of no height, but with its width. */
const isFolded = (declared: Declarations): boolean =>
  isFlat(declared) && clips(declared) && !isZero(declared.get('width'));

function isSqueezed(declared: Declarations): boolean {
  if (/^(?:hidden|collapse)/.test(declared.get('visibility') ?? '')) return true;
  if (isZero(declared.get('opacity'))) return true;
  const [wide, high] = [isZero(declared.get('width')), isFlat(declared)];
  if ((wide && high) || ((wide || high) && clips(declared))) return true;
  return /^rect\(0|^inset\((?:50|100)%/.test(declared.get('clip') ?? declared.get('clip-path') ?? '');
}

function isAway(declared: Declarations): boolean {
  if (px(declared.get('text-indent')) <= FAR_PX || px(declared.get('margin-left')) <= FAR_PX) return true;
  if (!/^(?:absolute|fixed|relative)/.test(declared.get('position') ?? '')) return false;
  return px(declared.get('left')) <= FAR_PX || px(declared.get('top')) <= FAR_PX || px(declared.get('right')) <= FAR_PX;
}

/** Text in the colour of its own background: only where both are known, since an outer sheet may paint anything. */
function isSameColour(element: Styled, declared: Declarations): boolean {
  const ink = colour(declared.get('color') ?? (element.tag === 'font' ? element.attrs.color : undefined));
  return ink !== undefined && ink === paper(element, declared);
}

function paper(element: Styled, declared: Declarations): string | undefined {
  const own = background(declared.get('background-color') ?? declared.get('background'), element.attrs);
  if (own !== undefined || declared.has('background-image')) return own;
  for (let at = element.parent; at; at = at.parent) {
    const { style = '', bgcolor, background: picture, class: name, id } = at.attrs;
    const inline = /background(?:-color)?\s*:\s*([^;]+)/i.exec(style)?.[1];
    if (inline !== undefined || bgcolor !== undefined) return background(inline, at.attrs);
    // A named ancestor may be painted by a sheet that is not here.
    if (picture !== undefined || name !== undefined || id !== undefined) return undefined;
  }
  return element.attrs.class === undefined && element.attrs.id === undefined ? 'fff' : undefined;
}

function background(value: string | undefined, { bgcolor }: Styled['attrs']): string | undefined {
  if (value !== undefined && /url\(|gradient/.test(value)) return undefined;
  return colour(value?.split(/\s+/)[0] ?? bgcolor);
}

const NAMES: Readonly<Record<string, string>> = { white: 'fff', black: '000', red: 'f00', blue: '00f', yellow: 'ff0' };

/** `#FFFFFF`, `white`, `rgb(255,255,255)` → `fff`; undefined for what names no fixed colour. */
function colour(value: string | undefined): string | undefined {
  const spelt =
    value
      ?.trim()
      .toLowerCase()
      .replace(/\s*!important/, '') ?? '';
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(spelt)?.[1];
  if (hex !== undefined)
    return /^(.)\1(.)\2(.)\3$/.test(hex) ? `${hex.charAt(0)}${hex.charAt(2)}${hex.charAt(4)}` : hex;
  if (/^rgba?\(\s*255\s*[, ]\s*255\s*[, ]\s*255/.test(spelt)) return 'fff';
  return NAMES[spelt];
}
