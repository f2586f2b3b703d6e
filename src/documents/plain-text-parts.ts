import { isContents, type TextLine } from './plain-text-lines.ts';
import { goesOn } from './plain-text-paragraphs.ts';

/** Lines that belong together: the rows of a table, or a sentence that goes on over lines and pages. */
export type Part = { readonly rows: readonly TextLine[] } | { readonly lines: readonly TextLine[] };

/** Groups lines. Blank lines, page numbers and watermarks part nothing that belongs together. */
export function partsOf(lines: readonly TextLine[]): Part[] {
  const parts: { kind: 'row' | 'text'; lines: TextLine[] }[] = [];
  for (const line of lines) {
    if (line.kind === 'blank' || line.kind === 'page') continue;
    const last = parts.at(-1);
    if (last?.kind === line.kind && (line.kind === 'row' || continues(last.lines, line))) last.lines.push(line);
    else parts.push({ kind: line.kind, lines: [line] });
  }
  return parts.map(({ kind, lines: together }) =>
    kind === 'row' && together.length > 1 ? { rows: together } : { lines: together },
  );
}

function continues(lines: readonly TextLine[], next: TextLine): boolean {
  const last = lines.at(-1);
  if (!last || last.marked > 0 || isContents(last.text.raw) || isContents(next.text.raw)) return false;
  return goesOn(
    lines
      .slice(-2)
      .map(({ text }) => text.norm)
      .join(''),
    next,
  );
}
