import type { Command, Option } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** What may follow the words typed so far: `rules show` → its options; '' → the commands. */
interface Step {
  /** Command words, joined by a blank; '' at the start. */
  readonly path: string;
  readonly words: readonly string[];
}

/** A script that completes commands and options; made from the program itself, so it is never stale. */
export function completionScript(shell: Shell, program: Command): string {
  const steps = stepsOf(program, []);
  return SCRIPTS[shell](program.name(), steps);
}

function stepsOf(command: Command, path: readonly string[]): Step[] {
  const own = [
    ...command.commands.map((one) => one.name()),
    ...command.options.flatMap(wordsOf),
    ...(path.length > 0 ? ['--help', '--lang'] : ['--help', 'help']),
  ];
  const below = command.commands.flatMap((one) => stepsOf(one, [...path, one.name()]));
  return [{ path: path.join(' '), words: [...new Set(own)] }, ...below];
}

const wordsOf = ({ long }: Option): string[] => (long == null ? [] : [long]);

const SCRIPTS = {
  bash: (name, steps) => bashScript(name, steps),
  zsh: (name, steps) => `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(name, steps)}`,
  fish: (name, steps) => fishScript(name, steps),
  powershell: (name, steps) => powershellScript(name, steps),
} as const satisfies Record<Shell, (name: string, steps: readonly Step[]) => string>;

function bashScript(name: string, steps: readonly Step[]): string {
  const cases = steps.map(({ path, words }) => `    '${path}') words='${words.join(' ')}' ;;`);
  return [
    `_${name}() {`,
    '  local word path="" words="" current="${COMP_WORDS[COMP_CWORD]}" index',
    '  for ((index = 1; index < COMP_CWORD; index++)); do',
    '    word="${COMP_WORDS[index]}"',
    `    case " ${commandWords(steps).join(' ')} " in *" $word "*) path="\${path:+$path }$word" ;; esac`,
    '  done',
    '  case "$path" in',
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))',
    '}',
    `complete -o filenames -F _${name} ${name}`,
    '',
  ].join('\n');
}

const commandWords = (steps: readonly Step[]): string[] => [
  ...new Set(steps.flatMap(({ path }) => path.split(' ')).filter(Boolean)),
];

function fishScript(name: string, steps: readonly Step[]): string {
  const top = steps[0]?.words.filter((word) => !word.startsWith('-')) ?? [];
  const lines = steps.flatMap(({ path, words }) => words.map((word) => fishLine(name, path, word, top)));
  return `${lines.join('\n')}\n`;
}

function fishLine(name: string, path: string, word: string, top: readonly string[]): string {
  const seen = path.split(' ').map((one) => `__fish_seen_subcommand_from ${one}`);
  const when = path === '' ? `not __fish_seen_subcommand_from ${top.join(' ')}` : seen.join('; and ');
  const what = word.startsWith('--') ? `-l '${word.slice(2)}'` : `-a '${word}'`;
  return `complete -c ${name} -n '${when}' ${what}`;
}

function powershellScript(name: string, steps: readonly Step[]): string {
  const table = steps.map(({ path, words }) => `    '${path}' = @(${words.map((word) => `'${word}'`).join(', ')})`);
  return [
    `Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {`,
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  $steps = @{',
    ...table,
    '  }',
    "  $path = ''",
    '  foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {',
    '    $longer = "$path $($element.ToString())".Trim()',
    '    if ($steps.ContainsKey($longer)) { $path = $longer }',
    '  }',
    '  $steps[$path] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    '  }',
    '}',
    '',
  ].join('\n');
}
