import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { inTemporary, makeTemporaryFolder, removeQuietly } from './temporary-folder.ts';
import type { Fault } from './capture.ts';

/** What a citizen's screen shows at first, in CSS pixels: the commonest size of an office notebook. */
export const VIEWPORT = { width: 1366, height: 768 } as const;

/**
 * Nothing that is not answered by us may leave the browser: every name and literal address fails to resolve, WebRTC may
 * not send datagrams, and what a browser fetches for itself is off.
 */
const SEALED_ARGS = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--no-proxy-server',
  '--no-pings',
  '--dns-prefetch-disable',
  '--disable-background-networking',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--js-flags=--max-old-space-size=512',
];

/** Where browsers stand: a path given by the user, the environment, or the places where Edge and Chrome are installed. */
export interface BrowserPlaces {
  readonly path?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly exists?: (file: string) => boolean;
}

/**
 * The browser to render with; undefined when there is none. `GONGKAI_BROWSER` names one, or `none` for none; a path that
 * was named and does not exist is never replaced by another browser.
 */
export function findBrowser(places: BrowserPlaces): string | undefined {
  const { environment, platform = process.platform, exists = existsSync } = places;
  const named = places.path ?? environment.GONGKAI_BROWSER;
  if (named !== undefined && named !== '') return named !== 'none' && exists(named) ? named : undefined;
  return usualPlaces(platform, environment).find((file) => exists(file));
}

function usualPlaces(platform: NodeJS.Platform, environment: BrowserPlaces['environment']): string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES(X86)', 'PROGRAMFILES', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
    const files = ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe'];
    return files.flatMap((file) => roots.map((root) => path.win32.join(root, file)));
  }
  if (platform === 'darwin')
    return ['Microsoft Edge', 'Google Chrome', 'Chromium'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  return [
    '/opt/microsoft/msedge/msedge',
    '/usr/bin/microsoft-edge',
    '/opt/google/chrome/chrome',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ];
}

/** One browser for a whole run: started when it is first needed, and again after it died. */
export interface SealedBrowser {
  /** A window of its own, or why there is none. */
  readonly open: (options?: BrowserContextOptions) => Promise<BrowserContext | Fault>;
  /** Ends a browser that no longer obeys; the next `open` starts another. */
  readonly discard: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Milliseconds that a browser may take to start. */
const START_MS = 30_000;

/** How to get a browser that works; `detail` of the fault when there is none. */
export function sealedBrowser(executable: string): SealedBrowser {
  let running: Promise<Running> | undefined;
  const current = async (): Promise<Browser> => {
    const before = await running?.catch(() => undefined);
    if (before?.browser.isConnected()) return before.browser;
    running = launch(executable);
    return (await running).browser;
  };
  const discard = async (): Promise<void> => {
    const ended = await running?.catch(() => undefined);
    running = undefined;
    await ended?.browser.close().catch(() => undefined);
    if (ended?.folder !== undefined) removeQuietly(ended.folder);
  };
  return {
    open: async (options = {}) => {
      try {
        return await (await current()).newContext({ ...WINDOW, ...options });
      } catch {
        return { reason: 'needs-js', detail: `the browser ${path.basename(executable)} did not start` };
      }
    },
    discard,
    close: discard,
  };
}

const WINDOW = {
  viewport: VIEWPORT,
  deviceScaleFactor: 1,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  serviceWorkers: 'block',
  acceptDownloads: false,
  reducedMotion: 'reduce',
} as const satisfies BrowserContextOptions;

/** A browser, and where it lays what it needs while it is open. */
interface Running {
  readonly browser: Browser;
  readonly folder: string | undefined;
}

/** In a folder of this process, so that the next run can sweep up what a kill has left of profiles. */
async function launch(executable: string): Promise<Running> {
  const folder = makeTemporaryFolder('browser');
  if (folder === undefined) return { browser: await start(executable), folder };
  try {
    const browser = await inTemporary(folder, () => start(executable));
    browser.on('disconnected', () => removeQuietly(folder));
    return { browser, folder };
  } catch (error) {
    removeQuietly(folder);
    throw error;
  }
}

/** The library is large and only here is it needed. */
async function start(executable: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  // The sandbox cannot be had as root; everybody else gets it.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: executable,
    args: SEALED_ARGS,
    chromiumSandbox: !isRoot,
    timeout: START_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
