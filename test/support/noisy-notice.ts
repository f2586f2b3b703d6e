import { ConverterBuilder } from 'opencc-js/core';
import * as preset from 'opencc-js/preset/cn2t';
import type { Random } from './random.ts';

/** What a notice says, in the forms in which readings are compared. */
export interface NoticeFacts {
  readonly dates: readonly string[];
  readonly numbers: readonly string[];
  readonly titles: readonly string[];
  readonly companies: readonly string[];
  readonly phones: readonly string[];
  readonly licences: readonly string[];
  readonly addresses: readonly string[];
  readonly amounts: readonly string[];
  /** `area|line|start startTime|end endTime|kind`. */
  readonly outages: readonly string[];
}

export interface NoisyNotice {
  /** As a program gives the text of a printed and scanned paper. */
  readonly text: string;
  /** Which noise was laid over it. */
  readonly noise: readonly string[];
  readonly facts: NoticeFacts;
}

type Lines = readonly string[];
interface Notice {
  readonly lines: Lines;
  readonly facts: NoticeFacts;
}

const NO_FACTS: NoticeFacts = {
  ...{ dates: [], numbers: [], titles: [], companies: [], phones: [], licences: [], addresses: [], amounts: [] },
  outages: [],
};

const COMPANY = '国网山城供电公司';
const pad = (value: number): string => String(value).padStart(2, '0');
const DIGITS = '〇一二三四五六七八九';
const spoken = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const last = ones === 0 ? '' : (DIGITS[ones] ?? '');
  return tens === 0 ? last : `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${last}`;
};

interface Day {
  readonly iso: string;
  readonly printed: string;
}

/** A day in one of the forms of official and everyday style. */
function day({ below, pick }: Random, year: number): Day {
  const [month, date] = [1 + below(12), 1 + below(28)];
  const signs = [...String(year)].map((digit) => DIGITS[Number(digit)]).join('');
  return {
    iso: `${year}-${pad(month)}-${pad(date)}`,
    printed: pick([
      `${year}年${month}月${date}日`,
      `${year}年${pad(month)}月${pad(date)}日`,
      `${signs}年${spoken(month)}月${spoken(date)}日`,
      `${year}-${pad(month)}-${pad(date)}`,
      `${year}.${month}.${date}`,
      `${year}/${pad(month)}/${pad(date)}`,
    ]),
  };
}

function tariff(random: Random): Notice {
  const { below, pick } = random;
  const [from, until] = [day(random, 2024), day(random, 2027)];
  const [price, share] = [`0.${1000 + below(8999)}`, `${90 + below(9)}.${1 + below(9)}`];
  const [year, serial] = [2018 + below(9), 1 + below(900)];
  const law = pick(['供电企业信息公开实施办法', '供电营业规则', '供电监管办法', '电力供应与使用条例']);
  const unit = pick(['元/千瓦时', '元/kWh']);
  return {
    lines: [
      `${COMPANY}关于公布现行电价和收费标准的公告`,
      `根据《${law}》以及国能发监管规〔${year}〕${serial}号文件要求,现将现行电价和收费标准公布如下,请广大电力客户知悉并监督。`,
      `经核定,居民生活用电价格为${price}${unit},全年供电可靠率不低于${share}%,上述标准自${from.printed}起施行,有效期至${until.printed},由本公司负责解释。`,
    ],
    facts: {
      ...NO_FACTS,
      dates: [from.iso, until.iso],
      titles: [law],
      numbers: [`国能发监管规〔${year}〕${serial}号`],
      amounts: [`${Number(price)} 元/千瓦时`, `${share} %`],
    },
  };
}

function profile(random: Random): Notice {
  const { below, pick } = random;
  const house = 1 + below(400);
  const road = pick(['滨江路', '人民路', '解放大道', '新华街']);
  const local = 6_000_000 + below(999_999);
  const licence = `10520${10 + below(80)}-00${100 + below(899)}`;
  const [number, phone] = pick<readonly [string, string]>([
    [`0999-${local}`, `0999-${local}`],
    [`(0999)${local}`, `0999-${local}`],
    ['95598', '95598'],
    [`1390000${1000 + below(8999)}`, ''],
  ]);
  const mobile = phone === '' ? number : phone;
  return {
    lines: [
      `${COMPANY}基本情况公示`,
      `办公地址:示范省山城市${road}${house}号`,
      `联系电话:${number}`,
      `供电类电力业务许可证编号:${licence}`,
      '公司供电营业区为山城市所辖区域,主要承担电网规划建设、供电服务和电力设施保护等职责,接受社会各界监督。',
    ],
    facts: { ...NO_FACTS, phones: [mobile], licences: [licence], addresses: [`示范省山城市${road}${house}号`] },
  };
}

