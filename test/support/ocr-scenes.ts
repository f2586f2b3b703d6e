import type { Random } from './random.ts';

/** Fonts of the npm packages that notices are set in: a sans, a serif, a brush hand and a display face. */
export const FONTS = [
  { family: 'Noto Sans SC', css: '@fontsource/noto-sans-sc/400.css' },
  { family: 'Noto Serif SC', css: '@fontsource/noto-serif-sc/400.css' },
  { family: 'LXGW WenKai', css: '@fontsource/lxgw-wenkai/500.css' },
  { family: 'ZCOOL XiaoWei', css: '@fontsource/zcool-xiaowei/400.css' },
] as const;
/** Pixels of the running text as a telephone, a screen and a board show it. */
export const SIZES = [18, 24, 34] as const;

/** A picture to be drawn, and what a citizen reads in it, line by line. */
export interface Scene {
  readonly name: string;
  readonly html: string;
  readonly width: number;
  readonly lines: readonly string[];
}

const COMPANY = '国网山城供电公司';
const AREAS = ['江北片区', '南岸片区', '渝水街道', '临江镇', '青石沟村', '白鹤路沿线', '东风社区'] as const;
const LINES = ['10千伏鹤山线', '10千伏临江一线', '10千伏青石线', '35千伏南岸线', '10千伏东风二线'] as const;
const HALLS = ['中心营业厅', '南岸营业厅', '临江供电所', '白鹤路营业厅'] as const;

/** One of the notices, boards and App screens of a fictional company; the same `random` draws the same. */
export function drawScene(at: number, random: Random): Scene {
  const font = FONTS[at % FONTS.length] ?? FONTS[0];
  const size = SIZES[Math.floor(at / FONTS.length) % SIZES.length] ?? SIZES[0];
  const made = (KINDS[Math.floor(at / 12) % KINDS.length] ?? notice)(random, size);
  const css = `body{margin:0;background:#fff;color:#111;font-family:'${font.family}';font-size:${size}px;line-height:1.7}
    h1{font-size:1.5em;text-align:center;margin:.6em 0;font-weight:normal} p{margin:.4em 0} table{border-collapse:collapse;width:100%}
    td{border:1px solid #444;padding:.35em .5em;text-align:center} .pad{padding:1.2em}`;
  return {
    ...made,
    name: `${at + 1} ${made.name}, ${font.family} ${size} px`,
    html: `<style>${css}</style>${made.html}`,
  };
}

interface Drawn {
  readonly name: string;
  readonly html: string;
  readonly width: number;
  readonly lines: readonly string[];
}

const phone = (random: Random): string => `0${600 + random.below(300)}-${2000000 + random.below(7999999)}`;
const day = (random: Random): string => `2026年${1 + random.below(12)}月${1 + random.below(28)}日`;
const price = (random: Random): string => (0.3 + random.below(9000) / 10000).toFixed(4);

function notice(random: Random, size: number): Drawn {
  const lines = [
    '计划停电公告',
    `因设备检修，${COMPANY}定于${day(random)}对下列线路计划停电，请提前做好准备。`,
    `停电线路：${random.pick(LINES)}`,
    `停电范围：${random.pick(AREAS)}、${random.pick(AREAS)}`,
    `停电时间：${8 + random.below(2)}:00至${16 + random.below(4)}:30`,
    '供电服务热线：95598，能源监管热线：12398',
    `咨询电话：${phone(random)}`,
    COMPANY,
    day(random),
  ];
  const [title = '', ...rest] = lines;
  const html = `<div class="pad"><h1>${title}</h1>${rest.map((line) => `<p>${line}</p>`).join('')}</div>`;
  return { name: 'notice', html, width: size * 32, lines };
}

function board(random: Random, size: number): Drawn {
  const rows = [
    ['用电分类', '电压等级', '电价（元/千瓦时）'],
    ['居民生活用电', '不满1千伏', price(random)],
    ['农业生产用电', '1至10千伏', price(random)],
    ['一般工商业用电', '20千伏', price(random)],
    ['大工业用电', '35千伏', price(random)],
  ];
  const foot = [
    `地址：${random.pick(AREAS)}${1 + random.below(199)}号${random.pick(HALLS)}`,
    `监督电话：${phone(random)}`,
  ];
  const table = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  const html = `<div class="pad" style="background:#e9f5ee;color:#063"><h1>${COMPANY}电价公示栏</h1><table>${table}</table>${foot
    .map((line) => `<p>${line}</p>`)
    .join('')}</div>`;
  return {
    name: 'board',
    html,
    width: size * 30,
    lines: [`${COMPANY}电价公示栏`, ...rows.map((row) => row.join('')), ...foot],
  };
}

function screen(random: Random, size: number): Drawn {
  const entries = Array.from({ length: 8 }, () => [
    `${random.pick(HALLS)}`,
    `距您${1 + random.below(20)}公里 营业时间8:30至17:30`,
    `电话${phone(random)}`,
  ]);
  const cards = entries
    .map(
      ([name = '', ...rest]) =>
        `<div style="background:#fff;margin:.6em;padding:.6em;border-radius:8px"><div style="font-size:1.15em">${name}</div>${rest.map((line) => `<div style="color:#666">${line}</div>`).join('')}</div>`,
    )
    .join('');
  const html = `<div style="background:#00706b;color:#fff;text-align:center;padding:.7em;font-size:1.2em">营业网点查询</div><div style="background:#f2f4f6;padding:.3em">${cards}</div>`;
  return { name: 'App screen', html, width: size * 24, lines: ['营业网点查询', ...entries.flat()] };
}

const KINDS: readonly ((random: Random, size: number) => Drawn)[] = [notice, board, screen];
