import { Argument, Option, type Command } from 'commander';
import { text } from '../../language/text.ts';
import type { AdvanceOptions } from '../ledger/advance.ts';
import type { ExportOptions, ImportOptions } from '../ledger/exchange.ts';
import type { ListOptions } from '../ledger/list.ts';
import { spokenAs } from './spoken.ts';
import type { Table } from './table.ts';

/** Kept as words, so that help needs no ledger to be loaded; a test holds them to the state machine. */
export const LEDGER_ACTIONS = ['start', 'submit', 'close', 'return', 'extend', 'dismiss', 'restore'] as const;
type LedgerAction = (typeof LEDGER_ACTIONS)[number];

/** The steps as people say them. */
const SPOKEN: Readonly<Record<string, LedgerAction>> = {
  ...{ 开始整改: 'start', 整改: 'start', 提交复核: 'submit', 复核: 'submit', 销号: 'close', 退回: 'return' },
  ...{ 延期: 'extend', 不予认定: 'dismiss', 恢复认定: 'restore', 恢复: 'restore' },
};

export const LEDGER_STATES = [
  ...(['todo', 'doing', 'review', 'closed', 'returned', 'relapsed', 'extended', 'dismissed'] as const),
] as const;

/** `ledger …`: the 问题台账 from being found to being struck off. */
export function addLedger(program: Command, { desk, leave, t, command }: Table): void {
  const ledger = command(
    program,
    'ledger',
    text('问题台账：查看、办理、导出、导入', 'the ledger of gaps: look, act, export, import'),
  );
  const about = t(
    'gongkai.yaml 或其所在的文件夹（缺省为当前文件夹）',
    'gongkai.yaml or the folder it is in (default: here)',
  );
  const where = new Option(
    '-w, --workspace <folder>',
    t('gongkai.yaml 或其所在的文件夹', 'gongkai.yaml or the folder it is in'),
  ).default('.', t('当前文件夹', 'here'));
  const by = new Option('--by <name>', t('办理人', 'who acts')).makeOptionMandatory();
  command(ledger, 'list', text('列出未销号的问题', 'list what is open'))
    .argument('[workspace]', about)
    .addOption(
      new Option(
        '--state <state>',
        t(
          '只列某一状态：todo 待整改、doing 整改中、review 待复核、closed 已销号、returned 退回、relapsed 反弹、extended 延期、dismissed 不予认定',
          'only those in one state',
        ),
      ).choices([...LEDGER_STATES]),
    )
    .option('--all', t('包括已销号和不予认定的', 'with those closed and not upheld'))
    .option(
      '--late',
      t('只列整改时限已过、尚未提交复核的', 'only those past their time limit and not handed in for review'),
    )
    .option('--json', t('输出 JSON', 'as JSON'))
    .action(async (folder: string | undefined, given: ListOptions) => {
      leave(await (await import('../ledger/list.ts')).listLedger(folder ?? '.', given, desk));
    });
  command(ledger, 'show', text('显示一个问题及其全部经过', 'show one gap and all that happened to it'))
    .argument('<number>', t('台账编号，末尾数字即可', 'its number; the last digits will do'))
    .addOption(where)
    .action(async (number: string, given: { workspace: string }) => {
      leave(await (await import('../ledger/list.ts')).showLedger(number, given.workspace, desk));
    });
  command(ledger, 'advance', text('办理一步：整改、复核、销号、退回、延期、不予认定', 'take one step'))
    .argument('<number>', t('台账编号，末尾数字即可', 'its number; the last digits will do'))
    .addArgument(
      new Argument(
        '<action>',
        t(
          'start 开始整改、submit 提交复核、close 销号、return 退回、extend 延期、dismiss 不予认定、restore 恢复认定',
          'start mending, submit for review, close, return to be mended again, extend the time limit, dismiss as not upheld, restore',
        ),
      )
        .choices([...LEDGER_ACTIONS])
        .argParser(spokenAs(LEDGER_ACTIONS, SPOKEN)),
    )
    .addOption(where)
    .addOption(by)
    .option('--rectifier <name>', t('责任人', 'who mends it'))
    .option('--measures <words>', t('整改措施', 'measures'))
    .option('--until <day>', t('整改时限', 'time limit'))
    .option('--done <day>', t('完成时间', 'done on'))
    .option(
      '--proof <words...>',
      t('整改佐证，每个渠道一条，如 门户：网址', 'proof, one for each channel, such as portal: address'),
    )
    .option('--reviewer <name>', t('复核人', 'reviewer'))
    .option('--conclusion <words>', t('复核结论', 'finding of the review'))
    .option('--note <words>', t('理由、备注', 'reason, note'))
    .action(async (number: string, action: (typeof LEDGER_ACTIONS)[number], given: AdvanceOptions) => {
      leave(await (await import('../ledger/advance.ts')).advanceLedger(number, action, given, desk));
    });
  command(ledger, 'export', text('导出 XLSX，供填写整改情况', 'export an XLSX to be filled in'))
    .argument('[workspace]', about)
    .option(
      '-o, --out <file>',
      t('保存为（缺省为工作区下的 问题台账.xlsx）', 'where to (default: ledger.xlsx in the workspace)'),
    )
    .action(async (folder: string | undefined, given: ExportOptions) => {
      leave(await (await import('../ledger/exchange.ts')).exportLedger(folder ?? '.', given, desk));
    });
  command(
    ledger,
    'import',
    text('把填好的 XLSX 收回台账，逐行说明冲突', 'take the edited XLSX back, conflicts row by row'),
  )
    .argument('<file>', t('填好的 问题台账.xlsx', 'the edited XLSX'))
    .addOption(where)
    .addOption(by)
    .action(async (file: string, given: ImportOptions) => {
      leave(await (await import('../ledger/exchange.ts')).importLedger(file, given, desk));
    });
}
