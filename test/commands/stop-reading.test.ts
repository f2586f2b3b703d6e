import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditCommand, checkCommand } from '../../src/commands/audit.ts';
import { howToGoOn } from '../../src/commands/capture-end.ts';
import { Stop, type Desk } from '../../src/commands/desk.ts';
import type { AuditOptions } from '../../src/commands/options.ts';
import { bareWorkspace } from '../support/bare-workspace.ts';
import { ROOT } from '../support/gongkai.ts';

const OPTIONS: AuditOptions = {
  ...{ asOf: '2026-02-13', format: ['terminal', 'json', 'html'], failOn: 'minor', rate: '1', robots: 'obey' },
  ...{ browser: 'none', secondLooks: '10' },
};

/** Somebody presses Ctrl-C as soon as the program says that it reads; captured are only snapshots. */
function impatientDesk(): Desk {
  const abort = new AbortController();
  return {
    ...{ language: 'zh' as const, today: '2026-02-13', now: () => 0 },
    ...{ isTestClock: true, colour: false, width: 80, interactive: false, home: ROOT, version: 'test' },
    ...{ print: () => undefined, tell: () => undefined },
    progress: (words: string) => {
      if (words.startsWith('阅读')) abort.abort();
    },
    interrupted: abort.signal,
  };
}

const stopOf = (ending: Promise<unknown>): Promise<unknown> => ending.catch((error: unknown) => error);

let home: string;
beforeEach(async () => {
  home = await bareWorkspace();
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('Ctrl-C while pages are read ends the audit before its reports, and says how its bundle is judged', async () => {
  const stop = await stopOf(auditCommand(home, { ...OPTIONS, history: false }, impatientDesk()));
  expect(stop).toBeInstanceOf(Stop);
  const { exit, says } = stop as Stop;
  expect(exit).toBe('interrupted');
  expect(says.map(({ zh }) => zh)).toEqual([
    '已中断，还没有写报告。',
    `证据包已写好：${path.join(home, 'out/2026-02-13/evidence.wacz')}`,
    `用 gongkai audit ${home} --resume --as-of 2026-02-13 --browser none --no-history 继续`,
  ]);
  expect(existsSync(path.join(home, 'out/2026-02-13/report.json'))).toBe(false);
});

it('a check of that bundle stops in the same way', async () => {
  await stopOf(auditCommand(home, OPTIONS, impatientDesk()));
  const bundle = path.join(home, 'out/2026-02-13/evidence.wacz');
  expect(await stopOf(checkCommand(bundle, home, OPTIONS, impatientDesk()))).toMatchObject({
    exit: 'interrupted',
    says: [{ zh: '已中断，还没有写报告。' }],
  });
});

it('the command that goes on repeats what was asked for: reports, threshold, history', () => {
  const asked = { ...OPTIONS, format: ['xlsx', 'docx'], failOn: 'major', history: false, browser: 'auto' };
  const { zh, en } = howToGoOn({ verb: 'audit', file: '.' }, asked);
  const command =
    'gongkai audit --resume --as-of 2026-02-13 --browser auto --fail-on major --no-history --format xlsx,docx';
  expect([zh, en]).toEqual([`用 ${command} 继续`, `Go on with: ${command} --lang en`]);
});
