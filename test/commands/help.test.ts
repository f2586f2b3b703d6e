import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../src/commands/program.ts';
import { formatsOf } from '../../src/commands/report.ts';
import { speakHelp } from '../../src/commands/speak.ts';
import { examplesOf } from '../../src/commands/examples.ts';
import { widthOf } from '../../src/report/terminal/columns.ts';
import type { Desk } from '../../src/commands/desk.ts';

const WIDTH = 80;

interface Helped {
  readonly path: string;
  readonly help: string;
}

/** The help of every command, on a terminal of 80 columns. */
function helps(language: 'zh' | 'en'): Helped[] {
  const program = new Command('gongkai').exitOverride();
  speakHelp(program, language);
  // Help asks the desk for its language and for nothing else.
  addCommands(program, { language } as Desk, () => undefined);
  return tree(program, '');
}

function tree(command: Command, path: string): Helped[] {
  let help = '';
  command.configureOutput({ writeOut: (words) => (help += words), getOutHelpWidth: () => WIDTH });
  command.outputHelp();
  return [{ path, help }, ...command.commands.flatMap((one) => tree(one, `${path} ${one.name()}`.trim()))];
}

describe.each(['zh', 'en'] as const)('help in %s', (language) => {
  const all = helps(language);

  it('is there for every command', () => {
    expect(all.length).toBeGreaterThan(30);
    for (const { help } of all) expect(help).toMatch(language === 'zh' ? /^用法：/ : /^Usage:/);
  });

  it.each(all)('“$path” keeps to 80 columns but for what is to be typed', ({ help }) => {
    const wide = help.split('\n').filter((line) => widthOf(line) > WIDTH && !line.startsWith('  gongkai '));
    expect(wide).toEqual([]);
  });

  it.each(all)('“$path” says a default once', ({ help }) => {
    const entries = help.split(/\n(?= {2}\S)/);
    for (const entry of entries) expect(entry.match(/缺省|default/g)?.length ?? 0, entry).toBeLessThan(2);
  });

  it.each(all)('“$path” is in one language', ({ help }) => {
    if (language === 'zh') expect(help).not.toMatch(/default|one of|required|\[options\]/);
    // The name of the file is the same in both.
    else expect(help.replaceAll('核查表', '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('gives examples of commands that exist', () => {
    const paths = all.map(({ path }) => path);
    const known = paths.filter((path) => examplesOf(path).length > 0);
    expect(known.length).toBeGreaterThan(10);
    for (const path of known)
      for (const example of examplesOf(path))
        if (path !== '') expect(example[language]).toMatch(new RegExp(`^gongkai ${path}( |$)`));
  });
});

it('takes md for markdown', () => {
  expect(formatsOf(['md', 'html', 'markdown'])).toEqual(['markdown', 'html']);
});
