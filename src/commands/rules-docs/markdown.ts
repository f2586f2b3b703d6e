/** The first line of every page that is made from the rules. */
export const GENERATED = '<!-- 由 gongkai rules docs 从规则生成，请勿手改；改规则后重新生成。 -->';

export const lines = (all: readonly string[]): string => `${all.join('\n').trimEnd()}\n`;

export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export const table = (head: readonly string[], rows: readonly string[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows,
];
