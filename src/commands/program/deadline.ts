import type { Command } from 'commander';
import { text } from '../../language/text.ts';
import type { Table } from './table.ts';

/** `deadline`. */
export function addDeadline(program: Command, { desk, leave, t, command }: Table): void {
  command(program, 'deadline', text('计算工作日期限', 'count a deadline in working days'))
    .argument('<start>', t('起算日，例如 2026-09-24、2026年9月24日', 'the day it starts, such as 2026-09-24'))
    .argument(
      '<within>',
      t('期限，例如 10个工作日、7日、3个月、提前7日', 'how long, such as "10 working days", "7 days" or "3 months"'),
    )
    .action(async (start: string, within: string) => {
      leave(await (await import('../count.ts')).countCommand(start, within, desk));
    });
}
