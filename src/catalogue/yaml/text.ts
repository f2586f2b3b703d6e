import { text } from '../../language/text.ts';
import { problem, type Problem } from '../problem.ts';

/** A file of rules larger than this is a mistake or an attack (faults 5.5). */
export const MAX_YAML_BYTES = 1024 * 1024;

const strict = (label: string) => new TextDecoder(label, { fatal: true, ignoreBOM: false });

function decodes(label: string, bytes: Uint8Array): string | null {
  try {
    return strict(label).decode(bytes);
  } catch {
    return null;
  }
}

/** The first line that is not UTF-8, and the column of the first wrong character in it. */
function firstBrokenPlace(bytes: Uint8Array): { line: number; column: number } {
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const slice = bytes.subarray(start, end);
    if (decodes('utf-8', slice) === null)
      return { line, column: new TextDecoder('utf-8').decode(slice).indexOf('\uFFFD') + 1 };
    start = end + 1;
  }
  return { line: 1, column: 1 };
}

function notUtf8(bytes: Uint8Array, file: string): Problem {
  const saveAs = text('请另存为 UTF-8 编码后重试', 'save it as UTF-8 and try again');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return problem({ file, line: 1, column: 1 }, text('文件是 UTF-16（Unicode）编码', 'the file is UTF-16'), saveAs);
  const place = { file, ...firstBrokenPlace(bytes) };
  const chinese = /\p{Script=Han}/u.test(decodes('gb18030', bytes) ?? '');
  return chinese
    ? problem(place, text('文件是 GBK（ANSI）编码，不是 UTF-8', 'the file is saved as GBK (ANSI), not UTF-8'), saveAs)
    : problem(place, text('文件不是 UTF-8 编码', 'the file is not UTF-8'), saveAs);
}

/** The text of a file that must be UTF-8 (a byte order mark is dropped), or why it cannot be read. */
export function decodeYaml(
  bytes: Uint8Array,
  file: string,
): { readonly source: string } | { readonly problem: Problem } {
  const start = { file, line: 1, column: 1 };
  if (bytes.length > MAX_YAML_BYTES)
    return {
      problem: problem(
        start,
        text('文件超过 1 MB，不像是配置文件', 'the file is larger than 1 MB'),
        text('请拆分文件', 'split it'),
      ),
    };
  const source = decodes('utf-8', bytes);
  if (source === null) return { problem: notUtf8(bytes, file) };
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.exec(source);
  if (!control) return { source };
  const before = source.slice(0, control.index).split('\n');
  const place = { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return {
    problem: problem(place, text('含有不可见的控制字符', 'a control character'), text('删除该字符', 'delete it')),
  };
}
