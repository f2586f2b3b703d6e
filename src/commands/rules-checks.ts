import { didYouMean } from '../catalogue/nearest.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import type { Check } from '../checks/check.ts';
import { parametersOf, type Parameter } from '../checks/parameters-of.ts';
import { CHECKS } from '../checks/registry.ts';
import { text } from '../language/text.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openCatalogue } from './open-catalogue.ts';
import { exampleOf, usersOf } from './rules-checks/uses.ts';

/** `rules checks`: the vocabulary that rules choose from; with a name, all that a rule may tell that check. */
export async function checksCommand(name: string | undefined, id: string, desk: Desk): Promise<ExitName> {
  const catalogue = await openCatalogue(id, { ...desk, workspace: '.' });
  if (name === undefined) list(catalogue, desk);
  else await show(checkNamed(name), catalogue, desk);
  return 'ok';
}

function checkNamed(name: string): Check {
  const found = Object.values(CHECKS).find((one) => one.name === name);
  if (found) return found;
  const hint = didYouMean(name, Object.keys(CHECKS));
  throw new Stop(
    'usage',
    text(
      `没有名为「${name}」的检查${hint ? `，${hint.zh}` : '（用 gongkai rules checks 查看全部检查）'}`,
      `there is no check named "${name}"${hint ? `; ${hint.en}` : ' (gongkai rules checks lists them all)'}`,
    ),
  );
}

function list(catalogue: Catalogue, { print, tell, language }: Desk): void {
  const widest = Math.max(...Object.keys(CHECKS).map(({ length }) => length));
  for (const { name, purpose } of Object.values<Check>(CHECKS)) {
    print(`${name.padEnd(widest)}  ${purpose[language]}`);
    const users = usersOf(name, catalogue);
    if (users.length > 0) print(`${' '.repeat(widest)}  [${users.join(' ')}]`);
  }
  tell(
    text(
      `${Object.keys(CHECKS).length} 种检查，方括号里是用它的要素；gongkai rules checks <名称> 查看写法`,
      `${Object.keys(CHECKS).length} checks, with the elements that use each; gongkai rules checks <name> tells how to write one`,
    )[language],
  );
}

async function show(check: Check, catalogue: Catalogue, { print, language }: Desk): Promise<void> {
  const zh = language === 'zh';
  const parameters = parametersOf(check);
  print(`${check.name}${zh ? '　' : ': '}${check.purpose[language]}`);
  print('');
  print(zh ? '参数：' : 'Parameters:');
  if (parameters.length === 0) print(zh ? '  没有' : '  none');
  for (const parameter of parameters) for (const line of told(parameter, zh)) print(line);
  const example = await exampleOf(check.name, catalogue);
  if (example === undefined) return;
  print('');
  print(zh ? `例如要素 ${example.element}：` : `For example element ${example.element}:`);
  print(example.yaml.replace(/^/gm, '  ').trimEnd());
}

function told({ name, form, required, unlessGiven, note }: Parameter, zh: boolean): string[] {
  const language = zh ? 'zh' : 'en';
  const need = required ? text('必填', 'required') : text('可不写', 'optional');
  const notes = [
    form[language],
    need[language],
    ...(unlessGiven === undefined ? [] : [text(`缺省 ${unlessGiven}`, `default: ${unlessGiven}`)[language]]),
  ];
  return [
    `  ${name}${zh ? '（' : ' ('}${notes.join(zh ? '；' : '; ')}${zh ? '）' : ')'}`,
    `      ${note?.[language] ?? ''}`,
  ];
}
