import type { Argument, Command, CommanderError, Help, Option } from 'commander';
import { text, type Language, type Text } from '../language/text.ts';
import { widthOf } from '../report/terminal/columns.ts';
import { EXIT_CODES } from './exit-code.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Help in the language of the run: headings, choices and defaults, which the library prints in English. */
export function speakHelp(program: Command, language: Language): void {
  const zh = language === 'zh';
  program.configureHelp({
    styleTitle: (title) => (zh ? (TITLES[title] ?? title) : title),
    optionDescription: (option) => describe(option, zh),
    argumentDescription: (argument) => describe(argument, zh),
    subcommandTerm: (command) => spellCommand(command, zh),
    displayWidth: widthOf,
    commandUsage: (command) => spellUsage(command, zh),
  } satisfies Partial<Help>);
  program.addHelpText('after', () => `\n${examples(zh)}\n\n${exitTable(language)}\n`);
}

function describe(
  { description, argChoices, defaultValue, defaultValueDescription }: Option | Argument,
  zh: boolean,
): string {
  const notes = [
    ...(argChoices ? [`${zh ? '可选' : 'one of'} ${argChoices.join(zh ? '、' : ', ')}`] : []),
    ...(defaultValue === undefined
      ? []
      : [`${zh ? '缺省' : 'default'} ${defaultValueDescription ?? String(defaultValue)}`]),
  ];
  if (notes.length === 0) return description;
  return zh ? `${description}（${notes.join('；')}）` : `${description} (${notes.join('; ')})`;
}

const argumentsOf = (command: Command): string =>
  command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)).join(' ');

function spellCommand(command: Command, zh: boolean): string {
  const rest = command.commands.length > 0 ? `<${zh ? '子命令' : 'command'}>` : argumentsOf(command);
  return `${command.name()} ${rest}`.trim();
}

function spellUsage(command: Command, zh: boolean): string {
  const names: string[] = [];
  for (let one: Command | null = command; one; one = one.parent) names.unshift(one.name());
  const rest = command.commands.length > 0 ? `<${zh ? '命令' : 'command'}>` : argumentsOf(command);
  return [...names, rest, zh ? '[选项]' : '[options]'].filter(Boolean).join(' ');
}

const examples = (zh: boolean): string =>
  [
    zh ? '示例：' : 'Examples:',
    '  gongkai audit fixtures/demo --as-of 2026-11-20',
    '  gongkai report out/report.json -f terminal --lang en',
    `  gongkai deadline 2026-09-24 ${zh ? '10个工作日' : '"10 working days"'}`,
  ].join('\n');

/** The table of exit codes, from the one list that the program leaves by. */
function exitTable(language: Language): string {
  const rows = Object.values(EXIT_CODES).map(
    ([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning[language]}`,
  );
  return [language === 'zh' ? '退出码：' : 'Exit codes:', ...rows].join('\n');
}

/** What the library complains of, in one sentence; its kind is its code, only the word complained of is taken from the message. */
export function spellUsageError(error: CommanderError): Text | undefined {
  const [, word = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, meant] = /\(Did you mean (.+?)\?\)/.exec(error.message) ?? [];
  const guess = meant === undefined ? text('', '') : text(`，是否想写「${meant}」？`, `; did you mean "${meant}"?`);
  const help = text('；用 --help 查看用法', '; see --help');
  const end = meant === undefined ? help : guess;
  switch (error.code) {
    case 'commander.unknownCommand':
      return text(`没有命令「${word}」${end.zh}`, `there is no command "${word}"${end.en}`);
    case 'commander.unknownOption':
      return text(`没有选项「${word}」${end.zh}`, `there is no option "${word}"${end.en}`);
    case 'commander.missingArgument':
      return text(`缺少参数 <${word}>${help.zh}`, `the argument <${word}> is missing${help.en}`);
    case 'commander.optionMissingArgument':
      return text(`选项「${word}」后面缺少值${help.zh}`, `the option "${word}" needs a value${help.en}`);
    case 'commander.missingMandatoryOptionValue':
      return text(`必须给出选项「${word}」${help.zh}`, `the option "${word}" must be given${help.en}`);
    case 'commander.excessArguments':
      return text(`参数多了${help.zh}`, `there are too many arguments${help.en}`);
    case 'commander.invalidArgument':
      return invalidValue(error.message, word);
    case 'commander.help':
    case 'commander.helpDisplayed':
    case 'commander.version':
      return undefined;
    default:
      return text(`用法有误${help.zh}`, `wrong usage${help.en}`);
  }
}

function invalidValue(message: string, word: string): Text {
  const [, value] = /argument '([^']*)' is invalid/.exec(message) ?? [];
  const [, allowed = ''] = /Allowed choices are (.+?)\.$/.exec(message) ?? [];
  if (value === undefined)
    return text(
      `不能写「${word}」，可以写：${allowed.replaceAll(', ', '、')}`,
      `"${word}" is not possible; possible: ${allowed}`,
    );
  const option = word;
  return text(
    `选项「${option}」没有值「${value}」，可以写：${allowed.replaceAll(', ', '、')}`,
    `the option "${option}" has no value "${value}"; possible: ${allowed}`,
  );
}
