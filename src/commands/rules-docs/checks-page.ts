import type { Catalogue } from '../../catalogue/rule.ts';
import type { Check } from '../../checks/check.ts';
import { parametersOf, type Parameter } from '../../checks/parameters-of.ts';
import { CHECKS } from '../../checks/registry.ts';
import { usersOf } from '../rules-checks/uses.ts';
import { GENERATED, lines, row, table } from './markdown.ts';

export const CHECKS_PAGE = 'checks.md';

/** The vocabulary that rules choose from, with all that a rule may tell each check. */
export function checksPage(catalogue: Catalogue): string {
  const checks = Object.values<Check>(CHECKS).sort((a, b) => (a.name < b.name ? -1 : 1));
  return lines([
    GENERATED,
    '',
    '# 规则可以选用的检查',
    '',
    '每个要素选用一种检查，写在 `check:` 下面；`gongkai rules checks <名称>` 另给一个写好的例子。',
    '词语按规范化文本（全角转半角、繁体转简体、去掉多余空格）查找；表达式用 RE2 的写法。',
    '',
    '*Each element chooses one check, written under `check:`; `gongkai rules checks <name>` also shows one as the catalogue writes it.*',
    ...checks.flatMap((check) => section(check, catalogue)),
  ]);
}

function section({ name, purpose, parameters }: Check, catalogue: Catalogue): string[] {
  const users = usersOf(name, catalogue);
  const rows = parametersOf({ parameters }).map(parameterRow);
  return [
    ...['', `## ${name}`, '', purpose.zh, '', `*${purpose.en}*`, ''],
    ...(users.length > 0 ? [`用它的要素：${users.join('、')}`, ''] : []),
    ...(rows.length > 0 ? table(['参数', '写法', '必填', '说明', 'What it is for'], rows) : ['没有参数。']),
  ];
}

const parameterRow = ({ name, form, required, unlessGiven, note }: Parameter): string =>
  row([
    `\`${name}\``,
    unlessGiven === undefined ? form.zh : `${form.zh}（缺省 ${unlessGiven}）`,
    required ? '是' : '',
    note?.zh ?? '',
    note?.en ?? '',
  ]);
