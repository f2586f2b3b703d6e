import { isContents, type TextLine } from './lines.ts';
import { goesOn, lengthOf, type Edge } from './paragraphs.ts';

/** Lines that belong together: the rows of a table, or a sentence that goes on over lines and pages. */
export type Part = { readonly rows: readonly TextLine[] } | { readonly lines: readonly TextLine[] };

/** Groups lines. Blank lines, page numbers and watermarks part nothing that belongs together. */
export function partsOf(lines: readonly TextLine[]): Part[] {
  const parts: { kind: 'row' | 'text'; lines: TextLine[] }[] = [];
  const width = widthOf(lines);
  let passed: 'nothing' | 'blank' | 'page' = 'nothing';
  for (const line of lines) {
    if (line.kind === 'blank' || line.kind === 'page') {
      if (passed !== 'page') passed = line.kind;
      continue;
    }
    const last = parts.at(-1);
    const joins =
      last?.kind === line.kind &&
      (line.kind === 'row' || continues(last.lines, line, { close: passed !== 'blank', width }));
    if (joins) last.lines.push(line);
    else parts.push({ kind: line.kind, lines: [line] });
    passed = 'nothing';
  }
  return parts.map(({ kind, lines: together }) =>
    kind === 'row' && together.length > 1 ? { rows: together } : { lines: together },
  );
}

/** The length to which the writer filled lines: most lines of a paper that was set in them are no longer. */
function widthOf(lines: readonly TextLine[]): number {
  const lengths = lines.filter(({ kind }) => kind === 'text').map(lengthOf);
  return lengths.sort((one, other) => one - other)[Math.floor(lengths.length * 0.8)] ?? 0;
}

function continues(lines: readonly TextLine[], next: TextLine, edge: Edge): boolean {
  const last = lines.at(-1);
  if (!last || last.marked > 0 || isContents(last.text.raw) || isContents(next.text.raw)) return false;
  return goesOn(lines, next, edge);
}
