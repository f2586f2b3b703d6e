import type { Vocabulary } from '../../catalogue/rule.ts';
import type { Block, Document } from '../../documents/document.ts';
import { norm } from '../../documents/normal-text.ts';
import { headingsOf, isPlaceholder, mainBlocks } from '../search/evidence.ts';
import { withoutSite } from '../figure.ts';
import { namesPlace } from './place-name.ts';
import { hits, includesAny, type Hit } from '../search/terms.ts';

/** What a line of text must bring together to count. */
export interface LineTerms {
  /** How names of places end: 南坪变电站, 东一线, 松林镇. */
  readonly kinds: readonly string[];
  readonly values: readonly string[];
  /** Units of the figure that a line must carry; none: the place with the words is enough. */
  readonly units: readonly string[];
  /** Under a heading that names these as well, a line has to say itself which of the two it gives. */
  readonly beside: readonly string[];
  /** Words that state that there is nothing to list. */
  readonly emptyState: readonly string[];
}

/**
 * - `listed`: a place by name with its figure or state, or the statement that there is nothing to list;
 * - `whole`: a figure or state of no place in particular: 全区合计12.5万千伏安, 部分线路重载, 受限情况:暂无.
 */
export interface Line {
  readonly block: Block;
  readonly tells: 'listed' | 'whole';
}

/** Lines of a page's own text, tables apart, that tell the thing of places by name, or of the whole. */
export function listedLines(document: Document, terms: LineTerms, vocabulary: Vocabulary): readonly Line[] {
  const title = withoutSite(norm(document.title));
  return mainBlocks(document).flatMap((block): Line[] => {
    if (block.kind === 'cell' || block.kind === 'heading') return [];
    const { norm: words } = block.text;
    const above = [title, ...headingsOf(document, block).map(({ text }) => text.norm)];
    if (NOTHING.test(words)) return isNamedBy(above.at(-1) ?? '', terms) ? [{ block, tells: 'listed' }] : [];
    if (isPlaceholder(words, vocabulary)) return [];
    const told = sentences(words).map((sentence) => toldIn(sentence, above, terms));
    const tells = told.find((one) => one === 'listed') ?? told.find((one) => one === 'whole');
    return tells ? [{ block, tells }] : [];
  });
}

const sentences = (words: string): readonly string[] => words.split(/[。;!?]/u).filter((one) => one !== '');

/** 可开放容量是指…, 如某线路…: explains, and tells nothing of what there is. */
const EXPLAINS = /是指|指的是|定义|例如|比如|譬如|如某|假设|举例|示例|公式/u;
/** 如遇容量受限, 当线路可开放容量不足时: what would be done, not what is. 当前 and 如下 are no such words. */
const SUPPOSES =
  /(?:^|[,:])(?:当(?![前期月季日地年])|若|如果|如(?!下|皋|东县)|遇|一旦|凡|对于?[^,]*的(?:项目|用户|客户))/u;
const KINDS = '(?:情况|区域|线路|台区|变电站|设备|明细|清单|原因)*';
const NIL = '(?:本季度?|本期|目前|当前)?(?:无|没有|0[条座个处台]?)';
const NOTHING = new RegExp(`^${NIL}[。;,]?$`, 'u');
/** What follows the words: 受限情况:无, 受限线路0条. */
const NOTHING_SAID = new RegExp(`^${KINDS}(?:(?::|为|是)${NIL}|0[条座个处台])(?:$|,)`, 'u');
/** 暂无 may say that there is none, or that nobody has filled it in. */
const NONE_YET = new RegExp(`^${KINDS}(?::|为|是)暂无(?:$|,)`, 'u');

/** Whether a heading names the thing and nothing else that its lines might give. */
const isNamedBy = (heading: string, { values, beside }: LineTerms): boolean =>
  includesAny(heading, values) && !includesAny(heading, beside);

function toldIn(sentence: string, above: readonly string[], terms: LineTerms): Line['tells'] | undefined {
  if (EXPLAINS.test(sentence) || SUPPOSES.test(sentence)) return undefined;
  if (includesAny(sentence, terms.emptyState)) return 'listed';
  const named = hits(sentence, terms.values);
  if (terms.units.length > 0) return figureIn(sentence, named, above, terms);
  if (named.some(({ end }) => NOTHING_SAID.test(sentence.slice(end)))) return 'listed';
  if (named.some(({ end }) => NONE_YET.test(sentence.slice(end)))) return 'whole';
  if (named.length === 0 && !above.some((heading) => isNamedBy(heading, terms))) return undefined;
  if (namesPlace(sentence, terms.kinds)) return 'listed';
  return named.length > 0 && /部分|个别|\d\s?[条座台个]/u.test(sentence) ? 'whole' : undefined;
}

/** A figure with its unit behind the words, or behind the place where the words stand above. */
function figureIn(
  sentence: string,
  named: readonly Hit[],
  above: readonly string[],
  terms: LineTerms,
): Line['tells'] | undefined {
  if (named.length === 0 && !above.some((heading) => isNamedBy(heading, terms))) return undefined;
  const told = figures(sentence, named, terms.units).map(({ before, after, at }) => {
    if (SUM.test(before)) return 'whole';
    const place = namesPlace(before, terms.kinds) || above.slice(1).some((heading) => namesPlace(heading, terms.kinds));
    if (LIMIT.test(before) || LIMIT_BEHIND.test(after)) return place ? 'whole' : undefined;
    return place ? 'listed' : named.some(({ end }) => end <= at) ? 'whole' : undefined;
  });
  return told.find((one) => one === 'listed') ?? told.find((one) => one === 'whole');
}

const SUM = /合计|总计|共计|总量|总共|总容量|[全][省市区县网]|全公司|平均/u;
/** 不足5000千伏安, 160千伏安及以下: a limit, and no figure of what there is. */
const LIMIT = /(?:不足|低于|小于|少于|大于|超过|高于|达到|至少|至多)[^,]*$/u;
const LIMIT_BEHIND = /^\s?\(?(?:及?以[上下内]|之内)/u;

interface Shown {
  /** What stands between the figure before and this one. */
  readonly before: string;
  readonly after: string;
  readonly at: number;
}

/** Figures with a unit, and the bare one right behind the words: 东一线可开放容量为0. */
function figures(sentence: string, named: readonly Hit[], units: readonly string[]): readonly Shown[] {
  const unit = units.map((one) => norm(one)).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![\\d.])\\d[\\d,]*(?:\\.\\d+)?\\s?[万千百]?(?:${unit.join('|')})(?![A-Za-z·时])`,
    'giu',
  );
  const withUnit = Array.from(
    sentence.matchAll(pattern),
    ({ 0: shown, index }) => [index, index + shown.length] as const,
  );
  const bare = named.flatMap(({ end }) => {
    const behind = BARE.exec(sentence.slice(end));
    return behind ? [[end, end + behind[0].length] as const] : [];
  });
  let last = 0;
  return [...withUnit, ...bare]
    .sort(([one], [other]) => one - other)
    .map(([start, end]) => {
      const before = sentence.slice(last, Math.max(last, start));
      last = end;
      return { before, after: sentence.slice(end), at: start };
    });
}

const BARE = /^(?:\([^()]*\))?\s?(?:为|是|约|有|:)*\s?\d[\d,]*(?:\.\d+)?(?=$|[,、)])/u;
