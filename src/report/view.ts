import { faultWords } from '../evidence/fault/words.ts';
import { REASON_GROUPS, REASONS, type Reason } from '../evidence/reason.ts';
import type { Severity } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import { GAP_NAMES, OUTCOME_NAMES, type Outcome, type Verdict } from '../verdicts/verdict.ts';
import { CHANNEL_NAMES, ON_PAPER } from './channel-names.ts';
import type { Report } from './report.ts';
import type { Voice } from './voice.ts';

/** What several reporters need to say the same things in the same words. */

/** 一般, 较重, 严重. */
export const SEVERITY_NAMES = {
  minor: text('一般', 'minor'),
  major: text('较重', 'major'),
  critical: text('严重', 'critical'),
} as const satisfies Record<Severity, Text>;

/** One sign an outcome, the same on every page. */
export const MARKS = {
  passed: '✔',
  failed: '✘',
  cantTell: '?',
  pending: '…',
  inapplicable: '－',
  untested: '?',
} as const satisfies Record<Outcome, string>;

/** A number that people know: 1 … 12 and 1.2, N26, Z07.2; the others are names of files and are not shown. */
const isKnownNumber = (id: string): boolean => /^(?:\d{1,2}|[NZ]\d{1,2})(?:\.\d{1,2})?$/.test(id);

/** `1 供电企业基本情况`; a further duty without a number people know goes by its name alone. */
export function itemTitle({ report, say }: Voice, id: string): string {
  const item = report.items.find((one) => one.id === id);
  const name = item ? say(item.name) : id;
  return isKnownNumber(id) ? `${id} ${name}` : name;
}

/** `2.1 新装：工作流程`. */
export function elementTitle(
  { report, say }: Voice,
  { element, variant }: Pick<Verdict, 'element' | 'variant'>,
): string {
  const id = variant === undefined ? element : `${element}-${variant}`;
  const found = report.elements.find((one) => one.id === id);
  if (!found) return id;
  const name = say(found.name);
  return isKnownNumber(element) ? `${element} ${name}` : name;
}

/** 供电营业厅（中心营业厅）. */
export function placeText(
  { t, say, report }: Voice,
  { channel, site, item }: Pick<Verdict, 'channel' | 'site'> & { readonly item?: string },
): string {
  if (!channel)
    return report.items.some(({ id, scope }) => id === item && scope === 'unit')
      ? t('单位内部管理', 'internal management')
      : t('各渠道之间', 'across channels');
  const name = say(CHANNEL_NAMES[channel]);
  return site === undefined || site === '' ? name : t(`${name}（${site}）`, `${name} (${site})`);
}

/** 采集失败：证书不受信任. */
export function reasonText({ t, say }: Voice, reason: Reason): string {
  const { group, name } = REASONS[reason];
  return `${say(REASON_GROUPS[group])}${t('：', ': ')}${say(name)}`;
}

/** What the detail of a fault says: HTTP 503（暂停服务）. */
export const detailText = ({ say }: Voice, detail: string): string => say(faultWords(detail));

/** The words people use for an outcome (4.6): the gap for a failure, the reason for a cantTell. */
export function outcomeText(voice: Voice, verdict: Verdict): string {
  const { outcome, gap, reason, flag } = verdict;
  if (outcome === 'failed' && gap) return voice.say(GAP_NAMES[gap]) + lateText(voice, verdict);
  if (outcome === 'cantTell' && reason) return reasonText(voice, reason);
  if (outcome === 'pending' && flag === 'due-soon') return voice.t('临期预警', 'due soon');
  return voice.say(OUTCOME_NAMES[outcome]);
}

/** （逾期3个工作日）, up to which day where that was not the day of audit, or how much notice of an event is lacking; nothing where the gap is of another kind. */
export function lateText({ t }: Voice, { gap, daysLate, undoneOn, notice }: Verdict): string {
  if (gap !== 'overdue') return '';
  if (notice)
    return t(
      `（提前${notice.days}天，差${notice.short}天）`,
      ` (${notice.days} ${notice.days === 1 ? 'day' : 'days'} of notice, ${notice.short} short)`,
    );
  if (daysLate === undefined)
    return undoneOn === undefined ? '' : t(`（截至 ${undoneOn} 仍未公开）`, ` (still lacking on ${undoneOn})`);
  const days = `${daysLate} working ${daysLate === 1 ? 'day' : 'days'} late`;
  return undoneOn === undefined
    ? t(`（逾期${daysLate}个工作日）`, ` (${days})`)
    : t(`（截至 ${undoneOn} 逾期${daysLate}个工作日）`, ` (${days} as of ${undoneOn})`);
}

