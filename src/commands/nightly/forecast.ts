import { text } from '../../language/text.ts';
import { STATES } from '../../ledger/entry.ts';
import { group } from '../../report/group.ts';
import type { Report } from '../../report/report.ts';
import { safe } from '../../report/safe-text.ts';
import { elementTitle, instanceText, outcomeText, placeText } from '../../report/view.ts';
import { voiceOf, type Voice } from '../../report/voice.ts';
import { uncountable, type Ahead } from '../../verdicts/forecast.ts';
import { GAP_NAMES, type Verdict } from '../../verdicts/verdict.ts';
import type { Desk } from '../desk.ts';
import { dueJson, type Due } from './due.ts';

/** So many are named where the forecast is only a reminder. */
const NAMED = 10;

/**
 * What falls due soon, a line each, and what is due on a day that cannot be counted yet; `short` names the first of them and counts
 * the rest, and is empty where nothing does.
 */
export function forecastLines(
  { until, uncounted }: Ahead,
  due: readonly Due[],
  report: Report,
  { language }: Pick<Desk, 'language'>,
  short: boolean,
): string[] {
  const waiting = uncountable(report.verdicts);
  if (short && due.length === 0 && waiting.length === 0) return [];
  const voice = voiceOf(report, language);
  const { t } = voice;
  const caution = uncounted
    ? text(
        '（缺节假日安排，按每周 5 个工作日估算）',
        ' (by weeks of five working days, since the holidays of that year are not loaded)',
      )[language]
    : '';
  const head =
    due.length === 0
      ? t(`${until} 及以前没有到期的事项${caution}`, `Nothing falls due by ${until}${caution}`)
      : t(`${until} 及以前到期${caution}：`, `Falling due by ${until}${caution}:`);
  const folded = foldedByPlace(due, voice);
  const shown = short ? folded.slice(0, NAMED) : folded;
  const more = due.length - shown.reduce((sum, alike) => sum + alike.length, 0);
  const lines = shown.map((alike) => {
    const [one] = alike;
    const departments = voice.list(one.departments.map(voice.department));
    return `  ${one.day}  ${departments === '' ? t('本单位', 'the unit') : departments}  ${endingText(voice, one, placesText(voice, alike))}`;
  });
  return [
    head,
    ...lines,
    ...(more > 0 ? [`  ${t(`另有 ${more} 项`, `and ${more} more`)}`] : []),
    ...waitingLines(waiting, voice, short),
  ].map(safe);
}

type Alike = readonly [Due, ...Due[]];

/** What is due of the same thing on the same day in several places is one line: it is published everywhere at once. */
function foldedByPlace(due: readonly Due[], voice: Voice): Alike[] {
  const alike = group(due, (one) =>
    JSON.stringify(one.kind === 'duty' ? [one.day, one.departments, endingText(voice, one, '')] : dueJson(one)),
  );
  return [...alike.values()].flatMap(([first, ...rest]): Alike[] => (first ? [[first, ...rest]] : []));
}

/** So many places are named where one thing is due in many. */
const PLACES = 3;

function placesText(voice: Voice, alike: Alike): string {
  const places = [...new Set(alike.flatMap((one) => (one.kind === 'duty' ? [placeText(voice, one.verdict)] : [])))];
  const named = voice.list(places.slice(0, PLACES));
  return places.length <= PLACES
    ? named
    : voice.t(`${named}等 ${places.length} 处`, `${named} and ${places.length - PLACES} more places`);
}

/** That a day cannot be counted is not to say that there is none. */
function waitingLines(waiting: readonly Verdict[], voice: Voice, short: boolean): string[] {
  if (waiting.length === 0) return [];
  const { t } = voice;
  const shown = short ? waiting.slice(0, NAMED) : waiting;
  const more = waiting.length - shown.length;
  return [
    t(
      `另有 ${waiting.length} 项的期限跨入没有节假日安排的年度，要等放假通知发布后才能计算：`,
      `The day on which ${waiting.length} more are due is in a year whose holidays are not loaded, and can be counted once they are:`,
    ),
    ...shown.map((one) => `  ${elementTitle(voice, one)}${instanceText(voice, one)} · ${placeText(voice, one)}`),
    ...(more > 0 ? [`  ${t(`另有 ${more} 项`, `and ${more} more`)}`] : []),
  ];
}

/** `places` are those of a duty. */
function endingText(voice: Voice, due: Due, places: string): string {
  const { t, say, language } = voice;
  switch (due.kind) {
    case 'duty': {
      const { verdict } = due;
      return `${elementTitle(voice, verdict)}${instanceText(voice, verdict)} · ${places} · ${outcomeText(voice, verdict)}`;
    }
    case 'rectification': {
      const { number, described, gap, state } = due.entry;
      const what = `${described.element[language]} · ${described.place[language]} · ${say(GAP_NAMES[gap])}`;
      return t(
        `整改时限：${what}（${number}，${say(STATES[state])}）`,
        `time limit of mending: ${what} (${number}, ${say(STATES[state])})`,
      );
    }
    case 'waiver': {
      const { at, verdicts } = due.waiver;
      return t(
        `豁免到期，此后 ${verdicts.length} 项问题重新计入（${at}）`,
        `a waiver ends; after it ${verdicts.length} gaps count again (${at})`,
      );
    }
    case 'checklist': {
      const { at, site, verdicts } = due.checklist;
      const place = site === '' ? '' : t(`${site} `, ` of ${site}`);
      return t(
        `现场核查表到期：${place}${verdicts.length} 项须重新核查（${at}）`,
        `an on-site checklist${place} ends: ${verdicts.length} answers to be checked again (${at})`,
      );
    }
  }
}
