import { MOST_RULES, type Rule } from './rules.ts';

/** A cell of a ruled table, with the rows and columns that it covers. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
  readonly box: Rule;
}

/** A table as its lines draw it. */
export interface Grid {
  readonly box: Rule;
  readonly rows: number;
  readonly cells: readonly GridCell[];
}

/** Lines this near to each other are one, and lines this far apart may still meet. */
const NEAR = 3;
const MOST_CELLS = 5_000;

/** The tables that a page's lines draw, top to bottom: at least two columns, lines between rows or a frame. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  if (rules.length > MOST_RULES) return [];
  const level = joined(rules.filter(({ y1, y2 }) => y2 - y1 <= 1));
  const upright = joined(rules.filter(({ x1, x2 }) => x2 - x1 <= 1).map(turned)).map(turned);
  return groups(level, upright)
    .flatMap((group) => gridOf(group) ?? [])
    .sort((one, other) => one.box.y1 - other.box.y1);
}

const turned = ({ x1, x2, y1, y2 }: Rule): Rule => ({ x1: y1, x2: y2, y1: x1, y2: x2 });

/** Level lines on one height that touch are one line. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = [];
  for (const rule of [...rules].sort((one, other) => one.y1 - other.y1 || one.x1 - other.x1)) {
    const at = lines.findLastIndex(
      (line) => rule.y1 - line.y1 <= 1.5 && rule.x1 <= line.x2 + NEAR && rule.x2 >= line.x1 - NEAR,
    );
    const line = lines[at];
    if (!line) lines.push(rule);
    else lines[at] = { ...line, x1: Math.min(line.x1, rule.x1), x2: Math.max(line.x2, rule.x2) };
  }
  return lines;
}

interface Group {
  readonly level: Rule[];
  readonly upright: Rule[];
}

/** Lines that cross or meet belong to one table. */
function groups(level: readonly Rule[], upright: readonly Rule[]): Group[] {
  const parents = [...level, ...upright].map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root] ?? root;
    return (parents[at] = root);
  };
  level.forEach((line, one) => {
    upright.forEach((post, other) => {
      if (meet(line, post)) parents[rootOf(level.length + other)] = rootOf(one);
    });
  });
  const found = new Map<number, Group>();
  const groupAt = (at: number): Group => {
    const root = rootOf(at);
    const group = found.get(root) ?? { level: [], upright: [] };
    found.set(root, group);
    return group;
  };
  level.forEach((line, at) => groupAt(at).level.push(line));
  upright.forEach((post, at) => groupAt(level.length + at).upright.push(post));
  return [...found.values()];
}

const meet = (line: Rule, post: Rule): boolean =>
  post.x1 >= line.x1 - NEAR && post.x1 <= line.x2 + NEAR && line.y1 >= post.y1 - NEAR && line.y1 <= post.y2 + NEAR;

function gridOf({ level, upright }: Group): Grid | undefined {
  if (level.length < 2 || upright.length === 0) return undefined;
  // A table open at its sides ends where its lines do.
  const xs = distinct([...upright.map(({ x1 }) => x1), ...level.flatMap(({ x1, x2 }) => [x1, x2])]);
  const ys = distinct(level.map(({ y1 }) => y1));
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  // A single row is the ground of a line in a table without rules.
  if (columns < 2 || rows < 2 || columns * rows > MOST_CELLS) return undefined;
  const parted = (x: number, y: number): boolean =>
    upright.some((post) => Math.abs(post.x1 - x) <= NEAR && post.y1 <= y && post.y2 >= y);
  const ruled = (x: number, y: number): boolean =>
    level.some((line) => Math.abs(line.y1 - y) <= NEAR && line.x1 <= x && line.x2 >= x);
  const cells = cellsOf(xs, ys, parted, ruled);
  return { box: { x1: xs[0] ?? 0, x2: xs[columns] ?? 0, y1: ys[0] ?? 0, y2: ys[rows] ?? 0 }, rows, cells };
}

function distinct(values: readonly number[]): number[] {
  const kept: number[] = [];
  for (const value of [...values].sort((one, other) => one - other))
    if (value - (kept.at(-1) ?? -Infinity) > NEAR) kept.push(value);
  return kept;
}

type Between = (x: number, y: number) => boolean;

/** Each place grows to the right and downwards until a line stops it. */
function cellsOf(xs: readonly number[], ys: readonly number[], parted: Between, ruled: Between): GridCell[] {
  const taken = new Set<string>();
  const cells: GridCell[] = [];
  const middle = (all: readonly number[], at: number): number => ((all[at] ?? 0) + (all[at + 1] ?? 0)) / 2;
  for (let row = 0; row < ys.length - 1; row += 1) {
    for (let column = 0; column < xs.length - 1; column += 1) {
      if (taken.has(`${row} ${column}`)) continue;
      let [colspan, rowspan] = [1, 1];
      const free = (r: number, c: number): boolean => !taken.has(`${r} ${c}`);
      while (
        column + colspan < xs.length - 1 &&
        free(row, column + colspan) &&
        !parted(xs[column + colspan] ?? 0, middle(ys, row))
      )
        colspan += 1;
      while (
        row + rowspan < ys.length - 1 &&
        free(row + rowspan, column) &&
        !ruled(middle(xs, column), ys[row + rowspan] ?? 0)
      )
        rowspan += 1;
      for (let r = row; r < row + rowspan; r += 1)
        for (let c = column; c < column + colspan; c += 1) taken.add(`${r} ${c}`);
      const box = { x1: xs[column] ?? 0, x2: xs[column + colspan] ?? 0, y1: ys[row] ?? 0, y2: ys[row + rowspan] ?? 0 };
      cells.push({ row, column, rowspan, colspan, box });
    }
  }
  return cells;
}
