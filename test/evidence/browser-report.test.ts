import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import type { Capture } from '../../src/evidence/capture.ts';
import { collect } from '../../src/evidence/collect.ts';
import { takeScreenshots } from '../../src/evidence/screenshot.ts';
import { openBundle, openBundleWriter } from '../../src/evidence/wacz.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import type { Report } from '../../src/report/report.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { openSite, openTrap, type Answer } from '../support/browser-site.ts';
import { loadLaw } from '../support/law.ts';
import { stillClock } from '../support/still-clock.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;

const law = await loadLaw('chongqing');
const DAY = '2026-11-20';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-browser-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => browser?.close());

/** One company with one live portal, as a person would write it. */
async function workspaceOf(url: string): Promise<Workspace> {
  const file = path.join(folder, 'gongkai.yaml');
  const company = '{ id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }';
  await writeFile(
    file,
    `company: ${company}\ncatalogue: chongqing\nchannels:\n  portal: { sources: [{ url: '${url}' }] }\n`,
  );
  const loaded = await loadWorkspace(file);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message.zh).join('\n'));
  return loaded.workspace;
}

interface Audited {
  readonly live: Report;
  /** Judged again from the sealed bundle, without a network or a browser. */
  readonly again: Report;
  readonly bundle: string;
}

/** Captures a site into a bundle on disk and judges it twice. */
async function audited(answers: Readonly<Record<string, Answer>>, withBrowser = true): Promise<Audited> {
  const site = await openSite(answers);
  const workspace = await workspaceOf(`${site.origin}/`);
  const file = path.join(folder, 'evidence.wacz');
  const writer = await openBundleWriter(file);
  if (writer.kind !== 'writer') throw new Error('the bundle is busy');
  const scopes = await collect(
    workspace,
    {
      rate: 0,
      allowPrivate: ['127.0.0.1/32'],
      clock: stillClock(),
      rendering: { needs: needsRendering, limits: { settleMs: 3_000 }, ...(withBrowser && browser && { browser }) },
    },
    writer,
  );
  await writer.close(scopes, { company: 'shancheng' });
  await site.close();
  const judge = async (): Promise<Report> => {
    const bundle = await openBundle(file);
    if (bundle.kind !== 'bundle') throw new Error(`unreadable: ${bundle.file}`);
    const report = await check(bundle, { law, workspace, asOf: DAY, version: 'test' });
    await bundle.close();
    return report;
  };
  return { live: await judge(), again: await judge(), bundle: file };
}

const told = ({ verdicts }: Report, element: string) =>
  verdicts
    .filter((verdict) => verdict.element === element && verdict.channel === 'portal' && verdict.aspect === 'content')
    .map(({ outcome, gap, reason }) => ({ outcome, why: gap ?? reason }))[0];

