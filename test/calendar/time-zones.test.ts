import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEADLINE_TABLE } from './deadline-table.ts';

interface Answer {
  readonly hour: number;
  readonly today: string;
  readonly dues: readonly string[];
}

describe('the table of deadlines, wherever the machine stands', () => {
  let program = '';
  beforeAll(() => {
    const entry = path.join(import.meta.dirname, 'deadline-table-child.ts');
    const built = buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', write: false });
    program = built.outputFiles[0]?.text ?? '';
  });

  it.each([
    ['UTC', 0],
    ['America/New_York', 20],
    ['Asia/Shanghai', 8],
    ['Pacific/Kiritimati', 14],
  ])('is right 10 times of 10 in %s', (zone, hour) => {
    const env = { ...process.env, TZ: zone };
    const answer = JSON.parse(
      execFileSync(process.execPath, ['-'], { input: program, env, encoding: 'utf8' }),
    ) as Answer;
    expect(answer.hour, 'the zone must be in effect, or this proves nothing').toBe(hour);
    expect(answer.today).toBe('2026-11-22');
    expect(answer.dues).toEqual(DEADLINE_TABLE.map(({ due }) => due));
  });
});
