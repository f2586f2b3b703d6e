import type { Region } from '../document.ts';
import type { Box } from '../html-tree.ts';

interface Heading {
  readonly index: number;
  readonly level: number;
  readonly region: Region;
  /** The box at whose end the heading owns nothing more. */
  readonly scope: Box;
}

/** A line about to become a block. */
interface Line {
  readonly index: number;
  /** As `headingDepth` has it. */
  readonly depth: number;
  /** `h1` … `h6`, else ''. */
  readonly tag: string;
  readonly region: Region;
  /** The block-level box that the line stands in. */
  readonly holder: Box;
}

/** Which heading owns which line. */
export class Outline {
  readonly #open: Heading[] = [];
  /** Level of the last real heading; headings that are only set as such lie below it. */
  #level = 0;

  /** The level of a line (1–6, 0 when it is no heading) and the index of the heading over it, or -1. */
  place({ index, depth, tag, region, holder }: Line): { level: number; under: number } {
    const level = this.#levelOf(depth, tag);
    if (level > 0) while ((this.#open.at(-1)?.level ?? 0) >= level) this.#open.pop();
    const owner = this.#open.at(-1);
    if (level > 0) this.#open.push({ index, level, region, scope: scopeOf(holder) });
    return { level: Math.min(level, 6), under: owner?.region === region ? owner.index : -1 };
  }

  /** A box ends, and with it what its headings own. */
  close(box: Box): void {
    while (this.#open.at(-1)?.scope === box) this.#open.pop();
  }

  #levelOf(depth: number, tag: string): number {
    if (depth < 0) return 0;
    if (depth > 0) return this.#level + depth;
    this.#level = Number(tag.slice(1));
    return this.#level;
  }
}

/** Wrappers that hold nothing but the heading do not end it: its content follows beside them. */
function scopeOf(holder: Box): Box {
  let scope = holder;
  while (scope.parent && scope.parent.letters <= scope.letters) scope = scope.parent;
  return scope.parent ?? scope;
}
