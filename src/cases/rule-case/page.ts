import type { Written } from '../case-template.ts';

interface Frame {
  readonly column: string | undefined;
  readonly published: string | undefined;
}

const escape = (words: string): string => words.replaceAll('&', '&amp;');
/** `[供电服务承诺](/cn/)` is a link. */
const inline = (line: string): string => escape(line).replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');

/**
 * A page as somebody types it: `# ` is the title, `## ` a heading, lines with ` | ` rows of a table (the first one its
 * head, also as Markdown has them: `| 站名 | 地址 |`), `[words](address)` a link, a line that begins with `<` is HTML, and any
 * other line a paragraph.
 */
export function pageOf(text: string, { column, published }: Frame): Written {
  const lines = text.split('\n').map((line) => line.trim());
  const title = lines.find((line) => line.startsWith('# '))?.slice(2);
  const body = rowsApart(lines.filter((line) => line !== '' && !line.startsWith('# ')))
    .map(markupOf)
    .join('\n');
  return {
    ...(title !== undefined ? { title } : column !== undefined && { title: column }),
    ...(column !== undefined && { column }),
    ...(published !== undefined && { published }),
    body,
  };
}

const isFramed = (line: string): boolean => /^\|.*\|$/u.test(line);
const isRow = (line: string): boolean => line.includes(' | ') || isFramed(line);
/** The line that Markdown puts below the head: | --- | :---: |. */
const isRule = (line: string): boolean => isFramed(line) && /^[|\s:-]+$/u.test(line) && line.includes('--');

/** Lines, with each run of table rows together. */
function rowsApart(lines: readonly string[]): (string | string[])[] {
  const parts: (string | string[])[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (line.startsWith('<') || !isRow(line)) parts.push(line);
    else if (Array.isArray(last)) last.push(line);
    else parts.push([line]);
  }
  return parts;
}

function markupOf(part: string | readonly string[]): string {
  if (typeof part !== 'string') return tableOf(part);
  if (part.startsWith('<')) return part;
  if (part.startsWith('## ')) return `<h2>${inline(part.slice(3))}</h2>`;
  return `<p>${inline(part)}</p>`;
}

const cellsOf = (row: string): string[] => (isFramed(row) ? row.slice(1, -1).split('|') : row.split(' | '));

function tableOf(rows: readonly string[]): string {
  const cells = rows.filter((row) => !isRule(row)).map((row) => cellsOf(row).map((cell) => inline(cell.trim())));
  const row = (list: readonly string[], tag: string): string =>
    `<tr>${list.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${cells.map((list, at) => row(list, at === 0 ? 'th' : 'td')).join('')}</table>`;
}