function outage(random: Random): Notice {
  const { below, pick } = random;
  const date = day(random, 2026);
  const area = pick(['山城市新城区青云社区', '山城市铁山镇铁山村', '山城市高新区科创园区']);
  const line = `10千伏${pick(['滨江', '铁山', '青云'])}线`;
  const [from, to] = [6 + below(5), 13 + below(8)];
  return {
    lines: [
      `${COMPANY}计划检修停电公告`,
      '因配电设备检修需要,将对以下线路实施计划检修停电,请相关客户提前做好准备,不便之处敬请谅解。',
      `停电区域:${area}`,
      `停电线路:${line}`,
      `停电时间:${date.printed} ${from}:30至${to}:00`,
    ],
    facts: {
      ...NO_FACTS,
      dates: [date.iso],
      outages: [`${area}|${line}|${date.iso} ${pad(from)}:30|${date.iso} ${to}:00|planned`],
    },
  };
}

/** Signed and dated, as every notice is. */
function signed({ lines, facts }: Notice, random: Random): Notice {
  const date = day(random, 2025);
  return {
    lines: [...lines, COMPANY, date.printed],
    facts: { ...facts, dates: [...facts.dates, date.iso], companies: [COMPANY] },
  };
}

const toTraditional = ConverterBuilder(preset)({ from: 'cn', to: 't' });
const WIDE = /[0-9A-Za-z,:;()%/.-]/g;
const HAN_EDGE = /(?<=\p{Script=Han})(?=[\p{Script=Han}\d])|(?<=\d)(?=\p{Script=Han})/gu;

const DRESSES: Readonly<Record<string, (lines: Lines, random: Random) => Lines>> = {
  width: (lines) => lines.map((line) => line.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
  traditional: (lines) => lines.map((line) => toTraditional(line)),
  spacing: (lines, { below, pick }) =>
    lines.map((line) => line.replace(HAN_EDGE, () => (below(4) === 0 ? pick([' ', '\u00a0', '\u3000', '  ']) : ''))),
  pinyin: (lines, { below, pick }) =>
    lines.map((line) =>
      line.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, () =>
        below(30) === 0 ? `(${pick(['fā', 'wǎng', 'jiān', 'guī', 'xiàn', 'lüè'])})` : '',
      ),
    ),
};

/** From this length on a line of a paper is set in several. */
const WRAPPED = 44;

/** Lines broken where the paper ends, also inside words and numbers; now and then the page ends there as well. */
function broken(lines: Lines, { below, pick }: Random): Lines {
  const width = 24 + below(18);
  return lines.flatMap((line) => {
    if ([...line].length < WRAPPED) return [line];
    const signs = [...line];
    const pieces = Array.from({ length: Math.ceil(signs.length / width) }, (_, at) =>
      signs.slice(at * width, (at + 1) * width).join(''),
    );
    return pieces.flatMap((piece, at) =>
      at > 0 && below(4) === 0 ? [pick(['— 7 —', '- 12 -', '第 3 页 共 9 页', '']), piece] : [piece],
    );
  });
}

/** The paper's watermark: whole on lines of its own, cut and misread, and run into sentences between two characters. */
function marked(lines: Lines, { below, pick }: Random): Lines {
  const who = pick([
    '国网示范省电力公司营销部甲乙',
    '国网示范省电力公司 办公室 丙丁戊',
    '国网示范省电力公司发展部己庚',
  ]);
  const mark = `${who} 2023-0${1 + below(9)}-1${below(10)}`;
  const scrap = (): string =>
    pick([mark.slice(0, -3), mark.slice(6), mark.slice(9), mark.replace('公司', '公同'), mark.replace('力', '刀')]);
  const laid = lines.flatMap((line) => {
    if (below(3) === 0) return [pick([mark, scrap()]), line];
    const at = below(3) === 0 ? line.search(/(?<=[\p{Script=Han}]{9})(?=\p{Script=Han}{3})/u) : -1;
    return at < 0 || line.includes(':') ? [line] : [`${line.slice(0, at)} ${pick([mark, scrap()])} ${line.slice(at)}`];
  });
  return [mark, ...laid, mark, mark];
}

/** A fictional notice of a supply company under random noise, and what must be read from it all the same. */
export function noisyNotice(random: Random): NoisyNotice {
  const { lines, facts } = signed(random.pick([tariff, profile, outage])(random), random);
  const dresses = Object.entries(DRESSES).filter(() => random.below(2) === 0);
  const put = (worn: Lines, names: readonly string[]): Lines =>
    dresses.reduce((worn, [name, dress]) => (names.includes(name) ? dress(worn, random) : worn), worn);
  const dressed = put(lines, ['width', 'traditional', 'spacing']);
  const isBroken = random.below(4) > 0;
  const set = put(isBroken ? broken(dressed, random) : dressed, ['pinyin']);
  const isMarked = random.below(2) === 0;
  const paper = isMarked ? marked(set, random) : set;
  const noise = [...dresses.map(([name]) => name), ...(isBroken ? ['breaks'] : []), ...(isMarked ? ['watermark'] : [])];
  return { text: paper.join(random.pick(['\n', '\r\n', '\n\n'])), noise, facts };
}
