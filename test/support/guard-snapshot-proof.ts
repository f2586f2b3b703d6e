import { Socket } from 'node:net';
import { check } from '../../src/audit.ts';
import type { SealedBrowser } from '../../src/evidence/browser.ts';
import type { Bundle } from '../../src/evidence/bundle.ts';
import { takeScreenshots } from '../../src/evidence/screenshot.ts';
import { answer, mhtmlOf, warcRecord, zipOf } from './archives.ts';
import { openTrap } from './browser-site.ts';
import { shell } from './guard-browser-proof.ts';
import type { GuardProof } from './guard-proof.ts';
import { tryEverything } from './hostile-page.ts';
import { INSIDE, SPECIAL } from './inside-addresses.ts';
import { loadLaw } from './law.ts';
import { docxFile, xlsxFile } from './office-file.ts';
import { workspaceOf } from './road-fault.ts';
import { snapshotFolder } from './snapshot-folder.ts';

/** A page that refers to an address in every way that a page can, with scripts and without. */
const referring = (host: string): string => {
  const at = `http://${host}`;
  const tags = [
    `<base href="${at}/"><meta http-equiv="refresh" content="0;url=${at}/refresh"><link rel="stylesheet" href="${at}/c">`,
    `<link rel="preload" as="script" href="${at}/p"><link rel="icon" href="${at}/icon"><script src="${at}/s"></script>`,
    `<img src="${at}/i" srcset="${at}/s 2x"><iframe src="${at}/f"></iframe><object data="${at}/o"></object><embed src="${at}/e">`,
    `<video src="${at}/v" poster="${at}/p"></video><a href="${at}/a" ping="${at}/ping">停电公告</a><a href="${at}/x.pdf">附件</a>`,
    `<svg><image href="${at}/svg"/></svg><style>@import url(${at}/import); body{background:url(${at}/b)}</style>`,
    `<p>安全生产，停电公告，95598。</p>`,
  ];
  return shell(tryEverything('http', host)).replace('<div id="app">', `${tags.join('')}<div id="app">`);
};

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const external = (kind: string, address: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="${RELATIONSHIPS}/${kind}" Target="${address}" TargetMode="External"/></Relationships>`;

/** The same page in every container that is taken in, and Office files that fetch when an office program opens them. */
const containers = (
  hosts: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> => {
  const pages = Object.fromEntries(hosts.map((host, at) => [`p${at}.html`, referring(host)]));
  const [first = ''] = hosts;
  const records = Object.entries(pages).map(([name, html]) =>
    warcRecord({ url: `http://www.shancheng.example/${name}`, block: answer(html) }),
  );
  return {
    'a folder': Object.fromEntries(Object.entries(pages).map(([name, html]) => [`site/${name}`, html])),
    'a ZIP': { site: zipOf(pages) },
    'a WARC': { site: Buffer.concat(records) },
    'an MHTML': {
      site: mhtmlOf(
        `http://${first}/`,
        Object.values(pages).map(
          (html, at) => `Content-Type: text/html\r\nContent-Location: http://${hosts[at]}/\r\n\r\n${html}`,
        ),
      ),
    },
    'a Word file with a template elsewhere': {
      'site/a.docx': docxFile(['停电公告'], {
        'word/_rels/settings.xml.rels': external('attachedTemplate', `http://${first}/t.dotm`),
      }),
    },
    'a workbook that links to another': {
      'site/a.xlsx': xlsxFile([{ name: '电价', rows: [['电价', '1']] }], {
        'xl/externalLinks/_rels/externalLink1.xml.rels': external('externalLinkPath', `http://${first}/b.xlsx`),
      }),
    },
  };
};

/** Takes each container in, reads and judges it, and pictures its pages where there is a browser. */
export const snapshotProofs = (browser?: SealedBrowser): GuardProof[] =>
  Object.keys(containers(['127.0.0.2'])).map((kind) => ({
    what: `what ${kind} refers to`,
    tried: kind.startsWith('a Word') || kind.startsWith('a workbook') ? 1 : INSIDE.length + SPECIAL.length,
    run: async () => {
      const trap = await openTrap({ addresses: ['127.0.0.2', '::1'] });
      const hosts = [...INSIDE, ...SPECIAL].map((host) => `${host}:${trap.port}`);
      const opened = await connectionsDuring(() => road(containers(hosts)[kind] ?? {}, `http://${hosts[0]}/`, browser));
      await trap.close();
      return [...opened, ...Array.from({ length: trap.touches() }, (_, at) => `heard ${trap.heard()[at] ?? ''}`)];
    },
  }));

async function road(
  files: Readonly<Record<string, string | Uint8Array>>,
  base: string,
  browser: SealedBrowser | undefined,
): Promise<void> {
  const folder = await snapshotFolder();
  try {
    for (const [name, content] of Object.entries(files)) await folder.put(name, content);
    const given = { base, complete: true, captured: '2026-11-19' };
    const bundle = await folder.take(given);
    if (bundle.captures.length === 0) throw new Error('nothing was taken in');
    const workspace = workspaceOf({ snapshot: 'site', hosts: [], landmarks: [], ...given });
    await check(bundle, { law: await loadLaw('chongqing'), workspace, asOf: '2026-11-20', version: 'test' });
    if (browser) await pictured(bundle, browser);
  } finally {
    await folder.remove();
  }
}

/** So many pages are pictured; all of them would take minutes. */
const PICTURED = 8;

async function pictured(bundle: Bundle, browser: SealedBrowser): Promise<void> {
  const ids = new Set(bundle.captures.slice(0, PICTURED).map(({ id }) => id));
  let pictures = 0;
  // A page that leads itself away has no picture.
  for await (const { picture } of takeScreenshots(bundle, ids, { browser }))
    pictures += Number(picture instanceof Uint8Array);
  if (pictures === 0 && bundle.captures.some(({ url }) => url.endsWith('.html')))
    throw new Error('nothing was pictured');
}

/** Every connection that this process opens meanwhile, also to where nobody listens. */
export async function connectionsDuring(work: () => Promise<void>): Promise<string[]> {
  const opened: string[] = [];
  const own = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect');
  if (!own) throw new Error('no connect');
  const connect = own.value as (...given: unknown[]) => unknown;
  Object.defineProperty(Socket.prototype, 'connect', {
    ...own,
    value: function (this: Socket, ...given: unknown[]): unknown {
      opened.push(`connect ${JSON.stringify(given[0])}`);
      return connect.apply(this, given);
    },
  });
  try {
    await work();
  } finally {
    Object.defineProperty(Socket.prototype, 'connect', own);
  }
  return opened;
}
