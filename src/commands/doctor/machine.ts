import { mkdtemp, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser } from '../../evidence/browser.ts';
import { text } from '../../language/text.ts';
import { bad, good, warn, type Diagnosis } from './diagnosis.ts';
import { examineParsing } from './parsing.ts';

/** What a machine is, as far as an audit is concerned; handed in, so that each can be tried. */
export interface Machine {
  /** `20.19.0`. */
  readonly node: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where reports will be written. */
  readonly folder: string;
  /** What the system's clock says, milliseconds since 1970. */
  readonly now: number;
}

export async function examineMachine(machine: Machine): Promise<Diagnosis[]> {
  return [
    nodeVersion(machine),
    clock(machine),
    browser(machine),
    examineParsing(),
    ...proxies(machine),
    ...consoleEncoding(machine),
    await disk(machine.folder),
  ];
}

const LEAST_NODE = [20, 19] as const;

function nodeVersion({ node }: Machine): Diagnosis {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const least = LEAST_NODE.join('.');
  if (enough) return good(text(`Node.js ${node}`, `Node.js ${node}`));
  return bad(
    text(`Node.js ${node} 太旧`, `Node.js ${node} is too old`),
    text(`请安装 ${least} 或更高版本`, `install ${least} or newer`),
  );
}

/** No calendar reaches back before 2018, and a machine whose battery is flat believes in 1970 or 2000. */
const OLDEST_CLOCK = Date.UTC(2025, 0, 1);

const inBeijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

function clock({ now }: Machine): Diagnosis {
  const shown = inBeijing.format(now).replace(',', '');
  if (now >= OLDEST_CLOCK) return good(text(`北京时间 ${shown}`, `time in Beijing: ${shown}`));
  return bad(
    text(`系统时钟不对：${shown}`, `the system's clock is wrong: ${shown}`),
    text('请先校准时间，核查日和采集时间都以它为准', 'set it; the day of audit and the times of capture come from it'),
  );
}

function browser({ environment, platform }: Machine): Diagnosis {
  const found = findBrowser({ environment, platform });
  if (found !== undefined) return good(text(`浏览器：${found}`, `browser: ${found}`));
  return warn(
    text('没有找到 Edge、Chrome 或 Chromium', 'no Edge, Chrome or Chromium was found'),
    text(
      '需要脚本才显示正文的页面会列为“无法判定”，也不能截图；请安装其中之一，或用 --browser 指定路径',
      'pages that need scripts end as cannot tell, and no pictures are taken; install one, or give its path with --browser',
    ),
  );
}

/** A proxy sees and can change what is captured, so it is only used when somebody says so. */
function proxies({ environment }: Machine): Diagnosis[] {
  const set = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'].filter((name) => environment[name]);
  if (set.length === 0) return [];
  const names = set.join(', ');
  return [
    warn(
      text(`环境变量里设了代理（${names}），缺省不使用`, `a proxy is set (${names}); it is not used unless said`),
      text('只有经代理才能上网的，请加 --trust-proxy', 'where there is no other way out, add --trust-proxy'),
    ),
  ];
}

function consoleEncoding({ platform, environment }: Machine): Diagnosis[] {
  if (platform !== 'win32' || environment.WT_SESSION !== undefined) return [];
  return [
    warn(
      text('旧式控制台可能把中文显示成乱码', 'an old console may show Chinese as garbage'),
      text(
        '请用 Windows 终端，或先运行 chcp 65001；报告文件不受影响',
        'use Windows Terminal, or run chcp 65001 first; files are not affected',
      ),
    ),
  ];
}

const LEAST_FREE = 500 * 2 ** 20;

async function disk(folder: string): Promise<Diagnosis> {
  const trial = await mkdtemp(path.join(folder, '.gongkai-doctor-')).catch(() => undefined);
  if (trial === undefined)
    return bad(
      text(`不能在 ${folder} 里写文件`, `cannot write in ${folder}`),
      text('请检查权限，或用 -o 把报告写到别处', 'check the permissions, or send reports elsewhere with -o'),
    );
  await rm(trial, { recursive: true, force: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const shown = `${(free / 2 ** 30).toFixed(1)} GB`;
  if (free >= LEAST_FREE) return good(text(`磁盘可写，剩余 ${shown}`, `the disk can be written, ${shown} free`));
  return warn(
    text(`磁盘只剩 ${shown}`, `only ${shown} free on the disk`),
    text('证据包可能写不下，请先清理', 'a bundle may not fit; make room first'),
  );
}