/** As much as a portal of one page has to say to be taken for ours. */
const FILL = `<p>${'国网山城供电公司服务山城市城乡居民和企业用电客户，供电服务热线95598全天受理。'.repeat(14)}</p>`;
const page = (body: string): string =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>国网山城供电公司</title><style>body{margin:0;font:16px sans-serif}</style></head><body>${body}</body></html>`;
const sign = (style: string): string => `<div style="${style}">12398能源监管热线</div>`;

describe.skipIf(!browser)(`the 12398 sign on the home page, measured${why}`, () => {
  it.each([
    ['in the first view, in large letters', page(`<main>${sign('font-size:18px')}${FILL}</main>`), 'passed', undefined],
    [
      'three screens down',
      page(`<main>${FILL}<div style="height:2400px"></div>${sign('font-size:18px')}</main>`),
      'failed',
      'incomplete',
    ],
    [
      'in the first view, in letters too small to be read in passing',
      page(`<main>${sign('font-size:11px')}${FILL}</main>`),
      'cantTell',
      'needs-person',
    ],
    [
      'covered by a banner',
      page(
        `<main>${sign('font-size:18px')}${FILL}</main><div style="position:fixed;inset:0;background:#fff">公告</div>`,
      ),
      'cantTell',
      'needs-person',
    ],
    [
      'written by a script, in the first view',
      page(
        `<div id="app"></div><script>document.getElementById('app').innerHTML = ${JSON.stringify(`<main>${sign('font-size:18px')}${FILL}</main>`)}</script>`,
      ),
      'passed',
      undefined,
    ],
  ])('%s', async (_where, home, outcome, reason) => {
    const { live, again, bundle } = await audited({ '/': home });
    expect(told(live, 'Z03')).toEqual({ outcome, why: reason });
    expect(again).toEqual(live);
    expect(await verifyBundle(bundle)).toEqual([]);
  });

  it('is left to a person, and never taken for better, when the measurement can no longer be read', async () => {
    const home = page(`<header>${sign('font-size:18px;margin-top:2400px')}</header><main>${FILL}</main>`);
    const { live, bundle: file } = await audited({ '/': home });
    expect(told(live, 'Z03')).toEqual({ outcome: 'failed', why: 'incomplete' });
    const stored = await openBundle(file);
    if (stored.kind !== 'bundle') throw new Error('unreadable');
    const captures = stored.captures.map((capture): Capture =>
      capture.marks.includes('layout')
        ? { ...capture, sha256: '', bytes: 0, fault: { reason: 'store-damaged', detail: '' } }
        : capture,
    );
    const workspace = await workspaceOf('http://127.0.0.1/');
    const report = await check({ ...stored, captures }, { law, workspace, asOf: DAY, version: 'test' });
    await stored.close();
    expect(told(report, 'Z03')).toEqual({ outcome: 'cantTell', why: 'needs-person' });
  });

  it('is left to a person where no browser measured it', async () => {
    const { live } = await audited({ '/': page(`<main>${sign('font-size:18px')}${FILL}</main>`) }, false);
    expect(told(live, 'Z03')).toEqual({ outcome: 'cantTell', why: 'needs-person' });
  });
});

describe('a portal of which only scripts make the text', () => {
  const shell = page(
    `<div id="app"></div><script>document.getElementById('app').innerHTML = ${JSON.stringify(`<h1>信息公开</h1>${FILL}`)}</script>`,
  );

  it('is not told anything of without a browser, and how to get one is said', async () => {
    const { live } = await audited({ '/': shell }, false);
    const portal = live.verdicts.filter(({ channel, aspect }) => channel === 'portal' && aspect === 'content');
    expect(portal.filter(({ outcome }) => outcome === 'failed' || outcome === 'passed')).toEqual([]);
    expect(live.coverage.unread).toMatchObject([{ reason: 'needs-js' }]);
  });

  it.skipIf(!browser)(`is read with one${why}`, async () => {
    const { live } = await audited({ '/': shell });
    expect(live.coverage.unread).toEqual([]);
    expect(live.coverage.pages).toBe(1);
    expect(live.evidence.map(({ obtained, marks }) => [obtained, marks])).toEqual([
      ['http', ['needs-js', 'plain-http']],
      ['browser', ['rendered']],
      ['browser', ['layout']],
    ]);
  });
});

/** Width and height as a PNG states them. */
const sizeOf = (png: Uint8Array): [number, number] => {
  const view = Buffer.from(png);
  return [view.readUInt32BE(16), view.readUInt32BE(20)];
};

describe.skipIf(!browser)(`the picture of a page${why}`, () => {
  async function pictured(home: string, live: boolean) {
    const trap = await openTrap();
    const site = await openSite({ '/': home.replaceAll('TRAP', `127.0.0.1:${trap.port}`) });
    const sink = memorySink();
    const network = { rate: 0, allowPrivate: ['127.0.0.1/32'], clock: stillClock() };
    const bundle = sink.bundle(await collect(await workspaceOf(`${site.origin}/`), network, sink));
    const asked = site.requests.length;
    const shots = [];
    const ids = new Set(bundle.captures.map(({ id }) => id));
    if (!browser) throw new Error('skipped');
    for await (const shot of takeScreenshots(bundle, ids, { browser, ...(live && { live: network }) }))
      shots.push(shot);
    const touches = trap.touches();
    await trap.close();
    await site.close();
    return { shots, touches, requests: site.requests.slice(asked) };
  }

  it('is a PNG of the whole page, no wider than 1280 and no higher than 8000', async () => {
    const short = await pictured(page(FILL), false);
    const long = await pictured(page(`${FILL}<div style="height:20000px"></div>`), false);
    const sizes = [...short.shots, ...long.shots].map(({ picture }) =>
      picture instanceof Uint8Array ? sizeOf(picture) : picture,
    );
    expect(sizes).toEqual([
      [1280, 800],
      [1280, 8000],
    ]);
  });

  it('runs no script and asks nobody when it is taken offline', async () => {
    const home = page(
      `${FILL}<img src="http://TRAP/a.png"><link rel="stylesheet" href="http://TRAP/a.css"><script>document.body.innerHTML = ''; new WebSocket('ws://TRAP/')</script>`,
    );
    const { shots, touches, requests } = await pictured(home, false);
    expect(shots.map(({ picture }) => picture instanceof Uint8Array)).toEqual([true]);
    expect([touches, requests]).toEqual([0, []]);
  });

  it('shows the sealed page with the style sheets of the live site', async () => {
    const { requests } = await pictured(page(`${FILL}<link rel="stylesheet" href="/site.css">`), true);
    expect(requests).toContain('GET /site.css');
    expect(requests).not.toContain('GET /');
  });
});
