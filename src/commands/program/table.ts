import type { Command } from 'commander';
import { text, type Text } from '../../language/text.ts';
import type { Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';

/** Ends the process with a code once a command is through. */
export type Leave = (exit: ExitName) => void;

/** What every family of commands is declared with. */
export interface Table {
  readonly desk: Desk;
  readonly leave: Leave;
  readonly t: (zh: string, en: string) => string;
  readonly command: (parent: Command, name: string, description: Text) => Command;
}

export function tableOf(desk: Desk, leave: Leave): Table {
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  const t = (zh: string, en: string): string => say(text(zh, en));
  const command = (parent: Command, name: string, description: Text): Command =>
    parent.command(name).description(say(description)).helpOption('-h, --help', t('显示帮助', 'show help'));
  return { desk, leave, t, command };
}
