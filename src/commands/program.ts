import { Option, type Command } from 'commander';
import { SEVERITIES } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import type { AuditOptions } from './options.ts';
import type { SealOptions } from './seal.ts';
import { SCHEMA_NAMES } from './schema-names.ts';

/** Kept as words, so that help needs no reporter to be loaded; a test holds them to the registry. */
export const FORMAT_NAMES = ['terminal', 'json', 'html'] as const;

/** Ends the process with a code once a command is through. */
type Leave = (exit: ExitName) => void;

interface Table {
  readonly desk: Desk;
  readonly leave: Leave;
  readonly t: (zh: string, en: string) => string;
  readonly command: (parent: Command, name: string, description: Text) => Command;
}

/**
 * Every command with its options. The work itself is imported only when its command runs, so that help and `deadline`
 * start at once.
 */
export function addCommands(program: Command, desk: Desk, leave: Leave): void {
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  const t = (zh: string, en: string): string => say(text(zh, en));
  const command = (parent: Command, name: string, description: Text): Command =>
    parent.command(name).description(say(description)).helpOption('-h, --help', t('显示帮助', 'show help'));
  const table = { desk, leave, t, command };
  addRun(program, table);
  addReport(program, table);
  addRules(program, table);
  addDeadline(program, table);
  addEvidence(program, table);
}

function addRun(program: Command, { desk, leave, t, command }: Table): void {
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
  const network = (one: Command): Command => networkOptions(t).reduce((made, option) => made.addOption(option), one);
  network(
    command(program, 'audit', text('采集并核查，写出报告', 'capture, check and write the reports')).argument(
      '[workspace]',
      about,
    ),
  )
    .addOption(options.asOf)
    .addOption(options.out)
    .addOption(options.format)
    .addOption(json)
    .addOption(options.failOn)
    .addOption(pictures.take)
    .addOption(pictures.leave)
    .action(async (path: string | undefined, given: AuditOptions) => {
      leave(await (await import('./audit.ts')).auditCommand(path ?? '.', given, desk));
    });
  network(
    command(program, 'capture', text('只采集，写出证据包', 'capture only, into an evidence bundle')).argument(
      '[workspace]',
      about,
    ),
  )
    .addOption(options.asOf)
    .addOption(options.out)
    .action(async (path: string | undefined, given: AuditOptions) => {
      leave(await (await import('./audit.ts')).captureCommand(path ?? '.', given, desk));
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
    .action(async (bundle: string, path: string | undefined, given: AuditOptions) => {
      leave(await (await import('./audit.ts')).checkCommand(bundle, path ?? '.', given, desk));
    });
}

function auditOptions(t: Table['t']): Record<'asOf' | 'out' | 'format' | 'failOn', Option> {
  return {
    asOf: new Option(
      '--as-of <YYYY-MM-DD>',
      t('核查日（缺省为北京时间今天）', 'day of audit (default: today in Beijing)'),
    ),
    out: new Option(
      '-o, --out <folder>',
      t('报告保存位置（缺省为工作区下的 out/核查日）', 'where reports go (default: out/<day> in the workspace)'),
    ),
    format: new Option('-f, --format <list>', t('报告格式，逗号分隔', 'report formats, comma-separated'))
      .argParser((list: string) =>
        list
          .split(/[,，]/)
          .map((name) => name.trim())
          .filter(Boolean),
      )
      .default([...FORMAT_NAMES], FORMAT_NAMES.join(',')),
    failOn: new Option('--fail-on <severity>', t('达到何种严重程度时以 1 退出', 'from which severity to exit with 1'))
      .choices([...SEVERITIES, 'never'])
      .default('minor'),
  };
}

function networkOptions(t: Table['t']): Option[] {
  return [
    new Option('--rate <n>', t('每台主机每秒请求数，0 为不限', 'requests a second and host; 0 for no limit')).default(
      '1',
    ),
    new Option('--max-pages <n>', t('每台主机最多采集页数', 'at most so many pages a host')),
    new Option('--allow-private <cidr...>', t('允许访问的内网地址段', 'private networks that may be contacted')),
    new Option('--robots <policy>', t('遵守或忽略 robots.txt', 'whether robots.txt is obeyed'))
      .choices(['obey', 'ignore'])
      .default('obey'),
    new Option(
      '--confirm-after <seconds>',
      t('对“页面不存在”再次确认的间隔秒数', 'seconds before a missing page is looked at again'),
    ),
    renderOption(t),
    browserOptions(t).browser,
    new Option('--trust-proxy', t('信任环境变量中的代理', 'trust the proxy in the environment')),
    new Option(
      '--resume',
      t('继续上次中断的采集，已采集的不再访问', 'go on with an interrupted capture; what it has is not fetched again'),
    ),
  ];
}

function renderOption(t: Table['t']): Option {
  return new Option(
    '--render <when>',
    t('需要脚本才显示正文的页面是否用浏览器打开', 'whether pages that need scripts are shown in a browser'),
  )
    .choices(['auto', 'never'])
    .default('auto');
}

function browserOptions(t: Table['t']): Record<'browser' | 'take' | 'leave', Option> {
  return {
    browser: new Option('--browser <path>', t('Edge、Chrome 或 Chromium 的路径', 'path of Edge, Chrome or Chromium')),
    take: new Option('--screenshots', t('为结论引用的页面截图，快照也截', 'picture the pages quoted, snapshots too')),
    leave: new Option('--no-screenshots', t('不截图', 'take no pictures')),
  };
}

function addReport(program: Command, { desk, leave, t, command }: Table): void {
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
      leave(await (await import('./report.ts')).reportCommand(file, given, desk));
    });
  command(program, 'explain', text('说明一条结论的由来', 'explain how one verdict came about'))
    .argument('<verdict>', t('结论编号，例如 1.2/portal/content', 'the id of a verdict, such as 1.2/portal/content'))
    .addOption(
      new Option('-r, --report <report.json>', t('已保存的 JSON 报告', 'a saved JSON report')).makeOptionMandatory(),
    )
    .action(async (id: string, { report }: { report: string }) => {
      leave(await (await import('./report.ts')).explainCommand(id, report, desk));
    });
}

