import { CST, Lexer, Parser, type LineCounter } from 'yaml';
import { text, type Text } from '../../language/text.ts';
import { BACKSLASH } from './characters.ts';
import { problem, type Place, type Problem } from '../problem.ts';

/** Faults 5.5: counted on the token tree, before anything that costs more than one pass. */
export const MAX_YAML_DEPTH = 32;
export const MAX_YAML_NODES = 20_000;

/** What rules may not use, though YAML has it: each would let one line mean something that the reader cannot see. */
const REFUSED: Partial<Record<CST.Token['type'], readonly [Text, Text]>> = {
  directive: [
    text('不允许使用 %YAML、%TAG 指令', '%YAML and %TAG directives are not allowed'),
    text('删除这一行', 'delete the line'),
  ],
  alias: [
    text('不允许使用别名（*）', 'aliases (*) are not allowed'),
    text('把内容照写一遍，或给以 * 开头的文字加引号', 'write it out, or quote text that starts with *'),
  ],
  anchor: [
    text('不允许使用锚点（&）', 'anchors (&) are not allowed'),
    text('把内容照写一遍，或给以 & 开头的文字加引号', 'write it out, or quote text that starts with &'),
  ],
  tag: [
    text('不允许使用类型标签（!）', 'tags (!) are not allowed'),
    text('删除标签，或给以 ! 开头的文字加引号', 'delete the tag, or quote text that starts with !'),
  ],
  'doc-end': [
    text('不允许使用文档结束符（...）', 'the document end marker (...) is not allowed'),
    text('删除这一行', 'delete the line'),
  ],
};

interface Visit {
  readonly token: CST.Token;
  readonly depth: number;
}

/** The tokens directly below one token. Walked with a list of our own, because nested brackets would use up the stack. */
function below({ token, depth }: Visit): Visit[] {
  if (token.type === 'document')
    return [...token.start, ...(token.value ? [token.value] : [])].map((child) => ({ token: child, depth }));
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  return token.items.flatMap((item) =>
    [...item.start, item.key, ...(item.sep ?? []), item.value]
      .filter((child) => child !== undefined && child !== null)
      .map((child) => ({ token: child, depth: depth + 1 })),
  );
}

const NODE_TYPES = new Set([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'block-scalar',
  'block-map',
  'block-seq',
  'flow-collection',
  'alias',
]);

const TOO_DEEP = text(`嵌套超过 ${MAX_YAML_DEPTH} 层`, `nested deeper than ${MAX_YAML_DEPTH} levels`);
const TOO_MANY = text(`内容超过 ${MAX_YAML_NODES} 项`, `more than ${MAX_YAML_NODES} values`);

/** Below this many characters the parser is quick whatever they are, and one reading is enough. */
const SMALL = 32 * 1024;

/** Lexemes that mark a change of mode and stand for no character of the file. */
const MARKERS = new Set<string>([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** The first place where brackets or values go over the limit, found before the parser spends time on what follows. */
function overflow(source: string): { readonly offset: number; readonly says: Text } | undefined {
  let [offset, open, scalars, content] = [0, 0, 0, false];
  for (const lexeme of new Lexer().lex(source)) {
    const type = content ? 'text' : CST.tokenType(lexeme);
    content = type === 'scalar';
    if (content) scalars += 1;
    if (type === 'flow-seq-start' || type === 'flow-map-start') open += 1;
    if (type === 'flow-seq-end' || type === 'flow-map-end') open -= 1;
    if (open > MAX_YAML_DEPTH) return { offset, says: TOO_DEEP };
    if (scalars > MAX_YAML_NODES) return { offset, says: TOO_MANY };
    if (type === 'text' || !MARKERS.has(lexeme)) offset += lexeme.length;
  }
  return undefined;
}

/** Lines are otherwise counted by the parser, which does not run on what is over the limit. */
function countLines(source: string, lines: LineCounter): void {
  for (let at = 0; at !== -1 && at < source.length; at = source.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
}

export interface Guard {
  readonly tokens: readonly CST.Token[];
  readonly problems: readonly Problem[];
  /** False where the file is over a limit; then nothing more may be done with it. */
  readonly bounded: boolean;
}

const SECOND_DOCUMENT = [
  text('一个文件里只能有一份内容（多了一行 ---）', 'only one document per file (a line --- too many)'),
  text('拆成两个文件', 'split it into two files'),
] as const;
const UNCLOSED = [
  text('这个括号没有配对的右括号', 'this bracket is never closed'),
  text('补上 ] 或 }；文字以括号开头时加英文引号', 'close it with ] or }; quote text that starts with a bracket'),
] as const;
/** `"evidence\app\"`: the last backslash makes the closing quotation mark a part of the text, which then runs on. */
const SWALLOWED = /"[^"\n]*\\"/;
const isUnclosed = (token: CST.Token): boolean =>
  token.type === 'flow-collection' && !token.end.some(({ type }) => type === 'flow-seq-end' || type === 'flow-map-end');

function unclosed(source: string, from: number, placeOf: (offset: number) => Place): Problem {
  const swallowed = SWALLOWED.exec(source.slice(from));
  return swallowed ? problem(placeOf(from + swallowed.index), ...BACKSLASH) : problem(placeOf(from), ...UNCLOSED);
}

/**
 * Parses into tokens only, and says what the house does not allow: too many or too deep values, directives, tags,
 * anchors, aliases, several documents. Neither duplicate keys nor values are looked at here.
 */
export function guardYaml(source: string, lines: LineCounter, placeOf: (offset: number) => Place): Guard {
  const over = (offset: number, says: Text): Guard => ({
    tokens: [],
    problems: [problem(placeOf(offset), says, text('请拆分文件', 'split the file'))],
    bounded: false,
  });
  const early = source.length > SMALL ? overflow(source) : undefined;
  if (early) {
    countLines(source, lines);
    return over(early.offset, early.says);
  }
  const tokens = [...new Parser(lines.addNewLine).parse(source)];
  const problems: Problem[] = [];
  const open: Visit[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  let nodes = 0;
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { token, depth } = visit;
    const refused = REFUSED[token.type];
    if (refused) problems.push(problem(placeOf(token.offset), ...refused));
    if (isUnclosed(token)) problems.push(unclosed(source, token.offset, placeOf));
    if (NODE_TYPES.has(token.type)) nodes += 1;
    if (depth > MAX_YAML_DEPTH) return over(token.offset, TOO_DEEP);
    if (nodes > MAX_YAML_NODES) return over(token.offset, TOO_MANY);
    for (const child of below(visit).reverse()) open.push(child);
  }
  const second = tokens.filter((token) => token.type === 'document')[1];
  if (second) problems.push(problem(placeOf(second.offset), ...SECOND_DOCUMENT));
  return { tokens, problems, bounded: true };
}
