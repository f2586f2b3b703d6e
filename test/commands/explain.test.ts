import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Stop, type Desk } from '../../src/commands/desk.ts';
import { explainCommand } from '../../src/commands/explain.ts';
import { json } from '../../src/report/json.ts';
import { SAMPLE } from '../report/sample.ts';
import { ROOT } from '../support/gongkai.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  await writeFile(path.join(home, 'report.json'), json.render(SAMPLE));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** What the command prints, or says when it refuses. */
async function explained(id: string): Promise<string> {
  const printed: string[] = [];
  const desk: Desk = {
    ...{ language: 'zh' as const, today: '2026-11-20', now: () => 0, isTestClock: true, colour: false, width: 80 },
    ...{ interactive: false, home: ROOT, version: 'test', tell: () => undefined, progress: () => undefined },
    print: (words) => void printed.push(words),
    interrupted: new AbortController().signal,
  };
  try {
    await explainCommand(id, path.join(home, 'report.json'), desk);
    return printed.join('\n');
  } catch (error) {
    return error instanceof Stop ? error.says.map(({ zh }) => zh).join('\n') : String(error);
  }
}

it.each([
  ['as the report writes it', '1.2/portal/content'],
  ['in Chinese quotation marks, as it is copied out of a letter', '“1.2/portal/content”'],
  ['typed in full width', '１．２／portal／content'],
  ['with the slashes of Windows', '1.2\\portal\\content'],
])('an id is understood %s', async (_, id) => {
  expect(await explained(id)).toMatch(/^1\.2\/portal\/content\n/);
});

it.each([
  ['an element and its channel', '1.2/portal'],
  ['an element', '1.2'],
])('%s alone brings the ids that begin with it', async (_, id) => {
  expect(await explained(id)).toMatch(/；以它开头的有 \d+ 条，请写全其中一条：.*1\.2\/portal\/content/);
});

it('what is nowhere brings word of where ids stand', async () => {
  expect(await explained('供电质量')).toBe(
    '报告中没有结论「供电质量」；结论编号写在报告中每条问题的“编号”处，如 1.2/portal/content',
  );
});
