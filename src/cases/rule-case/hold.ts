import type { Basis, CompanyKind } from '../../catalogue/rule.ts';
import type { Verdict } from '../../verdicts/verdict.ts';
import { OUTCOME_NAMES, GAP_NAMES, type Outcome } from '../../verdicts/verdict.ts';
import { REASONS } from '../../evidence/reason.ts';
import { patternOf } from '../pattern.ts';
import { channelOf, type ReadyCase, type Rule } from './run.ts';
import type { RuleDuty } from '../rule-case.ts';

/** Everything in which the verdicts differ from what a case demands, a Chinese sentence each. */
export function unmetBy(verdicts: readonly Verdict[], { one }: ReadyCase, rule: Rule): string[] {
  const { item, element } = rule;
  const variants = element.for_each ? `-${one.for ?? '*'}` : '';
  const place = item.scope === 'unit' && one.on === undefined ? '' : `/${channelOf(one, rule)}*`;
  const id = `${element.id}${variants}`;
  return [
    ...(one.expect === undefined ? [] : held(verdicts, `${id}${place}/content`, one.expect, one)),
    ...(one.time === undefined
      ? []
      : held(verdicts, `${clockOf(rule, id)}${place}/${timeOf(one.instance)}`, one.time, one)),
    ...(one.agree === undefined ? [] : held(verdicts, `${id}/**consistency`, one.agree, one)),
  ];
}

const timeOf = (instance: string | undefined): string => `${instance === undefined ? '**' : `${instance}/`}timeliness`;

/** An announced event has one clock for all elements of its item. */
const clockOf = ({ item, element }: Rule, id: string): string =>
  element.for_each?.some(({ update }) => update?.some((one) => 'before' in one)) ? `{${item.id},${id}}` : id;

type Demand = ReadyCase['one'];

function held(verdicts: readonly Verdict[], glob: string, words: string, demand: Demand): string[] {
  const patterns = alternatives(glob).map(patternOf);
  const found = verdicts.filter(({ id }) => patterns.some((pattern) => pattern.test(id)));
  if (words === 'none') return found.map(({ id }) => `本不应有结论 ${id}`);
  if (found.length === 0) return [`没有结论 ${glob}；有 ${verdicts.map(({ id }) => id).join('、') || '（无）'}`];
  return found.flatMap((verdict) => {
    const wrong = differences(verdict, words, demand);
    return wrong.length === 0 ? [] : [`${verdict.id}：${wrong.join('，')}`];
  });
}

/** `{5,5.1-*}/portal/…`: either. */
function alternatives(glob: string): string[] {
  const [, one = '', other = '', rest = ''] = /^\{([^,]*),([^}]*)\}(.*)$/.exec(glob) ?? [];
  return rest === '' ? [glob] : [one + rest, other + rest];
}

function differences(verdict: Verdict, words: string, { due, mentions, readings, sought }: Demand): string[] {
  const [outcome = '', detail] = words.split(' ');
  const { gap, reason, flag, deadline } = verdict;
  const said = [
    ...[...verdict.says, ...verdict.remarks].map(({ zh }) => zh),
    ...verdict.quotes.flatMap((quote) => [quote.words, quote.url]),
  ].join('\n');
  const right = verdict.outcome === outcome && (detail === undefined || [gap, reason, flag].includes(detail as never));
  return [
    ...(right ? [] : [`应为${spell(outcome, detail)}，实为${spell(verdict.outcome, gap ?? reason ?? flag)}`]),
    ...(right || said === '' ? [] : [`（${said.replaceAll('\n', ' / ').slice(0, 160)}）`]),
    ...(due === undefined || deadline?.due === due ? [] : [`截止日应为 ${due}，实为 ${deadline?.due ?? '无'}`]),
    ...mentions.filter((one) => !said.includes(one)).map((one) => `没有提到“${one}”`),
    ...sought.filter((one) => !verdict.search?.terms.includes(one)).map((one) => `没有检索“${one}”`),
    ...readings.filter((one) => !verdict.readings.includes(one)).map((one) => `没有写明口径 ${one}`),
  ];
}

function spell(outcome: string, detail: string | undefined): string {
  const name = OUTCOME_NAMES[outcome as Outcome]?.zh ?? outcome;
  if (detail === undefined) return name;
  const gap = (GAP_NAMES as Readonly<Record<string, { zh: string }>>)[detail]?.zh;
  const reason = (REASONS as Readonly<Record<string, { name: { zh: string } }>>)[detail]?.name.zh;
  return `${name}（${gap ?? reason ?? detail}）`;
}

const spellBasis = ({ instrument, clause }: Basis): string =>
  clause === undefined ? instrument : `${instrument} ${clause}`;

const same = (name: string, wanted: readonly string[] | undefined, found: readonly string[]): string[] =>
  wanted === undefined || wanted.join('、') === found.join('、')
    ? []
    : [`${name}应为 ${wanted.join('、')}，实为 ${found.join('、') || '（无）'}`];

/** Who owes it where: the content verdicts of a company that has said nothing about its channels. */
export function dutyUnmet(byKind: ReadonlyMap<CompanyKind, readonly Verdict[]>, duty: RuleDuty): string[] {
  const contentOf = (kind: CompanyKind): readonly Verdict[] =>
    (byKind.get(kind) ?? []).filter(({ aspect }) => aspect === 'content');
  const content = contentOf('branch');
  const kinds = [...byKind.keys()].filter((kind) => contentOf(kind).some(({ outcome }) => outcome !== 'inapplicable'));
  const [first] = content;
  if (!first) return ['没有任何结论'];
  const channels = [...new Set(content.flatMap(({ channel }) => channel ?? []))];
  return [
    ...same('适用企业', duty.kinds, kinds),
    ...same('渠道', duty.channels, channels),
    ...same('责任部门', duty.owners, first.owners.content),
    ...same('严重程度', duty.severity && [duty.severity], [first.severity]),
    ...same('依据', duty.basis, first.basis.map(spellBasis)),
    ...same('口径', duty.readings, first.readings),
    ...content.flatMap((verdict) => {
      if (verdict.channel === undefined || duty.owners === undefined) return [];
      const wanted = duty.publishers[verdict.channel] ?? duty.owners.join('、');
      return same(`${verdict.channel} 的发布责任单位`, [wanted], [verdict.owners.publisher]);
    }),
  ];
}
