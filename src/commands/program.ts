import { Option, type Command } from 'commander';
import { SEVERITIES } from '../catalogue/rule.ts';
import type { Text } from '../language/text.ts';
import { text } from '../language/text.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import type { AuditOptions } from './options.ts';

const FORMATS = ['terminal', 'json', 'html'] as const;

/**
 * Every command with its options. The work itself is imported only when its command runs, so that help and `deadline`
 * start at once.
 */
export function addCommands(program: Command, desk: Desk, leave: (exit: ExitName) => void): void {
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  const t = (zh: string, en: string): string => say(text(zh, en));
  const command = (name: string, description: Text): Command =>
    program.command(name).description(say(description)).helpOption('-h, --help', t('显示帮助', 'show help'));

  const workspace = t('工作区文件 gongkai.yaml 或其所在文件夹', 'gongkai.yaml or the folder it is in');
  const asOf = new Option('--as-of <YYYY-MM-DD>', t('核查日（缺省为北京时间今天）', 'day of audit (default: today in Beijing)'));
  const out = new Option('-o, --out <folder>', t('报告保存位置（缺省为工作区下的 out/核查日）', 'where reports go (default: out/<day> in the workspace)'));
  const format = new Option('-f, --format <list>', t('报告格式，逗号分隔：', 'formats, comma-separated: ') + FORMATS.join(','))
    .argParser((list: string) => list.split(','))
    .default([...FORMATS], FORMATS.join(','));
  const failOn = new Option('--fail-on <severity>', t('达到何种严重程度时以 1 退出', 'from which severity to exit with 1')).choices([...SEVERITIES, 'never']).default('minor');
  const network = (one: Command): Command =>
    one
      .addOption(new Option('--rate <n>', t('每台主机每秒请求数，0 为不限', 'requests a second and host; 0 for no limit')).default('1'))
      .addOption(new Option('--max-pages <n>', t('每台主机最多采集页数', 'at most so many pages a host')))
      .addOption(new Option('--allow-private <cidr...>', t('允许访问的内网地址段', 'private networks that may be contacted')))
      .addOption(new Option('--robots <policy>', t('是否遵守 robots.txt', 'whether robots.txt is obeyed')).choices(['obey', 'ignore']).default('obey'))
      .addOption(new Option('--confirm-after <seconds>', t('对“页面不存在”再次确认的间隔秒数', 'seconds before a missing page is looked at again')))
      .option('--trust-proxy', t('信任环境变量中的代理', 'trust the proxy in the environment'));

  network(command('audit [workspace]', text('采集并核查，写出报告', 'capture, check and write the reports')))
    .addOption(asOf).addOption(out).addOption(format).addOption(failOn)
    .addHelpText('after', () => `\n${workspace}\n`)
    .action(async (path: string | undefined, options: AuditOptions) => leave(await (await import('./audit.ts')).auditCommand(path ?? '.', options, desk)));

  network(command('capture [workspace]', text('只采集，写出证据包', 'capture only, into an evidence bundle')))
    .addOption(asOf).addOption(out)
    .action(async (path: string | undefined, options: AuditOptions) => leave(await (await import('./audit.ts')).captureCommand(path ?? '.', options, desk)));

  command('check <bundle> [workspace]', text('用已保存的证据包重新核查，不联网', 'check a saved bundle again, without a network'))
    .addOption(asOf).addOption(out).addOption(format).addOption(failOn)
    .action(async (bundle: string, path: string | undefined, options: AuditOptions) => leave(await (await import('./audit.ts')).checkCommand(bundle, path ?? '.', options, desk)));

  command('report <report.json>', text('把已保存的 JSON 报告转成其他格式', 'render a saved JSON report in other formats'))
    .addOption(out).addOption(format)
    .action(async (file: string, options: AuditOptions) => leave(await (await import('./report.ts')).reportCommand(file, options, desk)));

  command('explain <verdict>', text('说明一条结论的由来', 'explain one verdict'))
    .addOption(new Option('-r, --report <report.json>', t('已保存的 JSON 报告', 'a saved JSON report')).makeOptionMandatory())
    .action(async (id: string, { report }: { report: string }) => leave(await (await import('./report.ts')).explainCommand(id, report, desk)));

  const rules = command('rules', text('查看和检验规则库', 'look at and verify the catalogue'));
  const rule = (name: string, description: Text): Command =>
    rules.command(name).description(say(description)).addOption(new Option('--catalogue <id>', t('规则库', 'catalogue')).default('chongqing'));
  rule('list', text('列出全部事项和要素', 'list all items and elements')).action(async ({ catalogue }: { catalogue: string }) => leave(await (await import('./rules.ts')).listRules(catalogue, desk)));
  rule('show <id>', text('显示一个事项或要素的全部内容', 'show one item or element in full')).action(async (id: string, { catalogue }: { catalogue: string }) => leave(await (await import('./rules.ts')).showRule(id, catalogue, desk)));
  rule('lint', text('检验规则库，一次列出全部错误', 'verify the catalogue, all errors at once')).action(async ({ catalogue }: { catalogue: string }) => leave(await (await import('./rules.ts')).lintRules(catalogue, desk)));
  rules.command('schema <what>').description(t('输出 JSON Schema：report、item、workspace', 'print a JSON Schema: report, item, workspace')).action(async (what: string) => leave(await (await import('./schema.ts')).schemaCommand(what, desk)));

  command('deadline <start> <within>', text('计算工作日期限，例如 deadline 2026-09-24 10个工作日', 'count a deadline, e.g. deadline 2026-09-24 "10 working days"'))
    .action(async (start: string, within: string) => leave(await (await import('./count.ts')).countCommand(start, within, desk)));

  const evidence = command('evidence', text('查看和校验证据包', 'look at and verify an evidence bundle'));
  evidence.command('list <bundle>').description(t('列出证据包中的采集记录', 'list the captures of a bundle')).action(async (file: string) => leave(await (await import('./evidence.ts')).listEvidence(file, desk)));
  evidence.command('verify <bundle>').description(t('逐项校验证据包', 'verify every part of a bundle')).action(async (file: string) => leave(await (await import('./evidence.ts')).verifyEvidence(file, desk)));
}
