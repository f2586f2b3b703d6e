import { CAUSES } from '../../ledger/cause.ts';
import { CHANGE_NAMES, type Change, type ChangeKind } from '../../ledger/change.ts';
import type { Judged } from '../../ledger/judged.ts';
import type { Recorded } from '../../ledger/record-run.ts';
import type { Renaming } from '../../ledger/renamed.ts';
import type { Report } from '../../report/report.ts';
import { safe } from '../../report/safe-text.ts';
import { elementTitle, outcomeText, placeText, saysOf, SEVERITY_NAMES } from '../../report/view.ts';
import { voiceOf, type Voice } from '../../report/voice.ts';
import { GAP_NAMES, OUTCOME_NAMES } from '../../verdicts/verdict.ts';
import type { Desk } from '../desk.ts';
import { dueJson, type Due } from './due.ts';
import { cameLate, latenessLeft } from './lateness.ts';
import { isAside } from './red.ts';

const KINDS = Object.keys(CHANGE_NAMES) as ChangeKind[];

/** What a night has to tell: new, worse, better, recovered, each with its cause; one line where there is nothing. */
export function newsLines(recorded: Recorded, report: Report, { language }: Desk): string[] {
  const voice = voiceOf(report, language);
  const { t, say } = voice;
  const { previous, changes, withinDay, dropped, renamed, entries, unread } = recorded;
  const head = `${report.company.name} ${report.asOf}`;
  if (!previous)
    return [
      `${head} ${t(`首次核查，作为比较的起点：有问题 ${report.gaps} 项`, `first audit, the base of comparison: ${report.gaps} gaps`)}`,
      ...withinDayText(withinDay, report, voice),
    ].map(safe);
  if (isAside(recorded))
    return [
      `${head} ${t(`早于已记入的 ${previous.asOf}，不作比较：有问题 ${report.gaps} 项`, `is earlier than ${previous.asOf}, which is recorded, and compared with nothing: ${report.gaps} gaps`)}`,
    ];
  const since = t(`与 ${previous.asOf} 相比`, `compared with ${previous.asOf}`);
  return [
    `${head} ${since}${t('：', ': ')}${changeCounts(changes, voice)}`,
    ...report.notices.map((notice) => `  ! ${say(notice)}`),
    ...unreadText(unread, voice),
    ...renamedText(renamed, voice),
    ...changesText(changes, report, voice),
    ...withinDayText(withinDay, report, voice),
    ...relapsedText(entries.relapsed, voice),
    ...doubtedText(entries.doubted, voice),
    ...droppedText(dropped, voice),
    ...renamedUnheard(dropped, changes, voice),
  ].map(safe);
}

/** That nothing is new says nothing of what could not be reached. */
const unreadText = (unread: number, { t }: Voice): string[] =>
  unread === 0
    ? []
    : [
        `  ${t(`本次有 ${unread} 项结论没能读到页面，沿用最近一次读到的，不算没有变化；连续几夜读不到才列为恶化`, `the pages of ${unread} verdicts could not be read; what was last read of them stands, which is not to say that nothing changed; several such nights running are told as worse`)}`,
      ];

/** Of a day audited again: what is not as an earlier run of the day told it, although it is as it was on the day before. */
const withinDayText = (changes: readonly Change[], report: Report, voice: Voice): string[] =>
  changes.length === 0
    ? []
    : [
        `  ${voice.t('与当天早些时候的核查相比：', 'Compared with an earlier audit of the day: ')}${changeCounts(changes, voice)}`,
        ...changesText(changes, report, voice),
      ];

/** What was struck off and is there all the same is no change of the page, and yet somebody's work again. */
const relapsedText = (numbers: readonly string[], { t }: Voice): string[] =>
  numbers.length === 0
    ? []
    : [
        `  ${t(`反弹（已销号，核查仍发现）：${numbers.join('、')}`, `come back (closed, and found by the audit): ${numbers.join(', ')}`)}`,
      ];

