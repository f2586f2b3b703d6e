/**
 * Number formats that Chinese Excel writes by their number alone (ECMA-376, 18.8.30, zh-cn): most dates of its list of
 * formats are such. 22 follows the system, like 14.
 */
export const NUMBERED_FORMATS: ReadonlyMap<number, string> = new Map([
  [22, 'yyyy/m/d h:mm'],
  ...[27, 36, 50, 52, 57].map((id): [number, string] => [id, 'yyyy"年"m"月"']),
  ...[28, 29, 51, 53, 54, 58].map((id): [number, string] => [id, 'm"月"d"日"']),
  [30, 'm-d-yy'],
  [31, 'yyyy"年"m"月"d"日"'],
  [32, 'h"时"mm"分"'],
  [33, 'h"时"mm"分"ss"秒"'],
  ...[34, 55].map((id): [number, string] => [id, '上午/下午h"时"mm"分"']),
  ...[35, 56].map((id): [number, string] => [id, '上午/下午h"时"mm"分"ss"秒"']),
]);

const STARTS = /<((?:\w+:)?)(?:styleSheet|numFmts)\b[^>]*[^/]>/g;
/** The long date of the system's settings, whatever stands behind it. */
const SYSTEM_DATE = /formatCode="\[\$-(?:F800|x-sysdate)\][^"]*"/gi;
export const LONG_DATE = 'yyyy"年"m"月"d"日"';

export const isSystemDate = (format: unknown): boolean =>
  typeof format === 'string' && /^\[\$-(?:F800|x-sysdate)\]/i.test(format);

const escaped = (code: string): string => code.replaceAll('"', '&quot;');

/** A sheet's styles with what these numbers mean written out; a code of the file's own stands behind and so counts. */
export function withFormats(styles: string): string {
  const [root, codes] = [...styles.matchAll(STARTS)];
  if (!root) return styles;
  const [{ 0: start, 1: prefix = '', index }, isList] = codes ? [codes, true] : [root, false];
  const written = [...NUMBERED_FORMATS].map(
    ([id, code]) => `<${prefix}numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`,
  );
  const list = isList ? written.join('') : `<${prefix}numFmts>${written.join('')}</${prefix}numFmts>`;
  const at = index + start.length;
  return (styles.slice(0, at) + list + styles.slice(at)).replace(SYSTEM_DATE, `formatCode="${escaped(LONG_DATE)}"`);
}
