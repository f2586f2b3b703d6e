import { Argument, Option, type Command } from 'commander';
import { COMPANY_KINDS, type CompanyKind } from '../../catalogue/closed-lists.ts';
import { text } from '../../language/text.ts';
import { SHELLS, completionScript, type Shell } from '../completion.ts';
import type { InitOptions } from '../init.ts';
import { SCHEDULERS, type Scheduler } from '../nightly/files.ts';
import { spokenAs } from './spoken.ts';
import type { Table } from './table.ts';

/** As help names them. */
const KINDS_SPOKEN: Readonly<Record<string, CompanyKind>> = {
  ...{ 省公司: 'province', 市公司: 'branch', 县公司: 'county', 增量配电企业: 'incremental', 其他供电企业: 'other' },
};

/** `init`, `doctor` and `completion`: what one runs before the first audit. */
export function addStart(program: Command, { desk, leave, t, command }: Table): void {
  command(program, 'init', text('新建工作区：回答五个问题', 'make a workspace: five questions'))
    .argument('[folder]', t('放在哪个文件夹（缺省为当前文件夹）', 'the folder to make it in (default: here)'))
    .option('--name <name>', t('单位全称', 'full name of the company'))
    .addOption(
      new Option(
        '--kind <kind>',
        t(
          '单位类型：province 省公司、branch 市公司、county 县公司、incremental 增量配电企业、other 其他（南方电网、地方电力等）',
          'kind of company: province, branch and county of State Grid, incremental, other (China Southern, local)',
        ),
      )
        .choices([...COMPANY_KINDS])
        .argParser(spokenAs(COMPANY_KINDS, KINDS_SPOKEN)),
    )
    .option('--parent <name>', t('上级公司全称', 'full name of the parent company'))
    .option('--portal <url>', t('门户网站网址', 'address of the website'))
    .option('--halls <names>', t('供电营业厅名称，顿号分开', 'names of the service halls, comma-separated'))
    .option('-y, --yes', t('不提问，只用以上选项', 'ask nothing, use the options'))
    .addOption(
      new Option(
        '--nightly <scheduler>',
        t('只写出每夜核查的定时任务文件', 'only write the files of a nightly job'),
      ).choices([...SCHEDULERS]),
    )
    .action(async (folder: string | undefined, given: InitOptions & { readonly nightly?: Scheduler }) => {
      if (given.nightly) {
        leave(await (await import('../nightly/write.ts')).writeNightly(folder ?? '.', given.nightly, desk));
        return;
      }
      leave(await (await import('../init.ts')).initCommand(folder ?? '.', given, desk));
    });
  command(
    program,
    'doctor',
    text('检查本机、规则和工作区，说明要做什么', 'examine machine, rules and workspace, and say what to do'),
  )
    .argument(
      '[workspace]',
      t('gongkai.yaml 或其所在的文件夹（缺省为当前文件夹）', 'gongkai.yaml or the folder it is in (default: here)'),
    )
    .action(async (path: string | undefined) => {
      leave(await (await import('../doctor.ts')).doctorCommand(path ?? '.', desk));
    });
  command(program, 'completion', text('输出命令行补全脚本', 'print a completion script'))
    .addArgument(new Argument('<shell>', t('命令行的种类', 'the shell')).choices([...SHELLS]))
    .action((shell: Shell) => {
      desk.print(completionScript(shell, program));
    });
}
