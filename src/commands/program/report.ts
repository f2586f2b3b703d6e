import { Option, type Command } from 'commander';
import { text } from '../../language/text.ts';
import type { AuditOptions } from '../options.ts';
import type { ScoreOptions } from '../score.ts';
import { auditOptions } from './options.ts';
import type { Table } from './table.ts';

/** `report`, `explain`, `diff` and `score`. */
export function addReport(program: Command, { desk, leave, t, command }: Table): void {
  const { format } = auditOptions(t);
  command(program, 'report', text('把已保存的 JSON 报告转成其他格式', 'render a saved JSON report in other formats'))
    .argument('<report.json>', t('audit 写出的 report.json', 'the report.json that audit wrote'))
    .addOption(
      new Option(
        '-o, --out <folder>',
        t('保存位置（缺省为原报告所在文件夹）', 'where to write (default: beside the report)'),
      ),
    )
    .addOption(format)
    .action(async (file: string, given: AuditOptions) => {
      leave(await (await import('../report.ts')).reportCommand(file, given, desk));
    });
  command(program, 'explain', text('说明一条结论的由来', 'explain how one verdict came about'))
    .argument('<verdict>', t('结论编号，例如 1.2/portal/content', 'the id of a verdict, such as 1.2/portal/content'))
    .addOption(
      new Option('-r, --report <report.json>', t('已保存的 JSON 报告', 'a saved JSON report')).makeOptionMandatory(),
    )
    .action(async (id: string, { report }: { report: string }) => {
      leave(await (await import('../explain.ts')).explainCommand(id, report, desk));
    });
  command(
    program,
    'diff',
    text('比较两份报告：新增、恶化、改善、恢复、转为无法判定及原因', 'compare two reports: what changed, and why'),
  )
    .argument('<old.json>', t('较早的 report.json', 'the earlier report.json'))
    .argument('<new.json>', t('较晚的 report.json', 'the later report.json'))
    .option('--json', t('输出 JSON', 'as JSON'))
    .action(async (older: string, newer: string, given: { json?: boolean }) => {
      leave(await (await import('../diff.ts')).diffCommand(older, newer, given, desk));
    });
  command(program, 'score', text('按季度给供电单位评分、排名、环比', 'score and rank supply units for a quarter'))
    .argument(
      '<report.json...>',
      t('各单位的 report.json，或其所在的文件夹', 'report.json of each unit, or folders of them'),
    )
    .option('--weights <weights.yaml>', t('各项满分和扣分办法', 'full marks of items and what gaps cost'))
    .option(
      '--previous <reports...>',
      t('上季度的报告或其所在的文件夹', 'reports of the quarter before, or folders of them'),
    )
    .option(
      '--ledger <workspaces...>',
      t(
        '各单位的工作区、history.db 或其所在的文件夹：本季度内销号的退分，不予认定的不扣',
        'workspaces of the units, their history.db, or folders of them: closed gaps are refunded, dismissed ones cost nothing',
      ),
    )
    .option('-o, --out <score.xlsx>', t('另存评分表', 'write the scores as a workbook too'))
    .option('--json', t('输出 JSON', 'as JSON'))
    .action(async (reports: string[], given: ScoreOptions) => {
      leave(await (await import('../score.ts')).scoreCommand(reports, given, desk));
    });
}