/** A decision about what stood there once does not speak of what came later; only people can say whether it does. */
const doubtedText = (numbers: readonly string[], { t }: Voice): string[] =>
  numbers.length === 0
    ? []
    : [
        `  ${t(`不予认定的问题一度消失，又再次发现，请复核（仍不予认定的：gongkai ledger advance <编号> dismiss；须整改的：… restore；未再认定的，评分照扣）：${numbers.join('、')}`, `not upheld, gone for a time, and found again; see whether the decision still holds (if so: gongkai ledger advance <number> dismiss; to have it mended: … restore; until then a score deducts for it): ${numbers.join(', ')}`)}`,
      ];

/** Places that were known again under another name, so that nothing of theirs is new for that. */
export const renamedText = (renamed: readonly Renaming[], voice: Voice): string[] =>
  renamed.map(({ channel, before: was, after: is, declared }) => {
    // A channel that is written without names is told by its own.
    const [before, after] = [was, is].map((site) =>
      was === '' || is === '' ? placeText(voice, { channel, site }) : site,
    );
    const { t } = voice;
    const how = declared
      ? t('（gongkai.yaml 的 formerly）', ' (formerly in gongkai.yaml)')
      : was === '' || is === ''
        ? t(
            '（佐证大部分相同，或同是该渠道唯一的一处）',
            ' (most of its evidence is the same, or it is the only place of the channel)',
          )
        : t('（名称相似或佐证大部分相同）', ' (the names look alike, or most of its evidence is the same)');
    return `  ${t(`名称已变更：${before} → ${after}${how}，原有问题和台账编号继续`, `renamed: ${before} → ${after}${how}; its gaps go on under their numbers`)}`;
  });

/** What to do where a hall that seems closed and one that seems new are one hall; nothing where none came on the channel. */
function renamedUnheard(dropped: readonly Judged[], changes: readonly Change[], { t, report }: Voice): string[] {
  const isNewPlace = ({ kind, causes, after }: Change): boolean =>
    kind === 'new' && causes.includes('added') && !!after.site;
  const came = new Set(changes.filter(isNewPlace).map(({ after }) => after.channel));
  const there = new Set(report.channels.flatMap(({ sites }) => sites));
  const went = dropped.find(({ channel, site }) => site && !there.has(site) && came.has(channel));
  if (!went) return [];
  return [
    `  ${t(`「${went.site ?? ''}」如果只是改了名称，在 gongkai.yaml 新名称下写 formerly: [${went.site ?? ''}]，下次核查起原有问题和台账编号继续`, `if "${went.site ?? ''}" was only renamed, write formerly: [${went.site ?? ''}] under its new name in gongkai.yaml; from the next audit on its gaps go on under their numbers`)}`,
  ];
}

/** Gaps that are judged no more, under a heading that says so; nothing where there are none. */
export function droppedText(dropped: readonly Judged[], voice: Voice): string[] {
  const { t } = voice;
  if (dropped.length === 0) return [];
  return [
    t(
      `上次的问题，本次不再核查（规则、渠道、营业厅或登记表已变化，或已是新的一期），不算恢复：${dropped.length}`,
      `Gaps of the earlier audit that are no longer judged (rules, channels, halls or registers changed, or the period is over), not counted as recovered: ${dropped.length}`,
    ),
    ...dropped.flatMap((one) => [
      `  ${elementTitle(voice, { element: one.element })} · ${placeText(voice, one)}${t('：', ': ')}${shortOf(one, voice)}`,
      `      ${one.id}`,
    ]),
  ];
}

/** `新增 1，恶化 0，改善 0，恢复 2`; what can no longer be told is counted where there is any. */
export const changeCounts = (changes: readonly Change[], { say, t }: Voice): string =>
  KINDS.map((kind) => ({ kind, many: changes.filter((one) => one.kind === kind).length }))
    .filter(({ kind, many }) => many > 0 || kind !== 'unproved')
    .map(({ kind, many }) => `${say(CHANGE_NAMES[kind])} ${many}`)
    .join(t('，', ', '));

/** Every change with its cause, new ones first; `report` is the later one. */
export const changesText = (changes: readonly Change[], report: Report, voice: Voice): string[] =>
  KINDS.flatMap((kind) => changes.filter((one) => one.kind === kind)).flatMap((one) => changeLines(one, report, voice));

