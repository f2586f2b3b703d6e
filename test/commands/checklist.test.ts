import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gongkai } from '../support/gongkai.ts';

let home = '';
const at = (name: string): string => path.join(home, name);

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(at(file)), { recursive: true });
  await writeFile(at(file), content);
}

/** One hall without pictures of its boards: only people can tell what hangs there. */
const WORKSPACE = `# 山城公司的工作区
company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }
channels:
  hall:
    sites:
      - { name: 中心营业厅, sources: [] }   # 主厅
`;
const HEAD = '编号,核查结论,照片,核查人,复核人,核查日期,有效期至,说明';

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-checklist-'));
  await put('gongkai.yaml', WORKSPACE);
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('an on-site checklist whose validity has ended', () => {
  const audit = (day: string, ...more: string[]) =>
    gongkai(['audit', home, '--as-of', day, '--format', 'json', '--json', '--no-history', ...more]);

  beforeEach(async () => {
    await put('gongkai.yaml', WORKSPACE.replace('sources: []', 'sources: [], checklist: records/hall.csv'));
    await put('records/hall.csv', `${HEAD}\n8.1,是,1.jpg,甲,乙,2026-11-10,2026-11-19,\n`);
    await put('records/1.jpg', 'a picture');
  });

  it('ends the audit with 5 from the day after its last, and the report says so', async () => {
    const ended = await audit('2026-11-20');
    expect(ended.code).toBe(5);
    const report = JSON.parse(ended.stdout) as { checklists: unknown; notices: { zh: string }[] };
    expect(report.checklists).toEqual([
      {
        at: 'records/hall.csv',
        site: '中心营业厅',
        until: '2026-11-19',
        status: 'expired',
        verdicts: ['8.1/hall@中心营业厅/content'],
      },
    ]);
    expect(report.notices.map(({ zh }) => zh).join('\n')).toContain('现场核查表已于 2026-11-19 到期：中心营业厅 1 项');
  });

  it('does not on its last day: then it still counts', async () => {
    const ended = await audit('2026-11-19');
    expect(ended.code).not.toBe(5);
    expect(JSON.parse(ended.stdout)).toMatchObject({ checklists: [{ status: 'in-force' }] });
  });

  it('is no reason to leave with a code where none is asked for', async () => {
    expect((await audit('2026-11-20', '--fail-on', 'never')).code).toBe(0);
  });
});
