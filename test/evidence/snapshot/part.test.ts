import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/audit.ts';
import { memorySink } from '../../../src/evidence/bundle/memory.ts';
import { savedFolders } from '../../../src/evidence/snapshot/saved.ts';
import { takeSnapshot } from '../../../src/evidence/snapshot.ts';
import { loadLaw } from '../../support/law.ts';
import { workspaceOf } from '../../support/road-fault.ts';

const LONG = '供电企业应当依法公开信息，方便电力用户查询和监督，本公司按照规定设置专栏并及时更新有关内容。'.repeat(12);
const page = (title: string, body = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}_国网清溪供电公司</title></head><body><h1>${title}</h1><p>国网山城供电公司信息公开，服务热线95598。${LONG}</p>${body}</body></html>`;
const LINKS =
  '<a href="/xxgk/gdzl/">供电质量</a><a href="/news/">公司要闻</a><a href="b.html">概况</a><a href="gone.html">停电公告</a>';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-part-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What is said of some elements of a snapshot with these files. */
async function told(base: string, files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  for (const [name, html] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, 'saved', name)), { recursive: true });
    await writeFile(path.join(folder, 'saved', name), html);
  }
  const source = { snapshot: 'saved', base, hosts: [], captured: '2026-11-19', complete: true, landmarks: [] };
  const sink = memorySink();
  const scope = await takeSnapshot({ folder, channel: 'portal', site: '', source }, sink);
  const given = {
    law: await loadLaw('chongqing'),
    workspace: workspaceOf(source),
    asOf: '2026-11-20',
    version: 'test',
  };
  const { verdicts } = await check(sink.bundle([scope]), given);
  const of = (id: string): string => {
    const one = verdicts.find((one) => one.id.startsWith(`${id}/portal/`) && one.aspect === 'content');
    return `${one?.outcome} ${one?.gap ?? one?.reason ?? ''}`.trim();
  };
  return Object.fromEntries(['1.1', '4.1', '5.1-planned'].map((id) => [id, of(id)]));
}

const PART = { '1.1': 'failed missing', '4.1': 'cantTell not-attempted', '5.1-planned': 'failed missing' };

describe('a snapshot of a part of a site', () => {
  it('leaves open what links name that lead out of the folder that was declared; the rest is missing', async () => {
    const files = { 'index.html': page('信息公开', LINKS), 'b.html': page('概况') };
    expect(await told('https://www.shili.example/qingxi/', files)).toEqual(PART);
  });

  it('is known by its pages where the base is that of the host', async () => {
    const files = { 'qingxi/index.html': page('信息公开', LINKS), 'qingxi/b.html': page('概况') };
    expect(await told('https://www.shili.example/', files)).toEqual(PART);
  });

  it('is none where the host was saved from its root on', async () => {
    const files = { 'index.html': page('信息公开', LINKS), 'b.html': page('概况') };
    expect(await told('https://www.shili.example/', files)).toEqual({ ...PART, '4.1': 'failed missing' });
  });
});

it.each([
  [undefined, ['http://a.example/x/1.html', 'http://a.example/x/y/2.html'], ['a.example/x/']],
  [undefined, ['http://a.example/x/1.html', 'http://a.example/'], []],
  [undefined, ['http://a.example/xa/1.html', 'http://a.example/xb/'], []],
  [undefined, ['snapshot:x/1.html'], []],
  ['http://a.example/x/', ['http://a.example/x/y/1.html', 'http://b.example/'], ['a.example/x/']],
  ['http://a.example/', ['http://a.example/x/1.html'], ['a.example/x/']],
])('of base %j the pages %j were saved below %j', (base, pages, folders) => {
  expect(savedFolders(base, pages)).toEqual(folders);
});
