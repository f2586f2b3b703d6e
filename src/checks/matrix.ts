import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Element, Vocabulary } from '../catalogue/rule.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { join, text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { about, absent, held, isPlaceholder, notFoundText, partial } from './search/evidence.ts';
import type { Fact, Finding } from './search/finding.ts';
import { leavesOf, type Leaf } from './matrix/leaves.ts';
import { anyWords, noted, someWords } from './parameter.ts';
import { patternSchema, type Pattern } from './search/pattern.ts';
import { isStatute } from './law/statute.ts';
import { hits, includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  short_names: anyWords(
    '简称，只有上级标题里有 under 中的词才算，如审核查验事项下的范围',
    'short names that count only where a level of the page names one of `under`: 范围 below 审核查验事项',
  ),
  under: anyWords('见 short_names', 'see short_names'),
  asked: anyWords(
    '通俗的说法，如需要哪些材料、如何办理',
    'how guides put it in ordinary words: 需要哪些材料, 如何办理',
  ),
  kinds_of: noted(
    z.record(z.string(), z.array(z.string()).min(1)).default({}),
    '某项业务（编号）包括哪些种类，如变更用电包括过户',
    'kinds of one of the businesses (by its id): 过户 is a change of supply',
  ),
  pattern: noted(
    patternSchema.optional(),
    '内容必须符合的写法，如时限要有天数',
    'what a real value contains: a time limit has a number of days',
  ),
  classes: noted(
    z
      .array(
        z.strictObject({
          name: noted(z.strictObject({ zh: z.string(), en: z.string() }), '用户类别的名称', 'the class'),
          terms: someWords('页面上的说法', 'how pages name it'),
        }),
      )
      .default([]),
    '用户类别；分类别写的页面必须各类都有',
    'classes of customers that a page which tells classes apart must all cover',
  ),
  classes_for: anyWords('哪些业务（编号）要分用户类别', 'businesses (by id) that need the classes'),
});
type Parameters = z.infer<typeof parameters>;
type UserClass = Parameters['classes'][number];

/** A text that gives the attribute for the business, and the classes of customers that it speaks of; none: it names none. */
interface Cell {
  readonly leaf: Leaf;
  readonly classes: readonly UserClass[];
}

/** The words by which levels of a page are told apart, made once a run. */
interface Words {
  /** What pages call the attribute: the element's own name and aliases. */
  readonly labels: readonly string[];
  /** The attributes of all elements of the item, so that the nearest one named wins. */
  readonly attributes: readonly string[];
  readonly businesses: readonly string[];
  readonly classes: readonly string[];
  /** Kinds of businesses, and those of the business asked for among them. */
  readonly kinds: readonly string[];
  readonly ownKinds: readonly string[];
}

/** One cell of the matrix business × attribute × class of customer, wherever the page puts it (2.1–2.7, C88). */
export const matrix = defineCheck<Parameters>({
  name: 'matrix',
  purpose: text(
    '办事指南：业务 × 内容 × 用户类别，逐格核对',
    'One cell of a guide: business × attribute × class of customer, wherever the page puts it',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const words = wordsOf(wanted, context);
    const labels = [...words.labels, ...wanted.short_names];
    const leaves = about(corpus, context)
      .filter((page) => mayName(page, labels) && !isStatute(page))
      .flatMap((page) => leavesOf(page))
      .map((leaf) => (wanted.pattern ? underItsLine(leaf, words) : leaf));
    const named = leaves.filter((leaf) => isForBusiness(leaf, words, context) && givesAttribute(leaf, words, wanted));
    const { vocabulary } = context.catalogue;
    const filled = named.filter(
      (leaf) =>
        !isPlaceholder(leaf.value, vocabulary) &&
        !isNews(leaf.value, vocabulary) &&
        !leaf.value.endsWith('?') &&
        !sendsElsewhere(leaf),
    );
    const cells = filled
      .filter(({ value }) => !wanted.pattern || holdsNow(value, wanted.pattern))
      .map((leaf) => ({ leaf, classes: classesOf(leaf, words, wanted) }));
    if (cells.length > 0) return [judge(cells, words, wanted, context)];
    return [lacking(corpus, named, filled, words, context)];
  },
});

