import type { Document } from '../documents/document.ts';

/** A name of its own with a running number: 停电公告1.png, 停电公告(2).png, 电价表_第2屏.png, 停电公告 1 of 2.png. */
const NUMBERED =
  /^(?<stem>.*\p{Script=Han}.*?)[\s_(（—-]*第?(?<number>\d{1,2})(?:\s*(?:\/|of|之|共)\s*\d{1,2})?[张屏页]?[)）]?$/iu;
/** Names that programs give to every picture number moments and say nothing of what goes together. */
const BY_PROGRAM = /^(?:微信(?:图片|截图)|屏幕截图|屏幕快照|截图|截屏|照片|图片|图像|新建|QQ)/u;
/** Lines at the top and the bottom of a screen among which the overlap begins and ends: status bar, names of columns, buttons. */
const EDGE = 12;
/** Two lines that are as long as this together are no accident. */
const OVERLAP_LETTERS = 16;

/**
 * Screenshots that may show one page, scrolled: of each the screen before or after it, by the ids of captures. They stand in
 * one folder, and bear one name with following numbers, or end and begin with the same lines.
 */
export function scrolledScreens(screens: readonly Document[]): ReadonlyMap<string, Document> {
  const found = new Map<string, Document>();
  for (const [one, other] of [...byName(screens), ...byOverlap(screens)]) {
    if (!found.has(one.capture.id)) found.set(one.capture.id, other);
    if (!found.has(other.capture.id)) found.set(other.capture.id, one);
  }
  return found;
}

type Pair = readonly [Document, Document];

function partsOf({ capture: { url } }: Document): { readonly folder: string; readonly name: string } {
  const at = url.lastIndexOf('/') + 1;
  const name = url.slice(at).replace(/^snapshot:/, '');
  return { folder: url.slice(0, at), name: asWritten(name).replace(/\.\w{2,5}$/, '') };
}

function asWritten(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function byName(screens: readonly Document[]): readonly Pair[] {
  const numbered = new Map<string, Document>();
  for (const one of screens) {
    const { folder, name } = partsOf(one);
    const { stem = '', number = '' } = NUMBERED.exec(name)?.groups ?? {};
    if (stem !== '' && !BY_PROGRAM.test(stem)) numbered.set(`${folder}\n${stem}\n${Number(number)}`, one);
  }
  return [...numbered].flatMap(([key, one]): Pair[] => {
    const at = key.lastIndexOf('\n') + 1;
    const next = numbered.get(`${key.slice(0, at)}${Number(key.slice(at)) + 1}`);
    return next ? [[one, next]] : [];
  });
}

interface Place {
  readonly screen: Document;
  readonly fromTop: number;
  readonly fromBottom: number;
}

/** Two lines of each screen that follow each other, with where they stand on it. */
function pairsOf(screen: Document): readonly (readonly [key: string, Place])[] {
  const lines = screen.blocks.map(({ text }) => text.norm);
  const { folder } = partsOf(screen);
  return lines.slice(1).flatMap((line, at) => {
    const before = lines[at] ?? '';
    if (before.length + line.length < OVERLAP_LETTERS) return [];
    return [[`${folder}\n${before}\n${line}`, { screen, fromTop: at, fromBottom: lines.length - at }] as const];
  });
}

/** What ends one screen begins the next. A bar that stands at the same height on both is none of the page. */
function byOverlap(screens: readonly Document[]): readonly Pair[] {
  const ends = new Map<string, Place>();
  const all = screens.flatMap(pairsOf);
  for (const [key, place] of all) if (place.fromBottom <= EDGE && !ends.has(key)) ends.set(key, place);
  return all.flatMap(([key, place]): Pair[] => {
    const end = ends.get(key);
    if (!end || end.screen === place.screen || place.fromTop > EDGE) return [];
    const isBar = end.fromTop === place.fromTop || end.fromBottom === place.fromBottom;
    return isBar ? [] : [[end.screen, place.screen]];
  });
}
