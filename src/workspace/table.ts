import { parse, CsvError } from 'csv-parse/sync';
import { text, type Text } from '../language/text.ts';
import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import { readYaml } from '../catalogue/yaml.ts';
import type { YamlNode } from '../catalogue/yaml/node.ts';
import type { Cell, Row, TableResult } from './register-table.ts';
import { readXlsxTable } from './table-xlsx.ts';

export type { Cell, Row, Table, TableResult } from './register-table.ts';

const MAX_TABLE_BYTES = 8 * 1024 * 1024;
const SAVE_AS = text('在 Excel 中另存为“CSV UTF-8（逗号分隔）”', 'save it from Excel as "CSV UTF-8 (comma delimited)"');

function decodes(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 with or without its mark, UTF-16 with it (Excel's “Unicode 文本”), else GB18030, which includes GBK. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodes('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodes('utf-16be', bytes);
  return decodes('utf-8', bytes) ?? decodes('gb18030', bytes);
}

/** Excel's own formats, told by their first bytes whatever the name says. */
const isSpreadsheet = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** The column of the n-th field of a line, counted over quoted commas. */
function columnOf(line: string, field: number, delimiter: string): number {
  let [left, quoted] = [field, false];
  for (let at = 0; at < line.length && left > 0; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === delimiter && !quoted) left -= 1;
    if (left === 0) return at + 2;
  }
  return 1;
}

/** Excel saves tabs as Unicode text, and semicolons where the system's list separator is one. */
const delimiterIn = (first: string): string =>
  first.includes('\t') ? '\t' : first.includes(';') && !first.includes(',') ? ';' : ',';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function csvProblem(error: CsvError, file: string): Problem {
  const line = Number((error as unknown as { lines?: number }).lines ?? 1);
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return problem(
    { file, line, column: 1 },
    unclosed
      ? text('英文双引号没有成对', 'a double quote is not closed')
      : text('英文双引号的位置不对', 'a double quote is out of place'),
    text(
      '单元格内容含双引号时，整格加引号并把内部的引号写两遍',
      'put the whole cell in quotes and double the quotes inside',
    ),
  );
}

function parseCsv(raw: string, file: string): TableResult {
  // csv-parse counts a quoted CRLF as two lines, and every place after it would be wrong.
  const source = raw.replaceAll(/\r\n?/g, '\n');
  const lines = source.split('\n');
  const delimiter = delimiterIn(lines[0] ?? '');
  try {
    const options = { info: true, relax_column_count: true, delimiter, bom: true } as const;
    return tableOf(parse(source, options) as unknown as readonly Parsed[], lines, file, delimiter);
  } catch (error) {
    if (error instanceof CsvError) return { problems: [csvProblem(error, file)] };
    throw error;
  }
}

function tableOf(parsed: readonly Parsed[], lines: readonly string[], file: string, delimiter: string): TableResult {
  const rows = parsed.map(({ record }, index) => {
    const line = (parsed[index - 1]?.info.lines ?? 0) + 1;
    const at = (field: number): Place => ({ file, line, column: columnOf(lines[line - 1] ?? '', field, delimiter) });
    return { at: at(0), cells: record.map((value, field): Cell => ({ value: value.trim(), at: at(field) })) };
  });
  const [head, ...body] = withoutTitle(rows.filter((row) => filledIn(row) > 0));
  if (!head) return { problems: [problem({ file, line: 1, column: 1 }, text('表格是空的', 'the table is empty'))] };
  if (head.cells.length === 1 && (head.cells[0]?.value ?? '').includes('，'))
    return {
      problems: [problem(head.at, text('表头用了中文逗号「，」', 'the heading row uses full-width commas'), SAVE_AS)],
    };
  const headings = head.cells;
  const spilled = body.flatMap(({ cells }) => cells.slice(headings.length).find(({ value }) => value !== '') ?? []);
  if (spilled.length > 0) return { problems: spilled.map(tooFar) };
  const named = body.map(({ at, cells }): Row => ({
    at,
    cells: new Map(cells.map((cell, field) => [headings[field]?.value ?? '', cell])),
  }));
  return { headings, rows: named };
}

interface Line {
  readonly at: Place;
  readonly cells: readonly Cell[];
}

const filledIn = ({ cells }: Line): number => cells.filter(({ value }) => value !== '').length;

/** As in a workbook: rows of one cell above the headings are a title, which Excel saves along. */
function withoutTitle(rows: readonly Line[]): readonly Line[] {
  const head = rows.findIndex((row) => filledIn(row) > 1);
  const isTitle = rows.slice(0, head).every(({ cells }) => cells.every(({ value }) => !value.includes('，')));
  return head > 0 && isTitle ? rows.slice(head) : rows;
}

/** A comma inside a cell that is not in quotation marks moves everything after it into the next columns. */
const tooFar = ({ value, at }: Cell): Problem =>
  problem(
    at,
    text(`这一行比表头多出一格「${value}」`, `this row has a cell more than the headings: "${value}"`),
    text('内容里有英文逗号的，整格加英文双引号', 'put a cell with a comma in it in double quotes'),
  );

function rowOf(node: YamlNode): Row | Problem {
  const shape = text('每条记录应写成若干「键: 值」', 'each record should be a map of "key: value"');
  if (node.kind !== 'map') return problem(node.at, shape);
  const cells = [...node.entries].map(([key, { node: value }]): readonly [string, Cell] => [
    key,
    { value: value.kind === 'scalar' ? value.value.trim() : '', at: value.at },
  ]);
  return { at: node.at, cells: new Map(cells) };
}

function parseYamlTable(bytes: Uint8Array, file: string): TableResult {
  const { node, problems } = readYaml(bytes, file);
  if (!node || problems.length > 0) return { problems };
  if (node.kind !== 'list')
    return {
      problems: [problem(node.at, text('整个文件应为列表（每条以「- 」开头）', 'the file should hold a list'))],
    };
  const rows = node.items.map(rowOf);
  const wrong = rows.filter((row) => 'message' in row);
  return wrong.length > 0 ? { problems: wrong } : { headings: [], rows: rows.filter((row) => 'cells' in row) };
}

/** Reads a register kept as XLSX, CSV (UTF-8, GBK or Excel's Unicode text) or a YAML list; blank rows are skipped. */
export function readTable(bytes: Uint8Array, file: string): TableResult {
  const refuse = (message: Text, hint: Text) => ({ problems: [problem({ file, line: 1, column: 1 }, message, hint)] });
  if (/\.ya?ml$/i.test(file)) return parseYamlTable(bytes, file);
  if (bytes.length > MAX_TABLE_BYTES)
    return refuse(text('文件超过 8 MB', 'the file is larger than 8 MB'), text('请拆分文件', 'split it'));
  if (isSpreadsheet(bytes)) return readXlsxTable(bytes, file);
  const source = decode(bytes);
  if (source === undefined) return refuse(text('文件编码无法识别', 'the encoding of the file cannot be read'), SAVE_AS);
  return parseCsv(source, file);
}
