import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from '../../catalogue/nearest.ts';
import { problem, sortProblems, type Place, type Problem } from '../../catalogue/problem.ts';
import type { Catalogue } from '../../catalogue/rule.ts';
import { parseYaml, type Parsed } from '../../catalogue/validate.ts';
import { text } from '../../language/text.ts';
import { ruleCasesSchema, type RuleCases } from '../rule-case.ts';
import type { Rule } from './run.ts';

/** The cases of one rule, and where each of them is written. */
export interface RuleSet {
  readonly rule: Rule;
  readonly set: RuleCases;
  readonly dutyAt: Place;
  readonly placeOf: (index: number) => Place;
}

export type RuleSets = { readonly sets: readonly RuleSet[] } | { readonly problems: readonly Problem[] };

interface Read {
  readonly file: string;
  readonly parsed: Parsed<RuleCases>;
}

/**
 * Reads every case file below the folders and binds it to its rule. A rule that does not exist, a variant or a department
 * that nobody knows is an error with the nearest name. Of two files for one rule, that of the later folder counts.
 */
export async function loadRuleCases(folders: readonly string[], catalogue: Catalogue): Promise<RuleSets> {
  const read = await Promise.all((await Promise.all(folders.map(filesBelow))).flat().map(readOne));
  const problems = read.flatMap((one) => ('problems' in one ? one.problems : bindProblems(one, catalogue)));
  if (problems.length > 0) return { problems: sortProblems(problems) };
  const sound = read.filter((one) => 'parsed' in one);
  return { sets: rulesOf(catalogue).flatMap((rule) => setFor(rule, sound) ?? []) };
}

/** Every rule of a catalogue, in its order. */
export const rulesOf = ({ items }: Catalogue): readonly Rule[] =>
  items.flatMap((item) => item.elements.map((element) => ({ item, element })));

async function filesBelow(folder: string): Promise<{ full: string; name: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  // The folder of the installation is named by its end, one that somebody typed as it was typed.
  const shown = path.isAbsolute(folder) ? folder.split(path.sep).slice(-2).join('/') : folder.replaceAll('\\', '/');
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((full) => ({ full, name: path.posix.join(shown, path.relative(folder, full).split(path.sep).join('/')) }));
}

async function readOne({
  full,
  name,
}: {
  full: string;
  name: string;
}): Promise<Read | { problems: readonly Problem[] }> {
  const parsed = parseYaml(ruleCasesSchema, await readFile(full), name);
  return 'value' in parsed ? { file: name, parsed } : { problems: parsed.problems };
}

function bindProblems({ parsed }: Read, catalogue: Catalogue): Problem[] {
  const { value, placeOf } = parsed;
  const rules = rulesOf(catalogue);
  const element = rules.find((one) => one.element.id === value.rule)?.element;
  if (value.rule !== undefined && !element) {
    const ids = rules.map((one) => one.element.id);
    const says = text(`规则库中没有规则「${value.rule}」`, `the catalogue has no rule "${value.rule}"`);
    return [problem(placeOf(['rule']), says, didYouMean(value.rule, ids))];
  }
  const served = Object.keys(value.duties).filter((id) => !rules.some((one) => one.element.id === id));
  const variants = (element?.for_each ?? []).map(({ id }) => id);
  return [
    ...served.map((id) =>
      problem(
        placeOf(['duties', id]),
        text(`规则库中没有规则「${id}」`, `the catalogue has no rule "${id}"`),
        didYouMean(
          id,
          rules.map((one) => one.element.id),
        ),
      ),
    ),
    ...value.cases.flatMap((one, index) =>
      one.for === undefined || variants.includes(one.for)
        ? []
        : [
            problem(
              placeOf(['cases', index, 'for']),
              text(`规则没有类型「${one.for}」`, `the rule has no variant "${one.for}"`),
              didYouMean(one.for, variants),
            ),
          ],
    ),
    ...unknownOwners(parsed, catalogue),
  ];
}

function unknownOwners({ value, placeOf }: Parsed<RuleCases>, { departments }: Catalogue): Problem[] {
  const known = departments.map(({ name }) => name);
  return (value.duty?.owners ?? []).flatMap((owner, index) =>
    known.includes(owner)
      ? []
      : [
          problem(
            placeOf(['duty', 'owners', index]),
            text(`没有部门「${owner}」`, `there is no department "${owner}"`),
            didYouMean(owner, known),
          ),
        ],
  );
}

function setFor(rule: Rule, read: readonly Read[]): RuleSet | undefined {
  const own = read.findLast(({ parsed }) => parsed.value.rule === rule.element.id);
  const [check = ''] = Object.keys(rule.element.check);
  const found = own ?? read.findLast(({ parsed }) => parsed.value.check === check);
  if (!found) return undefined;
  const { value, placeOf } = found.parsed;
  const { id } = rule.element;
  const duty = value.duty ?? value.duties[id];
  const dutyAt = placeOf(value.duty ? ['duty'] : ['duties', id]);
  return { rule, set: { ...value, ...(duty && { duty }) }, dutyAt, placeOf: (index) => placeOf(['cases', index]) };
}
