import type { z } from 'zod';
import { text, verbatim, type Text } from '../language/text.ts';
import { nearest } from './nearest.ts';
import type { YamlPath } from './yaml/node.ts';

/** What a schema says against a value, for people who write rules. */
export type Issue = z.core.$ZodIssue;

const KINDS: Partial<Record<string, Text>> = {
  object: text('若干「键: 值」', 'a map of "key: value"'),
  record: text('若干「键: 值」', 'a map of "key: value"'),
  array: text(
    '列表（每行以「- 」开头；写在一行里的用方括号 [ ] 括起来）',
    'a list (lines starting with "- ", or in [ ] on one line)',
  ),
  string: text('一段文字', 'a text'),
};
const kind = (name: string): Text => KINDS[name] ?? verbatim(name);

/** Schema messages carry both languages as `中文 (English)`. */
function bilingual(message: string): Text {
  const [, zh, en] = /^(.*\p{Script=Han}.*?) ?\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/u.exec(message) ?? [];
  return zh && en ? text(zh, en) : verbatim(message);
}

/** Names the key that a complaint is about. */
export const named = (path: YamlPath, said: Text): Text => {
  const key = path.findLast((part) => typeof part === 'string');
  return key === undefined ? said : text(`「${key}」${said.zh}`, `"${key}": ${said.en}`);
};

const FORMATS: Partial<Record<string, Text>> = {
  date: text('不是日历上的日期', 'is not a calendar date'),
  url: text('不是网址', 'is not a web address'),
};

/** A schema that says in words how it is written does; of others the pattern has to do. */
const misspelt = (message: string): Text => {
  const [, pattern = ''] = /must match pattern (.*)$/u.exec(message) ?? [];
  return pattern === '' ? bilingual(message) : text(`写法不对，应符合 ${pattern}`, `should match ${pattern}`);
};

/** The complaint about a value that is there; what to do about it comes from the value itself. */
export function complaint(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return text(`应为${kind(issue.expected).zh}`, `should be ${kind(issue.expected).en}`);
    case 'invalid_value':
      return text('的值不能这样写', 'has a value that is not possible');
    case 'invalid_format':
      return FORMATS[issue.format] ?? (issue.format === 'regex' ? misspelt(issue.message) : bilingual(issue.message));
    case 'too_small':
      return text('不能为空', 'must not be empty');
    case 'custom':
      return bilingual(issue.message);
    default:
      return text(`不符合要求：${issue.message}`, issue.message);
  }
}

/** How far a branch of a union is from what was written: a wrong word for its kind weighs most. */
function distance(issues: readonly Issue[]): number {
  const missing = issues.flatMap((issue) =>
    issue.path.length === 1 && issue.code !== 'unrecognized_keys' ? [String(issue.path[0])] : [],
  );
  const weight = (issue: Issue): number => {
    if (issue.path.length > 1) return 1;
    if (issue.code === 'invalid_value') return 8;
    if (issue.code !== 'unrecognized_keys') return 3;
    // A key that is nearly the missing one is that one, mistyped: this is the branch that was meant.
    return issue.keys.reduce((sum, key) => sum + (nearest(key, missing) === undefined ? 4 : -2), 0);
  };
  return issues.reduce((sum, issue) => sum + weight(issue), 0);
}

/** The branch of a union that was most likely meant, its paths made absolute. */
export function branch(issue: Issue & { code: 'invalid_union' }): readonly Issue[] {
  const [best] = [...issue.errors].sort((a, b) => distance(a) - distance(b));
  return (best ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}
