import type { Block, Region } from '../document.ts';
import type { Context } from './context.ts';
import type { Box } from '../html-tree.ts';

/** Lines of one kind in one region. */
interface Count {
  readonly name: string;
  lines: number;
}

interface OpenTable {
  readonly box: Box;
  readonly number: number;
  row: number;
}

/** Says where on the page each line stands, and follows the tables that hold data for that. */
export class Places {
  readonly #counts = new Map<Region, Map<string, Count>>();
  readonly #open: OpenTable[] = [];
  #tables = 0;

  /** Whether a table that holds data is open. */
  get inData(): boolean {
    return this.#open.length > 0;
  }

  /** The place of a table that begins: `main > table[2]`. */
  openTable(box: Box, region: Region): string {
    this.#tables += 1;
    this.#open.push({ box, number: this.#tables, row: 0 });
    return `${region} > table[${this.#tables}]`;
  }

  nextRow(): void {
    const table = this.#open.at(-1);
    if (table) table.row += 1;
  }

  close(box: Box): void {
    if (this.#open.at(-1)?.box === box) this.#open.pop();
  }

  /** The place of the next line: `main > p[3]`, `main > table[2] row 4`. */
  next(region: Region, kind: Block['kind'], { tag, heading }: Context): string {
    const table = this.#open.at(-1);
    if (kind === 'cell' && table) return `${region} > table[${table.number}] row ${table.row}`;
    const count = this.#count(region, kind === 'heading' && heading === '' ? 'heading' : tag);
    count.lines += 1;
    return `${count.name}[${count.lines}]`;
  }

  #count(region: Region, name: string): Count {
    let names = this.#counts.get(region);
    if (!names) this.#counts.set(region, (names = new Map<string, Count>()));
    let count = names.get(name);
    if (!count) names.set(name, (count = { name: `${region} > ${name}`, lines: 0 }));
    return count;
  }
}