function addRules(program: Command, { desk, leave, t, command }: Table): void {
  const rules = command(program, 'rules', text('查看和检验规则库', 'look at and verify the catalogue'));
  const rule = (name: string, description: Text): Command =>
    command(rules, name, description).addOption(
      new Option('--catalogue <id>', t('规则库', 'catalogue')).default('chongqing'),
    );
  rule('list', text('列出全部事项和要素', 'list all items and elements')).action(
    async ({ catalogue }: { catalogue: string }) => {
      leave(await (await import('./rules.ts')).listRules(catalogue, desk));
    },
  );
  rule(
    'show',
    text('显示一个事项、要素、文件或口径的全部内容', 'show one item, element, instrument or reading in full'),
  )
    .argument('<id>', t('编号，例如 4.2', 'its id, such as 4.2'))
    .action(async (id: string, { catalogue }: { catalogue: string }) => {
      leave(await (await import('./rules.ts')).showRule(id, catalogue, desk));
    });
  rule('lint', text('检验规则库，一次列出全部错误', 'verify the catalogue, all errors at once')).action(
    async ({ catalogue }: { catalogue: string }) => {
      leave(await (await import('./rules.ts')).lintRules(catalogue, desk));
    },
  );
  command(rules, 'schema', text('输出 JSON Schema', 'print a JSON Schema'))
    .argument('<what>', `${t('其中之一：', 'one of ')}${SCHEMA_NAMES.join(t('、', ', '))}`)
    .action(async (what: string) => {
      leave(await (await import('./schema.ts')).schemaCommand(what, desk));
    });
}

function addDeadline(program: Command, { desk, leave, t, command }: Table): void {
  command(program, 'deadline', text('计算工作日期限', 'count a deadline in working days'))
    .argument('<start>', t('起算日，例如 2026-09-24', 'the day it starts, such as 2026-09-24'))
    .argument('<within>', t('期限，例如 10个工作日、7日', 'how long, such as "10 working days" or "7 days"'))
    .action(async (start: string, within: string) => {
      leave(await (await import('./count.ts')).countCommand(start, within, desk));
    });
}

function addEvidence(program: Command, { desk, leave, t, command }: Table): void {
  const evidence = command(program, 'evidence', text('查看和校验证据包', 'look at and verify an evidence bundle'));
  const bundle = t('audit 或 capture 写出的 evidence.wacz', 'the evidence.wacz that audit or capture wrote');
  command(evidence, 'list', text('列出证据包中的采集记录', 'list the captures of a bundle'))
    .argument('<bundle>', bundle)
    .action(async (file: string) => {
      leave(await (await import('./evidence.ts')).listEvidence(file, desk));
    });
  command(evidence, 'verify', text('逐项校验证据包', 'verify every part of a bundle'))
    .argument('<bundle>', bundle)
    .option('--key <pem>', t('核验签名用的 Ed25519 公钥', 'the Ed25519 public key to check the seal with'))
    .action(async (file: string, given: SealOptions) => {
      leave(await (await import('./evidence.ts')).verifyEvidence(file, given, desk));
    });
  command(evidence, 'seal', text('签封证据包：数字签名、时间戳', 'seal a bundle: signature, time stamp'))
    .argument('<bundle>', bundle)
    .option('--key <pem>', t('签名用的 Ed25519 私钥', 'the Ed25519 private key to sign with'))
    .option('--timestamp <url>', t('RFC 3161 时间戳服务地址', 'an RFC 3161 time stamp authority'))
    .option('--allow-private <cidr...>', t('允许访问的内网地址段', 'private networks that may be contacted'))
    .action(async (file: string, given: SealOptions) => {
      leave(await (await import('./seal.ts')).sealEvidence(file, given, desk));
    });
}
