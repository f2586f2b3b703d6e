import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../language/text.ts';
import { problem, type Problem } from './problem.ts';

/** The exact bytes of one file of rules. */
export interface RuleFile {
  /** As printed in messages, with forward slashes: `rules/chongqing/items/03.yaml`. */
  readonly name: string;
  /** The folder of rules that it belongs to: `chongqing`. */
  readonly folder: string;
  /** Below that folder: `items/03.yaml`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

const byPath = (a: RuleFile, b: RuleFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/**
 * Every YAML file below `rules/<folder>`, in path order; names are printed from the last part of `rules` on, so that
 * messages and digests do not depend on where the rules are kept. Undefined when there is no such folder.
 */
export async function readRuleFiles(rules: string, folder: string): Promise<readonly RuleFile[] | undefined> {
  const root = path.join(rules, folder);
  const names = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!names) return undefined;
  const files = names
    .filter((entry) => entry.isFile() && isYaml(entry.name))
    .map(async (entry) => {
      const full = path.join(entry.parentPath, entry.name);
      const below = path.relative(root, full).split(path.sep).join('/');
      return {
        name: `${path.basename(path.resolve(rules))}/${folder}/${below}`,
        folder,
        path: below,
        bytes: await readFile(full),
      };
    });
  return (await Promise.all(files)).sort(byPath);
}

/** A file that nothing would read is a rule that somebody believes to be in force. */
export const strayFile = ({ name }: RuleFile): Problem =>
  problem(
    { file: name, line: 1, column: 1 },
    text('目录中不应有这个文件，它不会被读取', 'this file does not belong here and would not be read'),
    text(
      '只能有 catalogue、instruments、readings、vocabulary 四个 .yaml 文件，事项放在 items/ 下，逐条登记放在 clauses/ 下',
      'expected are catalogue, instruments, readings and vocabulary.yaml, items/ and clauses/',
    ),
  );
