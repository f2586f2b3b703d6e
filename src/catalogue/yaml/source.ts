import { LineCounter, type ErrorCode } from 'yaml';
import { text, type Text } from '../../language/text.ts';
import { problem, type Place, type Problem } from '../problem.ts';
import { BACKSLASH, isEscapedPath, suspectColon, suspectInBroken, suspectInPlain } from './characters.ts';

const INDENT = text('缩进不对齐', 'the indentation does not line up');
const BRACKETS = text('括号、引号或逗号不配对', 'brackets, quotes or commas do not match');
const NO_COLON = text('这一行缺少冒号，或上一行没有写完', 'a colon is missing, or the line before is unfinished');
const SYNTAX: Partial<Record<ErrorCode, readonly [Text, Text?]>> = {
  BAD_INDENT: [INDENT, text('同一级的内容要左对齐', 'things of one level start in one column')],
  TAB_AS_INDENT: [text('缩进用了制表符（Tab）', 'a tab is used as indentation'), text('改为空格', 'use spaces')],
  MISSING_CHAR: [BRACKETS],
  UNEXPECTED_TOKEN: [BRACKETS],
  BLOCK_IN_FLOW: [INDENT],
  BLOCK_AS_IMPLICIT_KEY: [
    text('同一行写了两个「键: 值」，或缩进不对齐', 'two "key: value" on one line, or a wrong indentation'),
    text('文字里有冒号时加英文引号', 'quote text that has a colon in it'),
  ],
  MULTILINE_IMPLICIT_KEY: [NO_COLON],
  KEY_OVER_1024_CHARS: [NO_COLON],
  BAD_DQ_ESCAPE: BACKSLASH,
  BAD_SCALAR_START: [
    text('以这个字符开头的文字要加引号', 'text that starts with this character must be quoted'),
    text('给文字加英文单引号', 'put single quotes around it'),
  ],
};
const UNREADABLE = text('这里的写法 YAML 读不懂', 'YAML cannot read this');

/** The text of one file with its lines, and the problems found in it so far. */
export class YamlSource {
  readonly lines = new LineCounter();
  readonly problems: Problem[] = [];
  readonly source: string;
  readonly file: string;

  constructor(source: string, file: string) {
    this.source = source;
    this.file = file;
  }

  readonly placeAt = (offset: number): Place => {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  };

  complain(offset: number, message: Text, hint?: Text): void {
    this.problems.push(problem(this.placeAt(offset), message, hint));
  }

  /** The start of a line, counted from 1. */
  lineStart(line: number): number | undefined {
    return this.lines.lineStarts[line - 1];
  }

  /**
   * What YAML cannot read. A character that can be seen to have done it, there or on the line before, is named; of the
   * other errors only the first is told, because the rest mostly follow from it.
   */
  syntaxErrors(errors: readonly { readonly code: ErrorCode; readonly pos: readonly [number, number] }[]): void {
    for (const { code, pos } of errors) {
      if (this.nameSuspect(this.placeAt(pos[0]).line) || this.problems.length > 0) continue;
      const indent = /^ */.exec(this.source.slice(pos[0], pos[1] + 200))?.[0].length ?? 0;
      const misaligned =
        /^(UNEXPECTED_TOKEN|MISSING_CHAR)$/.test(code) && indent > 0 && this.placeAt(pos[0]).column === 1;
      const [message, hint] = SYNTAX[misaligned ? 'BAD_INDENT' : code] ?? [UNREADABLE];
      this.complain(pos[0] + indent, message, hint);
    }
  }

  private nameSuspect(line: number): boolean {
    for (const at of [line, line - 1]) {
      const start = this.lineStart(at);
      const found = start === undefined ? undefined : suspectInBroken(this.source.slice(start, this.lineStart(at + 1)));
      if (start === undefined || !found) continue;
      this.complain(start + found.index, found.message, found.hint);
      return true;
    }
    return false;
  }

  /** A path whose backslashes were read as something else, in double quotes from `from` to `to`. */
  inspectQuoted(from: number, to: number, value: string): void {
    if (isEscapedPath(this.source.slice(from, to), value)) this.complain(from, ...BACKSLASH);
  }

  /** What looks right in an unquoted scalar from `from` to `to`, and is not. */
  inspectPlain(from: number, to: number): void {
    const start = this.lineStart(this.placeAt(from).line) ?? from;
    const colon = suspectColon(this.source.slice(start, to));
    const found = suspectInPlain(this.source.slice(from, to));
    if (colon) this.complain(start + colon.index, colon.message, colon.hint);
    else if (found) this.complain(from + found.index, found.message, found.hint);
  }
}
