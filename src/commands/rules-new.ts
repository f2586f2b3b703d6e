import { access } from 'node:fs/promises';
import path from 'node:path';
import { text } from '../language/text.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';
import { caseFile, catalogueFile, instrumentsFile, itemFile, type NewRule } from './rules-new/templates.ts';
import { writeFileWhole } from './write-file.ts';

export interface RulesNewOptions {
  readonly name?: string;
  /** The supplement that the rule goes into. */
  readonly into: string;
  /** What a supplement that is new builds on. */
  readonly extends: string;
}

/**
 * `rules new <id>`: writes a rule of the unit's own, to be filled in, with its cases, into a supplement under `rules/`.
 * Writes over nothing; an id that the catalogue has already is refused with code 2.
 */
export async function newRule(id: string, options: RulesNewOptions, desk: Desk): Promise<ExitName> {
  const rule: NewRule = { id, name: options.name ?? '本单位事项', into: options.into, extends: options.extends };
  await mustBeNew(rule, desk);
  const folder = path.join('rules', rule.into);
  const written: string[] = [];
  for (const [file, content] of [
    [path.join(folder, 'catalogue.yaml'), catalogueFile(rule)],
    [path.join(folder, 'instruments.yaml'), instrumentsFile()],
    [path.join(folder, 'items', `${id}.yaml`), itemFile(rule)],
    [path.join('cases', `${id}.yaml`), caseFile(rule)],
  ] as const) {
    if (await exists(file)) continue;
    await writeFileWhole(file, content);
    written.push(file);
  }
  for (const line of nextSteps(rule, written)[desk.language]) desk.print(line);
  return 'ok';
}

async function mustBeNew({ id, into, extends: base }: NewRule, desk: Desk): Promise<void> {
  if (!/^[A-Za-z0-9][\w-]{0,30}$/.test(id))
    throw new Stop(
      'usage',
      text(
        `编号「${id}」不能用，只能用字母、数字和短横线，例如 13 或 own-1`,
        `the id "${id}" cannot be used; write letters, digits and dashes, such as 13 or own-1`,
      ),
    );
  const started = await exists(path.join('rules', into, 'catalogue.yaml'));
  const { catalogue } = await openLaw(started ? into : base, { ...desk, workspace: '.' });
  const known = catalogue.items.flatMap((item) => [item.id, ...item.elements.map((element) => element.id)]);
  if (!known.includes(id)) return;
  throw new Stop(
    'usage',
    text(
      `规则库里已经有「${id}」（用 gongkai rules show ${id} 查看），请换一个编号`,
      `the catalogue has "${id}" already (gongkai rules show ${id}); take another id`,
    ),
  );
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const nextSteps = ({ id, into }: NewRule, written: readonly string[]): { zh: string[]; en: string[] } => ({
  zh: [
    '已写出：',
    ...written.map((file) => `  ${file}`),
    '接下来：',
    `  1. 按文件里的说明改写 rules/${into}/items/${id}.yaml 和 cases/${id}.yaml`,
    `  2. gongkai rules lint --catalogue ${into}`,
    `  3. gongkai rules test ${id} --catalogue ${into} --cases cases`,
    `  4. 在 gongkai.yaml 里写 catalogue: ${into}`,
  ],
  en: [
    'Written:',
    ...written.map((file) => `  ${file}`),
    'What is next:',
    `  1. fill in rules/${into}/items/${id}.yaml and cases/${id}.yaml`,
    `  2. gongkai rules lint --catalogue ${into}`,
    `  3. gongkai rules test ${id} --catalogue ${into} --cases cases`,
    `  4. write catalogue: ${into} in gongkai.yaml`,
  ],
});