/** A report that mentions 办理时限 tells nobody how long it takes; one such word (上门服务) may stand in any guide. */
const isNews = (value: string, { news }: Vocabulary): boolean =>
  new Set(hits(value, news).map(({ term }) => term)).size > 1;

/** 办理时限 in a line before the value or at its head, with no sign between: told only where the value has a form of its own. */
function underItsLine(leaf: Leaf, { labels }: Words): Leaf {
  const { lead, value, path } = leaf;
  const label = labels.find((one) => (lead !== undefined && sameWord(one, lead)) || value.startsWith(norm(one)));
  return label === undefined ? leaf : { ...leaf, path: [...path, norm(label)] };
}

/** 拟压缩至3个工作日: what is aimed at, and not what holds. */
const AIMED =
  /(?:拟|计划|力争|争取|预计|将)(?:于[^,。;]{2,8})?(?:逐步)?(?:压缩|压减|缩短|实现|达到|控制)[^,。;]{0,6}$/u;

function holdsNow(value: string, pattern: Pattern): boolean {
  const match = pattern.find(value);
  return match !== undefined && !AIMED.test(value.slice(0, match.start));
}

/** 详询95598, 见附件: the value is to be had elsewhere. Where it is a link, what the link leads to may be the value. */
const ELSEWHERE =
  /^(?:(?:点击)?(?:下载|查看)|(?:请|可|具体|详情|详细|如有疑问)*(?:详询|详见|咨询|询问|致电|拨打|见|参见|查看|查阅)[^,:。;、]{1,16})[。!]?$/u;

const sendsElsewhere = ({ document, label, value }: Leaf): boolean =>
  ELSEWHERE.test(value.startsWith(`${label}:`) ? value.slice(label.length + 1) : value) &&
  !document.links.some(({ text: { norm: words } }) => words !== '' && value.includes(words));

const namesOf = ({ name, aliases }: Element): string[] => [name.zh, ...aliases];

const wordsOf = (
  { classes, short_names, asked, kinds_of }: Parameters,
  { item, element, variant }: Context,
): Words => ({
  labels: [...namesOf(element), ...asked],
  attributes: [...item.elements.flatMap(namesOf), ...short_names, ...asked],
  businesses: (element.for_each ?? []).flatMap(({ terms }) => terms),
  classes: classes.flatMap(({ terms }) => terms),
  kinds: Object.values(kinds_of).flat(),
  ownKinds: kinds_of[variant?.id ?? ''] ?? [],
});

const sameWord = (one: string, other: string): boolean => norm(one).toLowerCase() === other.toLowerCase();

/**
 * The innermost level that names any business decides: 新装 under 新装、增容指南 is about 新装 alone, and 过户 under it about neither;
 * a kind of the business asked for leaves it to the levels above.
 */
function isForBusiness({ path }: Leaf, { businesses, kinds, ownKinds }: Words, { variant }: Context): boolean {
  if (!variant) return true;
  const ofAnother = (level: string): boolean =>
    level.length <= LONGEST_LABEL && includesAny(level, kinds) && !includesAny(level, ownKinds);
  const level = path.findLast((one) => includesAny(one, businesses) || ofAnother(one));
  return (
    level !== undefined && hits(level, businesses).some(({ term }) => variant.terms.some((own) => sameWord(own, term)))
  );
}

/** The innermost short level that names any attribute decides; a sentence that mentions one is no label. */
function givesAttribute(leaf: Leaf, { labels, attributes }: Words, { short_names, under }: Parameters): boolean {
  const { path, firstColumn } = leaf;
  const at = path.findLastIndex((one) => one.length <= LONGEST_LABEL && includesAny(one, attributes));
  const level = path[at];
  if (level === undefined || (firstColumn && at < path.length - 1)) return false;
  if (includesAny(level, labels)) return true;
  return includesAny(level, short_names) && path.slice(0, at + 1).some((one) => includesAny(one, under));
}

const LONGEST_LABEL = 40;

