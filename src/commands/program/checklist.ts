import type { Command } from 'commander';
import { text } from '../../language/text.ts';
import type { ChecklistOptions } from '../checklist-answers.ts';
import type { Table } from './table.ts';

/** `checklist …`. */
export function addChecklist(program: Command, { desk, leave, t, command }: Table): void {
  const checklist = command(program, 'checklist', text('营业厅现场核查表', 'on-site checklists of halls'));
  const hall = t('营业厅名称（只有一个时可省略）', 'name of the hall (needed where there are several)');
  const about = t(
    'gongkai.yaml 或其所在的文件夹（缺省为当前文件夹）',
    'gongkai.yaml or the folder it is in (default: here)',
  );
  const day = t('核查日（缺省为北京时间今天）', 'day of audit (default: today in Beijing)');
  command(checklist, 'export', text('写出供现场填写的核查表', 'write a checklist to be filled in on the spot'))
    .argument('[workspace]', about)
    .option('--hall <name>', hall)
    .option(
      '-o, --out <file>',
      t('保存为（缺省为“核查表-营业厅.xlsx”）', 'where to write (default: 核查表-<hall>.xlsx)'),
    )
    .option('--as-of <YYYY-MM-DD>', day)
    .action(async (path: string | undefined, given: ChecklistOptions) => {
      leave(await (await import('../checklist.ts')).exportChecklist(path ?? '.', given, desk));
    });
  command(
    checklist,
    'check',
    text('逐项检查填好的核查表能否作为依据', 'say of each answer whether it can be relied on'),
  )
    .argument('<checklist>', t('填好的核查表', 'the checklist, filled in'))
    .argument('[workspace]', about)
    .option('--hall <name>', hall)
    .option('--as-of <YYYY-MM-DD>', day)
    .action(async (file: string, path: string | undefined, given: ChecklistOptions) => {
      leave(await (await import('../checklist-answers.ts')).checkChecklist(file, path ?? '.', given, desk));
    });
  command(
    checklist,
    'import',
    text('把填好的核查表连同照片收进工作区', 'take a filled-in checklist and its photographs into the workspace'),
  )
    .argument(
      '<checklist>',
      t('填好的核查表，照片放在它旁边', 'the checklist, filled in, with its photographs beside it'),
    )
    .argument('[workspace]', about)
    .option('--hall <name>', hall)
    .option('--as-of <YYYY-MM-DD>', day)
    .action(async (file: string, path: string | undefined, given: ChecklistOptions) => {
      leave(await (await import('../checklist-import.ts')).importChecklist(file, path ?? '.', given, desk));
    });
}
