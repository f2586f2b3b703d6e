import type { Argument, Command, CommanderError, Help, Option } from 'commander';
import { text, type Language, type Text } from '../language/text.ts';
import { widthOf, wrap } from '../report/terminal/columns.ts';
import { examplesOf } from './examples.ts';
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
    boxWrap: (words, width) => wrap(words, Math.max(NARROWEST, width)).join('\n'),
  } satisfies Partial<Help>);
  program.addHelpText('afterAll', ({ command }) => afterHelp(command, language));
}

/** Below this the library wraps nothing either. */
const NARROWEST = 24;

function afterHelp(command: Command, language: Language): string {
  const shown = examplesOf(pathOf(command).slice(1).join(' ')).map((one) => `  ${one[language]}`);
  const examples = shown.length > 0 ? [language === 'zh' ? '示例：' : 'Examples:', ...shown, ''] : [];
  const exits = command.parent ? [] : [exitTable(language), ''];
  return examples.length + exits.length === 0 ? '' : ['', ...examples, ...exits].join('\n');
}

/** `gongkai`, `ledger`, `import`. */
const pathOf = (command: Command): string[] => [...(command.parent ? pathOf(command.parent) : []), command.name()];

/** Choices that the description does not name, whether it must be given, and what is taken where it is left out. */
function describe(one: Option | Argument, zh: boolean): string {
  const { description, argChoices = [], defaultValueDescription } = one;
  const defaultValue = one.defaultValue as string | string[] | undefined;
  const unnamed = argChoices.some((choice) => !description.includes(choice));
  const notes = [
    ...('mandatory' in one && one.mandatory ? [zh ? '必填' : 'required'] : []),
    ...(unnamed ? [`${zh ? '可选' : 'one of'} ${argChoices.join(zh ? '、' : ', ')}`] : []),
    ...(defaultValue === undefined
      ? []
      : [`${zh ? '缺省 ' : 'default: '}${defaultValueDescription ?? String(defaultValue)}`]),
  ];
  if (notes.length === 0) return description;
  return zh ? `${description}（${notes.join('；')}）` : `${description} (${notes.join('; ')})`;
}

const argumentsOf = (command: Command): string =>
  command.registeredArguments
    .map((one) => `${one.name()}${one.variadic ? '…' : ''}`)
    .map((name, at) => (command.registeredArguments[at]?.required ? `<${name}>` : `[${name}]`))
    .join(' ');

function spellCommand(command: Command, zh: boolean): string {
  const rest = command.commands.length > 0 ? `<${zh ? '子命令' : 'command'}>` : argumentsOf(command);
  return `${command.name()} ${rest}`.trim();
}

function spellUsage(command: Command, zh: boolean): string {
  const rest = command.commands.length > 0 ? `<${zh ? '命令' : 'command'}>` : argumentsOf(command);
  return [...pathOf(command), rest, zh ? '[选项]' : '[options]'].filter(Boolean).join(' ');
}

/** The table of exit codes, from the one list that the program leaves by. */
function exitTable(language: Language): string {
  const rows = Object.values(EXIT_CODES).map(
    ([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning[language]}`,
  );
  return [language === 'zh' ? '退出码：' : 'Exit codes:', ...rows].join('\n');
}

/** Input methods and Word make one long dash, or a wide one, of the hyphens of an option; it would be taken for a path. */
export function longDashIn(argv: readonly string[]): Text | undefined {
  const slip = argv.find((word) => /^[‐-―－﹣−-]{1,2}[a-z]/iu.test(word) && !/^--?[a-z]/i.test(word));
  if (slip === undefined) return undefined;
  const name = slip.replace(/^[‐-―－﹣−-]+/u, '');
  const meant = `${name.length === 1 ? '-' : '--'}${name}`;
  return text(
    `「${slip}」开头不是英文减号，请改写为「${meant}」`,
    `"${slip}" does not begin with hyphens; write "${meant}"`,
  );
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
      return text(
        `参数多了：路径或名称里有空格的，用英文引号 "" 括起来${help.zh}`,
        `there are too many arguments: put a path or name with spaces in quotation marks${help.en}`,
      );
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
