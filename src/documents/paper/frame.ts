import { linesOf, wordsOfLine } from './lines.ts';
import type { PdfPage, Run } from './page.ts';

/** The share of a page's height at its top and its foot in which running lines stand. */
const MARGIN = 0.1;
/** A line that stands on so many pages, and on half of them all, runs. */
const PAGES = 3;
const PAGE_NUMBER = /^[-–—_·.\s]*(?:第\s*)?[\dⅠ-Ⅻivxlc]+(?:\s*页)?(?:\s*[/,，共]\s*(?:共\s*)?\d+\s*页?)?[-–—_·.\s]*$/iu;

/** The pages without page numbers and running lines, and what the running lines say, each once. */
export function withoutFrame(pages: readonly PdfPage[]): { pages: PdfPage[]; running: string[] } {
  const counts = new Map<string, number>();
  const margins = pages.map(marginsOf);
  for (const lines of margins)
    for (const key of new Set(lines.map(({ words }) => shapeOf(words)))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const runs = (words: string): boolean => {
    const count = counts.get(shapeOf(words)) ?? 0;
    return count >= PAGES && count >= pages.length / 2;
  };
  const running = new Map<string, string>();
  const rest = pages.map((page, at) => {
    const dropped = new Set<Run>();
    for (const line of margins[at] ?? []) {
      const numbered = PAGE_NUMBER.test(line.words);
      if (!numbered && !runs(line.words)) continue;
      for (const run of line.runs) dropped.add(run);
      if (!numbered && !running.has(shapeOf(line.words))) running.set(shapeOf(line.words), line.words);
    }
    return dropped.size === 0 ? page : { ...page, runs: page.runs.filter((run) => !dropped.has(run)) };
  });
  return { pages: rest, running: [...running.values()] };
}

/** Page numbers differ from page to page in what is one line otherwise. */
const shapeOf = (words: string): string => words.replace(/\d+/g, '0');

function marginsOf({ runs, height }: PdfPage): { words: string; runs: readonly Run[] }[] {
  const ends = [runs.filter(({ y }) => y < height * MARGIN), runs.filter(({ y }) => y > height * (1 - MARGIN))];
  return ends.flatMap((end) =>
    linesOf(end).map((line) => ({
      words: wordsOfLine(line),
      runs: end.filter(({ y, size }) => Math.abs(y - line.y) <= size * 0.4),
    })),
  );
}
