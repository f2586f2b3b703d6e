import type { Place, Problem } from '../catalogue/problem.ts';

export interface Cell {
  readonly value: string;
  readonly at: Place;
}
/** One row of a register: its cells by heading as written, and its own place. */
export interface Row {
  readonly at: Place;
  readonly cells: ReadonlyMap<string, Cell>;
}
export interface Table {
  /** Empty for a YAML list, where every row has its own keys. */
  readonly headings: readonly Cell[];
  readonly rows: readonly Row[];
}
export type TableResult = Table | { readonly problems: readonly Problem[] };
