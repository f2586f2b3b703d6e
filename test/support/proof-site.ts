import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { faultServer, page, redirect, type FaultServer, type Scenario } from './fault-server.ts';

export interface ProofSite extends FaultServer {
  /** Acts with the `nth` request from now on; returns what takes the wish back. */
  readonly onRequest: (nth: number, act: () => void) => () => void;
}

const ARTICLES = 46;
const COLUMNS = ['qygk', 'bzjs', 'fwgf', 'gdzl', 'tdxx', 'xgsx'];

const html = (title: string, body: string): Scenario =>
  page(
    `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`,
  );

const link = (href: string, words: string): string => `<li><a href="${href}">${words}</a></li>`;

/**
 * A portal of sixty pages and what makes a resumed run hard: a sitemap with pages that nothing links to, dead links that
 * are looked at twice, one that comes back at the second look, a redirect, a page refused, a page cut short, a picture.
 */
export async function proofSite(): Promise<ProofSite> {
  const scenarios: Record<string, Scenario> = {
    '/robots.txt': page('User-agent: *\nDisallow: /admin/\nSitemap: /sitemap.xml\n', { type: 'text/plain' }),
    '/': html(
      '国网山城供电公司',
      `<h1>国网山城供电公司 信息公开</h1><ul>${COLUMNS.map((one) => link(`/xxgk/${one}/`, `栏目${one}`)).join('')}${link('/gone.html', '旧页面')}${link('/admin/', '后台')}${link('/old/xxgk/', '旧栏目')}</ul>`,
    ),
    '/old/xxgk/': redirect('/moved/', 301),
    '/moved/': html('搬了家的栏目', link('/xxgk/qygk/', '信息公开')),
    '/picture.png': page(Buffer.from('89504e470d0a1a0a', 'hex'), { type: 'image/png' }),
    '/refused.html': page('<html><title>403</title></html>', { status: 403 }),
    '/cut.html': [{ send: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><html>一半' }, 'close'],
    '/back.html': ({ head, times }) =>
      times % 2 === 1 ? page('<html><title>404</title>404</html>', { status: 404 }) : backAgain(head),
    '/behind.html': html('背后的页面', '<p>第二次才看到的页面所链接的页面</p>'),
  };
  for (const [at, column] of COLUMNS.entries()) {
    const own = Array.from({ length: ARTICLES }, (_, index) => index).filter((index) => index % COLUMNS.length === at);
    const extra =
      at === 0
        ? link('/back.html', '临时页面') + link('/refused.html', '不让看的页面') + link('/cut.html', '断开的页面')
        : '';
    scenarios[`/xxgk/${column}/`] = html(
      `栏目${column}`,
      `<ul>${own.map((index) => link(`/xxgk/${column}/${index}.html`, `第${index}号公告`)).join('')}${extra}${link(`/missing-${at}.html`, '已撤页面')}</ul>`,
    );
    for (const index of own) scenarios[`/xxgk/${column}/${index}.html`] = article(index);
  }
  const hidden = ['/hidden-1.html', '/hidden-2.html'];
  for (const one of hidden) scenarios[one] = html('地图里的页面', '<p>只在站点地图里的页面。</p>');
  scenarios['/sitemap.xml'] = ({ head }) => sitemap(hidden.map((one) => `http://${hostOf(head)}${one}`));
  const watches = new Set<() => void>();
  const server = await faultServer((path) => {
    for (const watch of watches) watch();
    return scenarios[path];
  });
  return { ...server, onRequest: (nth, act) => countdown(watches, nth, act) };
}

function countdown(watches: Set<() => void>, nth: number, act: () => void): () => void {
  let left = nth;
  const watch = (): void => {
    left -= 1;
    if (left === 0) act();
  };
  watches.add(watch);
  return () => void watches.delete(watch);
}

const backAgain = (head: string): ReturnType<typeof page> =>
  page(`<html><title>临时页面</title><a href="http://${hostOf(head)}/behind.html">背后的页面</a></html>`);

const hostOf = (head: string): string => /^host: *(\S+)/im.exec(head)?.[1] ?? '';

const sitemap = (addresses: readonly string[]): ReturnType<typeof page> =>
  page(`<urlset>${addresses.map((one) => `<url><loc>${one}</loc></url>`).join('')}</urlset>`, { type: 'text/xml' });

const article = (index: number): Scenario =>
  html(
    `关于第${index}号线路计划停电的公告`,
    `<h1>关于第${index}号线路计划停电的公告</h1><p>发布日期：2026-11-${String((index % 18) + 1).padStart(2, '0')}</p>
     <p>国网山城供电公司定于2026年11月28日8:00至18:00对${index}号线路检修。供电服务热线：95598。</p><img src="/picture.png" alt="图">
     ${'<p>停电范围：示范路一带。</p>'.repeat(index * 4)}`,
  );

/** Writes a workspace whose portal is the live site and whose hall is a folder of saved pages; returns its folder. */
export async function proofWorkspace(folder: string, origin: string): Promise<string> {
  const hall = path.join(folder, 'evidence/hall');
  await mkdir(hall, { recursive: true });
  for (const index of [1, 2, 3])
    await writeFile(
      path.join(hall, `公示栏${index}.html`),
      `<html><title>公示栏${index}</title><p>供电服务热线：95598</p></html>`,
    );
  const workspace = [
    'company: { id: shancheng, name: 国网山城供电公司, aliases: [山城供电公司], kind: branch, parent: 国网示范省电力公司 }',
    'catalogue: chongqing',
    'channels:',
    `  portal: { sources: [{ url: '${origin}/' }] }`,
    '  hall: { sites: [{ name: 中心营业厅, sources: [{ snapshot: evidence/hall, captured: 2026-11-19, complete: true }] }] }',
    '',
  ];
  await writeFile(path.join(folder, 'gongkai.yaml'), workspace.join('\n'));
  return folder;
}
