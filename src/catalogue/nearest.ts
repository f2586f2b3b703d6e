import { text, type Text } from '../language/text.ts';
import { CHANNEL_NAMES, SHORT_CHANNEL_NAMES } from './channel-names.ts';
import { KIND_NAMES } from './kind-names.ts';

/** Damerau-Levenshtein (restricted): how many single typing slips, a swap of neighbours being one. */
export function editDistance(from: string, to: string): number {
  const [a, b] = [[...from], [...to]];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? cell(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1), swap));
    }
  }
  return cell(a.length, b.length);
}

/** The known word that was probably meant: at most a third of its letters differ, and never half. Undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  const folded = word.toLowerCase().replaceAll(/[-_\s]/g, '');
  const scored = known.map((candidate) => ({
    candidate,
    distance: editDistance(folded, candidate.toLowerCase().replaceAll(/[-_\s]/g, '')),
  }));
  const [best] = scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  if (!best || best.distance * 2 >= best.candidate.length) return undefined;
  return best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** What ids are called: people write 门户网站 for portal, 市公司 for branch. */
const NAMES: Readonly<Record<string, Text>> = { ...CHANNEL_NAMES, ...KIND_NAMES };
const SHORT_NAMES: Readonly<Record<string, Text>> = SHORT_CHANNEL_NAMES;

/** The id whose name was written in its place, whole or shortened by letters left out: 市公司 is 市级供电公司. */
function byName(word: string, known: readonly string[]): string | undefined {
  const letters = [...word.normalize('NFKC').replaceAll(/\s/g, '')];
  if (!/\p{Script=Han}/u.test(word) || letters.length < 2) return undefined;
  const isNamed = (name = ''): boolean => {
    let at = 0;
    return letters.every((letter) => (at = name.indexOf(letter, at) + 1) > 0);
  };
  const meant = known.filter((one) => isNamed(NAMES[one]?.zh) || SHORT_NAMES[one]?.zh === word);
  return meant.length === 1 ? meant[0] : undefined;
}

/** `是否想写「deadline」？`, or the whole list where nothing is near and it is short enough to read. */
export function didYouMean(word: string, known: readonly string[]): Text | undefined {
  const meant = byName(word, known) ?? nearest(word, known);
  if (meant !== undefined) return text(`是否想写「${meant}」？`, `did you mean "${meant}"?`);
  if (known.length === 0 || known.length > 16) return undefined;
  const listed = known.map((one) => (NAMES[one] ? `${one} ${NAMES[one].zh}` : one));
  return text(`可以写：${listed.join('、')}`, `possible: ${known.join(', ')}`);
}