/** Classes named by the innermost level that names any; 非居民 never counts as 居民, because the longest term wins. */
function classesOf({ path, value }: Leaf, { classes: all }: Words, { classes }: Parameters): readonly UserClass[] {
  for (const level of [value.slice(0, CLASS_REACH), ...[...path].reverse()]) {
    const found = hits(level, all);
    const named = classes.filter(({ terms }) => found.some(({ term }) => terms.some((own) => sameWord(own, term))));
    if (named.length > 0) return named;
  }
  return [];
}

const fullName = ({ element: { name }, variant }: Context): Text =>
  variant ? text(`${variant.name.zh}的${name.zh}`, `${name.en} of ${variant.name.en}`) : name;

/** A value that speaks of classes says so at once or all along: 居民3个工作日，高压15个工作日. */
const CLASS_REACH = 400;

function judge(cells: readonly Cell[], { labels }: Words, wanted: Parameters, context: Context): Finding {
  const { element } = context;
  const name = fullName(context);
  const [first] = cells;
  const extras = {
    quotes: cells.slice(0, 3).map(({ leaf }) => leaf.quote),
    sought: labels,
    stated: first && publicationOf(first.leaf.document),
    facts: element.fact === undefined ? [] : factsOf(cells, element.fact, wanted),
  };
  const missing = missingClasses(cells, wanted, context);
  if (missing.length > 0) {
    const classes = join(missing.map((one): Text => one.name));
    return partial([text(`${name.zh}缺少：${classes.zh}`, `${name.en} lacks: ${classes.en}`)], extras);
  }
  const generic = cells.every(({ classes }) => classes.length === 0) && isSplit(wanted, context);
  const remarks = generic
    ? [text('未区分用户类别，按适用于各类用户认定', 'classes of customers are not told apart; taken to hold for all')]
    : [];
  return held([text(`已公开${name.zh}`, `${name.en} is published`)], { ...extras, remarks });
}

const isSplit = ({ classes, classes_for }: Parameters, { variant }: Context): boolean =>
  classes.length > 0 && (variant === undefined || classes_for.includes(variant.id));

/** A text that names no class speaks for all; once classes are told apart, each must be there. */
function missingClasses(cells: readonly Cell[], wanted: Parameters, context: Context): readonly UserClass[] {
  if (!isSplit(wanted, context) || cells.some(({ classes }) => classes.length === 0)) return [];
  const covered = new Set(cells.flatMap(({ classes }) => classes));
  return wanted.classes.filter((one) => !covered.has(one));
}

/** What the pattern found, a class of customers at a time, where one class has one value. */
function factsOf(cells: readonly Cell[], key: string, { pattern }: Parameters): Fact[] {
  if (!pattern) return [];
  const facts = cells.flatMap(({ leaf, classes }): Fact[] => {
    const match = pattern.find(leaf.value);
    const second = match && pattern.find(leaf.value.slice(match.end));
    const [only] = classes;
    if (!match || second || classes.length > 1) return [];
    if (!only) return [{ key: `${key}:all`, value: match.value.replace(/\s/g, ''), shown: match.value }];
    return [
      { key: `${key}:${only.name.en}`, value: match.value.replace(/\s/g, ''), shown: `${only.name.zh}${match.value}` },
    ];
  });
  return [...new Map(facts.map((fact) => [`${fact.key}=${fact.value}`, fact])).values()];
}

function lacking(
  corpus: Corpus,
  named: readonly Leaf[],
  filled: readonly Leaf[],
  { labels }: Words,
  context: Context,
): Finding {
  const name = fullName(context);
  const [unfit] = filled;
  if (unfit) {
    const says = text(`有${name.zh}一栏，但没有具体内容`, `there is a place for ${name.en}, without particulars`);
    return partial([says], { quotes: [unfit.quote], sought: labels });
  }
  const [blank] = named;
  const sought = [...labels, ...(context.variant?.terms ?? [])];
  if (blank) {
    const says = text(
      `${name.zh}一栏没有内容（${blank.value || '空白'}）`,
      `nothing stands under ${name.en} (${blank.value || 'blank'})`,
    );
    return absent([says], sought, { quotes: [blank.quote] });
  }
  return unfollowed(corpus, labels, context) ?? absent([notFoundText(name)], sought);
}