/**
 * The day that a page published late gives for itself, in its own words; empty where no page gives one: what earlier audits observed
 * is told by the verdict.
 */
export function statedText({ t }: Voice, { published, gap }: Verdict): string {
  if (gap !== 'overdue' || published?.source !== 'stated') return '';
  const { date, quote } = published;
  const words = quote === '' || quote === date ? '' : t(`（“${quote}”）`, ` (“${quote}”)`);
  return t(`页面标注 ${date} 发布`, `the page states ${date}`) + words;
}

/** What was looked through in vain: 线上核查未发现, or 资料核查未发现 where the channel is not online (4.6). */
export function searchText({ t, list }: Voice, verdicts: readonly Verdict[], terms: number): string {
  const [first] = verdicts;
  if (!first?.search) return '';
  const { pages, relevant, unread } = first.search;
  const how = first.channel && ON_PAPER.has(first.channel) ? '资料核查未发现' : '线上核查未发现';
  const each = Math.max(1, Math.floor(terms / verdicts.length));
  const sought = list([...new Set(verdicts.flatMap(({ search }) => search?.terms.slice(0, each) ?? []))]);
  return t(
    `${how}：共查 ${pages} 页，其中相关 ${relevant} 页，未读到 ${unread} 页；检索词：${sought}`,
    `not found: ${pages} pages searched, ${relevant} about the item, ${unread} not read; sought: ${sought}`,
  );
}

/** 检查方式 (4.1): online, or what a hall or a form was judged by. */
export const inspectionText = ({ t }: Voice, { channel }: Pick<Verdict, 'channel'>): string =>
  channel && ON_PAPER.has(channel) ? t('资料核查', 'from material') : t('线上核查', 'online');

/** 国能发监管规〔2021〕56号 第八条. */
export function basisText({ report, say, t }: Voice, verdicts: readonly Verdict[]): string {
  const cited = verdicts
    .flatMap(({ basis }) => basis)
    .map(({ instrument, clause }) => {
      const found = report.instruments.find(({ id }) => id === instrument);
      const name = found?.number ?? (found ? say(found.title) : instrument);
      return clause === undefined ? name : `${name} ${clause}`;
    });
  return [...new Set(cited)].join(t('；', '; '));
}

/** Both owners: who answers for the content, and who publishes it on the channel. */
export function ownersText(
  { list, department, t }: Voice,
  { owners }: Verdict,
): { content: string; publisher: string } {
  const publishers = owners.publisher.split('、').filter(Boolean);
  return {
    content: list(owners.content.map(department)),
    publisher: publishers.length > 0 ? list(publishers.map(department)) : t('各发布渠道', 'each channel'),
  };
}

/** ` 2026-12`, or the day of a registered change as people say it: ` 2026-09-24 变更`; '' for a standing duty. */
export function instanceText({ t }: Voice, { instance }: Pick<Verdict, 'instance'>): string {
  if (instance === undefined) return '';
  const [, kind, day = ''] = /^(change|approval)-(\d{4}-\d{2}-\d{2})$/.exec(instance) ?? [];
  if (kind === 'change') return t(` ${day} 变更`, ` (change of ${day})`);
  return kind === 'approval' ? t(` ${day} 批复`, ` (approval of ${day})`) : ` ${instance}`;
}

/** What a verdict says, in the language of the report. */
export const saysOf = ({ say }: Voice, { says }: Pick<Verdict, 'says'>): string[] => says.map(say);

export const companyName = ({ report: { company }, t }: Voice): string => t(company.name, company.en ?? company.name);

/** `333/383` never stands without its base, and no percentage stands alone (faults 5.9). */
export function percent({ coverage }: Report): number {
  return coverage.duties === 0 ? 0 : Math.floor((coverage.told / coverage.duties) * 100);
}
