import { Option, type Command } from 'commander';
import { text, type Text } from '../../language/text.ts';
import { SCHEMA_NAMES } from '../schema-names.ts';
import type { RulesDocsOptions } from '../rules-docs.ts';
import type { RulesNewOptions } from '../rules-new.ts';
import type { RulesTestOptions } from '../rules-test.ts';
import type { Table } from './table.ts';

/** `rules …`. */
export function addRules(program: Command, { desk, leave, t, command }: Table): void {
  const rules = command(program, 'rules', text('查看和检验规则库', 'look at and verify the catalogue'));
  const rule = (name: string, description: Text): Command =>
    command(rules, name, description).addOption(
      new Option('--catalogue <id>', t('规则库', 'catalogue')).default('chongqing'),
    );
  rule('list', text('列出全部事项和要素', 'list all items and elements')).action(
    async ({ catalogue }: { catalogue: string }) => {
      leave(await (await import('../rules.ts')).listRules(catalogue, desk));
    },
  );
  rule(
    'show',
    text('显示一个事项、要素、文件或口径的全部内容', 'show one item, element, instrument or reading in full'),
  )
    .argument('<id>', t('编号，例如 4.2', 'its id, such as 4.2'))
    .option('--resolved', t('写明每个值出自哪个文件哪一行', 'with file and line of every value'))
    .action(async (id: string, { catalogue, resolved = false }: { catalogue: string; resolved?: boolean }) => {
      leave(await (await import('../rules.ts')).showRule(id, catalogue, resolved, desk));
    });
  rule('lint', text('检验规则库，一次列出全部错误', 'verify the catalogue, all errors at once')).action(
    async ({ catalogue }: { catalogue: string }) => {
      leave(await (await import('../rules.ts')).lintRules(catalogue, desk));
    },
  );
  rule(
    'coverage',
    text(
      '逐条列出各文件的要求由什么落实，有未落实的以 3 退出',
      'every clause of the source documents and what meets it; code 3 when one has nothing',
    ),
  )
    .option('--json', t('以 JSON 输出', 'as JSON'))
    .action(async (given: { catalogue: string; json?: boolean }) => {
      leave(await (await import('../coverage.ts')).coverageCommand(given.catalogue, given, desk));
    });
  rule('test', text('运行规则的用例', "run the rules' cases"))
    .argument('[rule...]', t('规则或事项的编号（缺省为全部）', 'ids of rules or items (default: all)'))
    .addOption(new Option('--cases <folder>', t('自己的用例所在的文件夹', 'a folder with cases of your own')))
    .action(async (ids: string[], given: RulesTestOptions) => {
      leave(await (await import('../rules-test.ts')).testRules(ids, given, desk));
    });
  rule('docs', text('从规则生成说明页，每个事项一页', 'pages made from the rules, one an item'))
    .addOption(new Option('-o, --out <folder>', t('写到哪个文件夹', 'where to')).default('rules-pages'))
    .action(async (given: RulesDocsOptions) => {
      leave(await (await import('../rules-docs.ts')).writeDocs(given, desk));
    });
  rule('checks', text('列出可用的检查，或一种检查的写法', 'the checks that rules choose from, or how to write one'))
    .argument('[name]', t('检查的名称，例如 directory', 'its name, such as directory'))
    .action(async (name: string | undefined, { catalogue }: { catalogue: string }) => {
      leave(await (await import('../rules-checks.ts')).checksCommand(name, catalogue, desk));
    });
  command(rules, 'new', text('新写一条本单位的规则和它的用例', 'begin a rule of your own, with its cases'))
    .argument('<id>', t('事项编号，例如 13', 'id of the item, such as 13'))
    .option('--name <name>', t('事项名称', 'name of the item'))
    .addOption(new Option('--into <id>', t('放进哪个补充规则库', 'the supplement it goes into')).default('own'))
    .addOption(
      new Option('--extends <id>', t('补充规则库以哪个为基础', 'what the supplement builds on')).default('chongqing'),
    )
    .action(async (id: string, given: RulesNewOptions) => {
      leave(await (await import('../rules-new.ts')).newRule(id, given, desk));
    });
  command(rules, 'schema', text('输出 JSON Schema', 'print a JSON Schema'))
    .argument('<what>', `${t('其中之一：', 'one of ')}${SCHEMA_NAMES.join(t('、', ', '))}`)
    .action(async (what: string) => {
      leave(await (await import('../schema.ts')).schemaCommand(what, desk));
    });
}
