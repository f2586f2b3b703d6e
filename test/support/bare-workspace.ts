import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const WORKSPACE = `company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }
channels:
  portal: { sources: [{ snapshot: evidence/portal, captured: 2026-02-13, complete: true, base: 'http://www.shancheng.example/' }] }
`;
const PAGE = '<html><head><title>国网山城供电公司</title></head><body><h1>国网山城供电公司 信息公开</h1></body></html>';

/** The folder of a new workspace whose portal is one page that discloses nothing, as of 2026-02-13; the caller removes it. */
export async function bareWorkspace(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'gongkai-bare-'));
  await mkdir(path.join(home, 'evidence/portal'), { recursive: true });
  await writeFile(path.join(home, 'gongkai.yaml'), WORKSPACE);
  await writeFile(path.join(home, 'evidence/portal/index.html'), PAGE);
  return home;
}