function changeLines({ kind, before, after, causes, seenEarlier }: Change, report: Report, voice: Voice): string[] {
  const { t, say } = voice;
  const verdict = report.verdicts.find(({ id }) => id === after.id);
  const title = verdict ? `${elementTitle(voice, verdict)} · ${placeText(voice, verdict)}` : after.id;
  const isAsSeen = verdict && !seenEarlier;
  const now = isAsSeen ? outcomeText(voice, verdict) : shortOf(after, voice);
  const unread = seenEarlier
    ? t('（当天早些时候所见，本次未能读取）', ' (as seen earlier that day; it could not be read this time)')
    : '';
  // A gap that is graded otherwise than before is told with its grades; its name alone says nothing.
  const isRegraded = before?.gap !== undefined && after.gap !== undefined && before.severity !== after.severity;
  const grade = ({ severity }: Judged): string =>
    isRegraded ? t(`（${say(SEVERITY_NAMES[severity])}）`, ` (${say(SEVERITY_NAMES[severity])})`) : '';
  const was = before ? `${shortOf(before, voice)}${grade(before)} → ` : '';
  const why =
    causes.length > 0
      ? t(
          `（原因：${causes.map((one) => CAUSES[one].zh).join('、')}）`,
          ` (cause: ${causes.map((one) => CAUSES[one].en).join(', ')})`,
        )
      : '';
  const says = isAsSeen && kind !== 'recovered' ? saysOf(voice, verdict).slice(0, 2) : [];
  const unproved = kind === 'unproved' ? t('，不等于已整改', ', which is not to say that it was mended') : '';
  return [
    `  [${say(CHANGE_NAMES[kind])}] ${title}${t('：', ': ')}${was}${now}${grade(after)}${unproved}${unread}${why}`,
    ...[...says, ...(kind === 'recovered' ? latenessLeft(after, report, voice) : [])].map((one) => `      ${one}`),
    `      ${after.id}`,
  ];
}

const shortOf = ({ outcome, gap, waived, caused }: Judged, { say, t }: Voice): string =>
  say(gap === undefined ? OUTCOME_NAMES[outcome] : GAP_NAMES[gap]) +
  (waived ? t('（豁免期内）', ' (waived)') : '') +
  (caused ? t('（由另一问题引起，不单独计）', ' (caused by another gap, not counted)') : '');

/** The same for machines: `gongkai-changes/1`. */
export function newsJson(recorded: Recorded, report: Report, due: readonly Due[]): string {
  const { previous, changes, withinDay, dropped, renamed, entries, unread, kind } = recorded;
  const news = {
    schema: 'gongkai-changes/1',
    ...{ company: report.company.id, asOf: report.asOf, run: kind },
    since: previous && !isAside(recorded) ? { asOf: previous.asOf, recorded: previous.recorded } : null,
    changes: changes.map((one) => changeJson(one, report)),
    withinDay: withinDay.map((one) => changeJson(one, report)),
    dropped: dropped.map(({ id }) => id),
    renamed,
    unread,
    ledger: entries,
    due: due.map(dueJson),
    notices: report.notices,
  };
  return `${JSON.stringify(news, null, 2)}\n`;
}

/** One change for machines: what it is, why, and how it stood and stands. */
export function changeJson({ kind, causes, before, after, seenEarlier }: Change, report: Report) {
  const late = kind === 'recovered' ? cameLate(after, report).map(({ id }) => id) : [];
  const { id, item, element, channel, site, severity, due } = after;
  const isRegraded = before && before.severity !== severity;
  const state = ({ outcome, gap, reason }: Judged) => ({ outcome, gap, reason });
  return {
    ...{ kind, causes },
    verdict: id,
    item,
    element,
    channel,
    site,
    severity,
    due,
    before: before && { ...state(before), ...(isRegraded && { severity: before.severity }) },
    after: state(after),
    ...(seenEarlier && { seenEarlier }),
    ...(late.length > 0 && { late }),
  };
}
