import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, parseDocument, type Document, type ParsedNode, type YAMLMap } from 'yaml';

/**
 * The text of `gongkai.yaml` with a hall's checklist named in it; everything else stays as it was written, comments and spacing
 * too. Undefined where the file has no such hall. `file` is a clean path inside the workspace.
 */
export function registerChecklist(source: string, hall: string, file: string): string | undefined {
  const before = parseDocument(source);
  const at = placeOf(before, hall);
  const site = at && before.getIn(at, true);
  if (!at || !isMap<ParsedNode, ParsedNode>(site)) return undefined;
  const whole = parseDocument(source);
  whole.setIn([...at, 'checklist'], file);
  const edited = inserted(source, site, file);
  // A notation nobody foresaw is written by the library: right, though with its own spacing.
  const right = edited !== undefined && isDeepStrictEqual(parseDocument(edited).toJS(), whole.toJS());
  return right ? edited : String(whole);
}

function placeOf(document: Document.Parsed, hall: string): (string | number)[] | undefined {
  const path = ['channels', 'hall', 'sites'];
  const sites = document.getIn(path, true);
  if (!isSeq(sites)) return undefined;
  const index = sites.items.findIndex((site) => isMap(site) && site.get('name') === hall);
  return index < 0 ? undefined : [...path, index];
}

function inserted(source: string, site: YAMLMap<ParsedNode, ParsedNode | null>, file: string): string | undefined {
  const known = site.items.find(({ key }) => isScalar(key) && key.value === 'checklist')?.value;
  if (known) return spliced(source, known.range[0], known.range[1], spelled(file));
  const [first] = site.items;
  const last = site.items.at(-1)?.value ?? site.items.at(-1)?.key;
  if (!first || !last) return undefined;
  if (site.flow) return spliced(source, last.range[1], last.range[1], `, checklist: ${spelled(file)}`);
  const start = first.key.range[0];
  const indent = ' '.repeat(start - (source.lastIndexOf('\n', start - 1) + 1));
  const end = source.indexOf('\n', first.value?.range[1] ?? start);
  const line = `${indent}checklist: ${spelled(file)}`;
  if (end < 0) return `${source}\n${line}\n`;
  const feed = source[end - 1] === '\r' ? '\r\n' : '\n';
  return spliced(source, end + 1, end + 1, `${line}${feed}`);
}

const spliced = (source: string, from: number, to: number, words: string): string =>
  `${source.slice(0, from)}${words}${source.slice(to)}`;

/** Bare where nothing in it could be taken for YAML; a double-quoted scalar otherwise (JSON's notation is a subset). */
const spelled = (file: string): string => (/^\p{L}[\p{L}\p{N}._/-]*$/u.test(file) ? file : JSON.stringify(file));
