import { text } from '../language/text.ts';
import { nearest } from '../catalogue/nearest.ts';
import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import type { Cell, Row, Table } from './table.ts';

/** One column of a register: the headings that staff write for it, the first being the one we ask for. */
export interface Column {
  readonly headings: readonly [string, ...string[]];
  readonly required?: true;
}
export type Columns<Name extends string> = Readonly<Record<Name, Column>>;

/** A row with its cells under our own names. */
export interface NamedRow<Name extends string> {
  readonly at: Place;
  readonly cell: (name: Name) => Cell | undefined;
}

/** `变更日期 *` and `變更 日期（必填）` are the same heading. */
const fold = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/\((必填|选填|可选)\)|[\s*]/g, '')
    .toLowerCase();

const columnFor = <Name extends string>(columns: Columns<Name>, heading: string): Name | undefined =>
  (Object.keys(columns) as Name[]).find((name) =>
    columns[name].headings.some((known) => fold(known) === fold(heading)),
  );

/** A column of our own is lacking: is there one that is nearly it? Columns of the unit's own are nobody's fault. */
function missing(
  column: Column,
  written: readonly string[],
  at: Place,
  headingPlace: (heading: string) => Place,
): Problem[] {
  const [wanted] = column.headings;
  const near = written.find((heading) => nearest(fold(heading), column.headings.map(fold)) !== undefined);
  if (near === undefined)
    return column.required ? [problem(at, text(`缺少「${wanted}」一列`, `the column "${wanted}" is missing`))] : [];
  return [
    problem(
      headingPlace(near),
      text(`不认识的列名「${near}」`, `unknown heading "${near}"`),
      text(`是否想写「${wanted}」？`, `did you mean "${wanted}"?`),
    ),
  ];
}

function checkHeadings<Name extends string>(
  columns: Columns<Name>,
  headings: ReadonlyMap<string, Place>,
  at: Place,
): Problem[] {
  const written = [...headings.keys()];
  const unknown = written.filter((heading) => heading !== '' && columnFor(columns, heading) === undefined);
  const lacking = (Object.keys(columns) as Name[]).filter(
    (name) => !written.some((heading) => columnFor(columns, heading) === name),
  );
  return lacking.flatMap((name) => missing(columns[name], unknown, at, (heading) => headings.get(heading) ?? at));
}

function named<Name extends string>(columns: Columns<Name>, row: Row): NamedRow<Name> {
  const cells = new Map([...row.cells].map(([heading, cell]) => [columnFor(columns, heading), cell]));
  return { at: row.at, cell: (name) => cells.get(name) };
}

/** Two columns with one heading that is read: which of them is meant, nobody can tell. */
function namedTwice<Name extends string>(columns: Columns<Name>, { headings }: Table): Problem[] {
  const folded = headings.map(({ value }) => fold(value));
  return headings.flatMap(({ value, at }, index) =>
    columnFor(columns, value) === undefined || folded.indexOf(fold(value)) === index
      ? []
      : [
          problem(
            at,
            text(`「${value}」一列写了两次`, `the column "${value}" stands twice`),
            text('只留一列，另一列改名或删去', 'keep one; rename or delete the other'),
          ),
        ],
  );
}

/** The rows under our own column names, or what is wrong with the headings. */
export function nameColumns<Name extends string>(
  table: Table,
  columns: Columns<Name>,
): { readonly rows: readonly NamedRow<Name>[]; readonly problems: readonly Problem[] } {
  const [first] = table.headings;
  const problems = first
    ? [
        ...checkHeadings(columns, new Map(table.headings.map(({ value, at }) => [value, at])), first.at),
        ...namedTwice(columns, table),
      ]
    : table.rows.flatMap((row) =>
        checkHeadings(columns, new Map([...row.cells].map(([key, { at }]) => [key, at])), row.at),
      );
  return { rows: table.rows.map((row) => named(columns, row)), problems };
}
