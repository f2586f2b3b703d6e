import { Option, type Command } from 'commander';
import { text } from '../../language/text.ts';
import type { FleetOptions } from '../fleet.ts';
import type { AuditOptions } from '../options.ts';
import { withNetwork } from './network.ts';
import { auditOptions, browserOptions, nightOptions } from './options.ts';
import type { Table } from './table.ts';

/** `audit`, `capture`, `check` and `fleet`. */
export function addRun(program: Command, { desk, leave, t, command }: Table): void {
  const options = auditOptions(t);
  const pictures = browserOptions(t);
  const about = t(
    'gongkai.yaml 或其所在的文件夹（缺省为当前文件夹）',
    'gongkai.yaml or the folder it is in (default: here)',
  );
  const json = new Option(
    '--json',
    t('把 JSON 报告写到标准输出，其余信息写到标准错误', 'the JSON report to stdout, all talk to stderr'),
  );
  const night = (one: Command): Command => nightOptions(t).reduce((made, option) => made.addOption(option), one);
  const audit = command(program, 'audit', text('采集并核查，写出报告', 'capture, check and write the reports'))
    .argument('[workspace]', about)
    .addOption(options.asOf)
    .addOption(options.out)
    .addOption(options.format)
    .addOption(json)
    .addOption(options.failOn)
    .addOption(pictures.take)
    .addOption(pictures.leave);
  night(withNetwork(audit, t)).action(async (path: string | undefined, given: AuditOptions) => {
    leave(await (await import('../audit.ts')).auditCommand(path ?? '.', given, desk));
  });
  const capture = command(program, 'capture', text('只采集，写出证据包', 'capture only, into an evidence bundle'))
    .argument('[workspace]', about)
    .addOption(options.asOf)
    .option(
      '-o, --out <folder>',
      t('证据包保存位置（缺省为工作区下的 out/核查日）', 'where the bundle goes (default: out/<day> in the workspace)'),
    );
  withNetwork(capture, t).action(async (path: string | undefined, given: AuditOptions) => {
    leave(await (await import('../audit.ts')).captureCommand(path ?? '.', given, desk));
  });
  command(program, 'check', text('用已保存的证据包重新核查，不联网', 'check a saved bundle again, without a network'))
    .argument('<bundle>', t('audit 或 capture 写出的 evidence.wacz', 'the evidence.wacz that audit or capture wrote'))
    .argument('[workspace]', about)
    .addOption(options.asOf)
    .addOption(options.out)
    .addOption(options.format)
    .addOption(json)
    .addOption(options.failOn)
    .addOption(pictures.browser)
    .addOption(pictures.take)
    .addOption(pictures.leave)
    .option('--no-history', t('不参照历次核查的观察', 'leave what earlier audits observed out of account'))
    .action(async (bundle: string, path: string | undefined, given: AuditOptions) => {
      leave(await (await import('../audit.ts')).checkCommand(bundle, path ?? '.', given, desk));
    });
  addFleet(program, { desk, leave, t, command });
}

function addFleet(program: Command, { desk, leave, t, command }: Table): void {
  const options = auditOptions(t);
  const pictures = browserOptions(t);
  const fleet = command(
    program,
    'fleet',
    text('一次核查多个单位，按省、市、县汇总', 'audit many companies in one run, and roll them up'),
  )
    .argument(
      '[fleet]',
      t(
        'fleet.yaml，或各单位工作区所在的文件夹（缺省为当前文件夹）',
        'a fleet.yaml, or the folder that holds the workspaces (default: here)',
      ),
    )
    .addOption(options.asOf)
    .option(
      '-o, --out <folder>',
      t(
        '汇总表保存位置（缺省为 out/核查日）；各单位的报告仍在其工作区内',
        'where the roll-up goes (default: out/<day>); reports stay in the workspace of each unit',
      ),
    )
    .addOption(options.format)
    .option('--json', t('把汇总以 JSON 写到标准输出', 'the roll-up as JSON to stdout'))
    .option(
      '--jobs <n>',
      t('同时核查几个单位（缺省为处理器数的三倍）', 'units at a time (default: three times the cores)'),
    )
    .option('--only <unit...>', t('只核查这些单位：文件夹、编号或名称', 'only these units: folder, id or name'))
    .addOption(options.failOn)
    .addOption(pictures.take)
    .addOption(pictures.leave);
  withNetwork(
    nightOptions(t)
      .filter(isForEachUnit)
      .reduce((made, option) => made.addOption(option), fleet),
    t,
  ).action(async (path: string | undefined, given: FleetOptions) => {
    leave(await (await import('../fleet.ts')).fleetCommand(path ?? '.', given, desk));
  });
}

/** What changed since the last audit is told of one company at a time. */
const isForEachUnit = ({ long }: Option): boolean => long === '--patience' || long === '--no-history';
