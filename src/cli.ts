import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, Option } from 'commander';
import { todayInShanghai } from './calendar/civil-date.ts';
import { LANGUAGES, text, type Language } from './language/text.ts';
import { addCommands } from './commands/program.ts';
import { Stop, type Desk } from './commands/desk.ts';
import { exitCode } from './commands/exit-code.ts';
import { longDashIn, speakHelp, spellUsageError } from './commands/speak.ts';
import { safe } from './report/safe-text.ts';
import { cutTo } from './report/terminal/columns.ts';

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };

/** Set by the build. */
declare const GONGKAI_BUILD: string | undefined;
const build = typeof GONGKAI_BUILD === 'string' ? GONGKAI_BUILD : undefined;

const abort = new AbortController();

/** Whether the disk behind `> report.json` took less than was printed. */
const lost = { stdout: false };

/** Proofs hold the clock still, so that two runs can be compared byte by byte; their bundles say so. */
const HELD_STILL = Date.parse(process.env.GONGKAI_TEST_NOW ?? '');
const now = (): number => (Number.isFinite(HELD_STILL) ? HELD_STILL : Date.now());

/** The language is needed before the options are parsed, for help and for errors in them. */
function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const wanted = argv[at]?.split('=')[1] ?? argv[at + 1];
  return at >= 0 && wanted === 'en' ? 'en' : 'zh';
}

/** Milliseconds between two lines of progress where each stays: a log of a night is to show that the run lives, and no more. */
const LOG_EVERY = 15_000;

/** On a terminal one line that changes, cut to its width so that it can be wiped; elsewhere a plain line now and then. */
function progressTo(stream: NodeJS.WriteStream, wipe: string): Desk['progress'] {
  let last = performance.now();
  return (wording) => {
    if (stream.isTTY) return void stream.write(`${wipe}${cutTo(safe(wording), Math.max(20, stream.columns - 1))}`);
    if (performance.now() - last < LOG_EVERY) return;
    last = performance.now();
    stream.write(`${safe(wording)}\n`);
  };
}

/** What pipelines set whose logs show colours. */
const forcesColour = !['', '0', undefined].includes(process.env.FORCE_COLOR);

function openDesk(language: Language): Desk {
  const wipe = process.stderr.isTTY ? '\r\x1b[2K' : '';
  return {
    language,
    print: (wording) => void process.stdout.write(wording.endsWith('\n') ? wording : `${wording}\n`),
    // Talk repeats names of files and words of users, so it is made harmless line by line.
    tell: (wording) =>
      void process.stderr.write(
        wording
          .split('\n')
          .map((line) => `${wipe}${safe(line)}\n`)
          .join(''),
      ),
    progress: progressTo(process.stderr, wipe),
    today: todayInShanghai(new Date(now())),
    now,
    isTestClock: Number.isFinite(HELD_STILL),
    colour: (process.stdout.isTTY || forcesColour) && process.env.NO_COLOR === undefined,
    width: process.stdout.columns ?? (Number(process.env.COLUMNS) || 120),
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI === undefined,
    home,
    version,
    ...(build !== undefined && { build }),
    interrupted: abort.signal,
  };
}

function programFor(language: Language): Command {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const program = new Command('gongkai')
    .description(
      t(
        '公开：核查供电企业应当公开的信息，逐项逐渠道给出结论、依据、证据和责任部门',
        'Audits what an electricity supply company must disclose, item by item and channel by channel, with proof',
      ),
    )
    .version(version, '-V, --version', t('显示版本号', 'print the version'))
    .helpOption('-h, --help', t('显示帮助', 'show help'))
    .helpCommand(t('help [命令]', 'help [command]'), t('显示某个命令的帮助', 'show the help of a command'))
    .addOption(
      new Option('--lang <lang>', t('输出语言', 'language of all output')).choices([...LANGUAGES]).default('zh'),
    )
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  speakHelp(program, language);
  return program;
}

async function main(argv: readonly string[], desk: Desk): Promise<number> {
  const program = programFor(desk.language);
  let code = exitCode('ok');
  addCommands(program, desk, (name) => {
    code = exitCode(name);
  });
  try {
    const slip = longDashIn(argv);
    if (slip) throw new Stop('usage', slip);
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, desk);
  }
}

function explain(error: unknown, desk: Desk): number {
  if (error instanceof Stop) {
    for (const says of error.says) desk.tell(says[desk.language]);
    return exitCode(error.exit);
  }
  if (error instanceof CommanderError) {
    const says = spellUsageError(error);
    if (says) desk.tell(says[desk.language]);
    return error.exitCode === 0 ? exitCode('ok') : exitCode('usage');
  }
  const zh = desk.language === 'zh';
  desk.tell(zh ? '程序内部错误，请把以下内容反馈给维护人员：' : 'Internal error; please report the following:');
  desk.tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode('internal');
}

const desk = openDesk(languageOf(process.argv.slice(2)));

// The first Ctrl-C asks the run to stop taking work and to flush; the second ends it at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (abort.signal.aborted) process.exit(exitCode('interrupted'));
    abort.abort();
    const says = text(
      '正在停止：存好手上的工作就退出；再按一次 Ctrl-C 立即退出。',
      'Stopping once the work at hand is kept; Ctrl-C again ends at once.',
    );
    desk.tell(says[desk.language]);
  });
}

// A reader that closes the pipe (`| head`) has seen enough, but the reports are still to be written and the exit code to be told.
process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || lost.stdout) return;
  lost.stdout = true;
  const says = text(
    `无法写到标准输出（${code}），输出不完整；请检查磁盘空间，或改用 -o 另选文件夹。`,
    `cannot write to standard output (${code}), which is not complete; check space on the disk, or choose a folder with -o.`,
  );
  desk.tell(says[desk.language]);
});
// Nobody listens to talk any more; that decides nothing.
process.stderr.on('error', () => undefined);
process.on('exit', () => {
  if (lost.stdout) process.exitCode = exitCode('disk');
});
// Node itself would end with 1, which says that gaps were found.
process.on('uncaughtException', (error) => process.exit(explain(error, desk)));

process.exitCode = await main(process.argv.slice(2), desk);
