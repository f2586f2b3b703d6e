import { seeded, type Random } from '../../support/random.ts';

/** One address of the benchmark's portal. */
export interface SpeedPage {
  /** As a browser requests it: escaped, queries in the page's own encoding. */
  readonly path: string;
  readonly charset: 'utf-8' | 'gb18030';
  readonly html: string;
  /** Milliseconds before the first byte. */
  readonly delay: number;
}

/** A deterministic portal: pages that exist, addresses that redirect to them, and addresses that are not there. */
export interface SpeedSite {
  readonly count: number;
  readonly page: (index: number) => SpeedPage;
  /** From path to path. */
  readonly redirects: ReadonlyMap<string, string>;
}

/** Every page links to the next eight, so that six clicks reach everything. */
const FAN = 8;
const REDIRECTS = 50;
const DEAD = 60;
/** Pages behind links that a GBK page writes in its own bytes, and pages under Chinese paths. */
const ODD = 20;
const SLOW_EVERY = 100;
const SLOW_MS = 300;

const WORDS = [
  '停电',
  '检修',
  '供电',
  '用户',
  '电价',
  '营业厅',
  '线路',
  '变电站',
  '公告',
  '服务',
  '申请',
  '办理',
  '电能表',
  '配电',
  '台区',
  '计量',
  '抄表',
  '缴费',
  '业扩',
  '报装',
  '低压',
  '高压',
  '容量',
  '改造',
  '抢修',
  '通知',
  '信息',
  '公开',
  '标准',
  '规定',
] as const;
const STREETS = ['新城大道', '临江路', '山城北路', '人民街', '高新一路', '长安巷'] as const;

export function speedSite(count: number): SpeedSite {
  const paths = Array.from({ length: count }, (_, index) => pathOf(index, count));
  const redirects = new Map(
    Array.from({ length: REDIRECTS }, (_, index) => [`/go/${index}`, paths[(index * 37 + 11) % count] ?? '/'] as const),
  );
  return { count, redirects, page: (index) => pageOf(index, count, paths) };
}

/** A small portal of its own: the start page links to all the others, and nothing redirects or is missing. */
export function branchSite(branch: number, count: number): SpeedSite {
  const paths = Array.from({ length: count }, (_, index) => pathOf(index, Infinity));
  const page = (index: number): SpeedPage => {
    const seed = 1_000_000 + branch * count + index;
    const random = seeded(seed);
    const links = Array.from({ length: 122 }, (_, at) => paths[at % count] ?? '/');
    const charset = charsetOf(index);
    return { path: paths[index] ?? '/', charset, html: markup(seed, charset, links, random), delay: 0 };
  };
  return { count, redirects: new Map(), page };
}

const two = (number: number): string => String(number).padStart(2, '0');

function pathOf(index: number, count: number): string {
  if (index === 0) return '/';
  if (index < 20) return `/html/main/col${2800 + index}/column_${2800 + index}_1.html`;
  if (isOdd(index, count)) return oddPath(index);
  const day = `2026${two((index % 12) + 1)}${two((index % 28) + 1)}`;
  return `/html/main/col${2800 + (index % 20)}/2026-${day.slice(4, 6)}/${day.slice(6)}/${day}${String(index).padStart(11, '0')}_1.html`;
}

/** The odd ones are the last pages, each linked from its own parent alone. */
const isOdd = (index: number, count: number): boolean => index >= count - ODD;

/** Half under a Chinese path, half behind a Chinese query that a GBK page spells in GBK. */
const oddPath = (index: number): string =>
  index % 2 === 0
    ? `/html/${encodeURIComponent(`公告${index}`)}.html`
    : `/search/list.html?name=${GBK_TINGDIAN}&id=${index}`;
/** 停电 in GBK, escaped. */
const GBK_TINGDIAN = '%CD%A3%B5%E7';
/** The link as a page writes it, in plain characters; a page in UTF-8 must spell a GBK query with escapes. */
const written = (path: string, charset: SpeedPage['charset']): string =>
  charset === 'gb18030' ? decodeURIComponent(path.replace(GBK_TINGDIAN, encodeURIComponent('停电'))) : path;

const charsetOf = (index: number): SpeedPage['charset'] => (index % 2 === 1 ? 'gb18030' : 'utf-8');

function pageOf(index: number, count: number, paths: readonly string[]): SpeedPage {
  const random = seeded(7_000_003 * (index + 1));
  const children = Array.from({ length: FAN }, (_, at) => index * FAN + at + 1).filter((at) => at < count);
  const charset = charsetOf(index);
  return {
    path: paths[index] ?? '/',
    charset,
    html: markup(
      index,
      charset,
      [...children.map((at) => written(paths[at] ?? '/', charset)), ...others(index, count, paths, random)],
      random,
    ),
    delay: index > 0 && index % SLOW_EVERY === 0 ? SLOW_MS : 0,
  };
}

