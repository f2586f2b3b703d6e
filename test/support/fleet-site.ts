import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { faultServer, page, type FaultServer } from './fault-server.ts';

/** A small portal that a test may hold back: pages beyond the first are answered only once the gate is open. */
export interface FleetSite extends FaultServer {
  readonly reached: Promise<void>;
  readonly open: () => void;
}

const PAGES = 6;

export async function fleetSite(isOpen: boolean, onRequest: () => void = () => undefined): Promise<FleetSite> {
  let gate = isOpen;
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const links = Array.from({ length: PAGES }, (_, at) => `<li><a href="/xxgk/${at}.html">第${at}号停电公告</a></li>`);
  const server = await faultServer((address) => {
    onRequest();
    if (address === '/') return page(html('信息公开', `<ul>${links.join('')}</ul>`));
    const [, number] = /^\/xxgk\/(\d)\.html$/.exec(address) ?? [];
    if (number === undefined) return undefined;
    reach();
    return gate
      ? page(html(`第${number}号停电公告`, `<p>发布日期：2026-11-1${number}</p><p>供电服务热线：95598。</p>`))
      : ['hang'];
  });
  return { ...server, reached, open: () => void (gate = true) };
}

const html = (title: string, body: string): string =>
  `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

/** A company of a test's fleet: with a live portal, or with a saved notice board alone. */
export interface FleetCompany {
  readonly folder: string;
  readonly id: string;
  readonly name: string;
  readonly kind: 'province' | 'branch' | 'county';
  readonly parent?: string;
  readonly portal?: string;
}

export async function writeCompany(home: string, company: FleetCompany): Promise<void> {
  const { folder, id, name, kind, parent, portal } = company;
  const hall = path.join(home, folder, 'evidence/hall');
  await mkdir(hall, { recursive: true });
  await writeFile(path.join(hall, '公示栏.html'), html(`${name}公示栏`, '<p>供电服务热线：95598</p>'));
  const lines = [
    `company: { id: ${id}, name: ${name}, kind: ${kind}${parent === undefined ? '' : `, parent: ${parent}`} }`,
    'channels:',
    ...(portal === undefined ? [] : [`  portal: { sources: [{ url: '${portal}/' }] }`]),
    '  hall: { sites: [{ name: 中心营业厅, sources: [{ snapshot: evidence/hall, captured: 2026-11-19, complete: true }] }] }',
  ];
  await writeFile(path.join(home, folder, 'gongkai.yaml'), `${lines.join('\n')}\n`);
}