/** 122 links a page in all: redirects and dead ones on the first pages, the odd ones only from their parents. */
function others(index: number, count: number, paths: readonly string[], random: Random): string[] {
  const special = [...(index < REDIRECTS ? [`/go/${index}`] : []), ...(index < DEAD ? [`/gone/${index}.html`] : [])];
  const rest = Array.from({ length: 122 - FAN - special.length }, () => paths[random.below(count - ODD)] ?? '/');
  return [...special, ...rest];
}

const sentence = (random: Random): string =>
  `${Array.from({ length: 6 + random.below(14) }, () => random.pick(WORDS)).join('')}，${random.pick(WORDS)}${random.below(9000) + 1000}号。`;

const paragraph = (random: Random): string =>
  `<p class="MsoNormal" style="text-indent:2em;line-height:1.75">${Array.from({ length: 2 + random.below(5) }, () => sentence(random)).join('')}</p>`;

/** One page in forty is an outage notice; the others hold a table of whatever offices list. */
function table(index: number, random: Random): string {
  const rows = index % 40 === 3 ? outages(random) : figures(random);
  return `<table border="1">${rows.join('')}</table>`;
}

const row = (cells: readonly (string | number)[], tag = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

const outages = (random: Random): string[] => [
  row(['序号', '停电时间', '停电线路', '停电区域', '类型'], 'th'),
  ...Array.from({ length: 2 + random.below(10) }, (_, at) => {
    const day = `2026年${random.below(12) + 1}月${random.below(28) + 1}日`;
    const place = `${random.pick(STREETS)}${random.below(200) + 1}号`;
    return row([at + 1, `${day} 08:00-17:30`, `10kV${random.pick(WORDS)}线`, place, '计划检修']);
  }),
];

const figures = (random: Random): string[] => [
  row(['序号', '项目', '数量', '完成比例', '备注'], 'th'),
  ...Array.from({ length: 10 + random.below(50) }, (_, at) =>
    row([
      at + 1,
      random.pick(WORDS) + random.pick(WORDS),
      random.below(900),
      `${random.below(100)}.${random.below(10)}%`,
      sentence(random),
    ]),
  ),
];

const script = (random: Random): string =>
  `<script type="text/javascript">\n${Array.from({ length: 60 + random.below(300) }, (_, at) => `var v${at} = { id: ${random.below(1e6)}, url: "/ajax/${random.below(1e6)}", ok: ${at % 2 === 0} };`).join('\n')}\n</script>`;

function markup(index: number, charset: string, links: readonly string[], random: Random): string {
  const title = `${random.pick(WORDS)}${random.pick(WORDS)}${random.pick(WORDS)}公告（第${index}号）`;
  const anchors = links.map(
    (href, at) =>
      `<li><a href="${href}" title="${sentence(random)}">${random.pick(WORDS)}${random.pick(WORDS)}${at}</a></li>`,
  );
  const day = `2026-${two((index % 12) + 1)}-${two((index % 28) + 1)}`;
  return `<!DOCTYPE html>
<html><head><meta charset="${charset === 'utf-8' ? 'utf-8' : 'gbk'}"><title>${title}_国网山城供电公司</title>
${script(random)}<style>.a{color:red}.b{display:none}</style></head>
<body><div class="header"><img src="/logo.gif" alt="国网山城供电公司"><ul class="nav">${anchors.slice(FAN, 48).join('')}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/html/main/col2801/column_2801_1.html">信息公开</a> &gt; 正文</div>
<div class="content"><h1>${title}</h1><div class="info">发布时间：${day} 来源：国网山城供电公司 浏览次数：${random.below(9999)}</div>
<ul class="list">${anchors.slice(0, FAN).join('')}</ul>
${Array.from({ length: 10 + random.below(40) }, () => paragraph(random)).join('\n')}
${table(index, random)}
<p>供电服务热线：95598，能源监管热线：12398。居民生活用电 0.${random.below(90) + 10} 元/千瓦时。</p></div>
<div class="side"><ul>${anchors.slice(48, 90).join('')}</ul></div>
${script(random)}
<div class="footer"><ul>${anchors.slice(90).join('')}</ul><p>版权所有 国网山城供电公司 地址：山城市${random.pick(STREETS)}1号</p></div>
</body></html>`;
}
