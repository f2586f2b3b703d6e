import { text } from '../../language/text.ts';
import { STATES } from '../../ledger/entry.ts';
import type { Report } from '../../report/report.ts';
import { safe } from '../../report/safe-text.ts';
import { elementTitle, outcomeText, placeText } from '../../report/view.ts';
import { voiceOf, type Voice } from '../../report/voice.ts';
import type { Ahead } from '../../verdicts/forecast.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import type { Desk } from '../desk.ts';
import type { Due } from './due.ts';

/** So many are named where the forecast is only a reminder. */
const NAMED = 10;

/** What falls due soon, a line each; `short` names the first of them and counts the rest. Empty where nothing does. */
export function forecastLines(
  { until, uncounted }: Ahead,
  due: readonly Due[],
  report: Report,
  { language }: Pick<Desk, 'language'>,
  short: boolean,
): string[] {
  if (due.length === 0) return [];
  const voice = voiceOf(report, language);
  const { t } = voice;
  const head = t(`${until} 及以前到期：`, `Falling due by ${until}:`);
  const caution = text(
    '（缺节假日安排，按日历日计）',
    ' (in calendar days, since the holidays of that year are not loaded)',
  )[language];
  const shown = short ? due.slice(0, NAMED) : due;
  const more = due.length - shown.length;
  const lines = shown.map((one) => {
    const departments = voice.list(one.departments.map(voice.department));
    return `  ${one.day}  ${departments === '' ? t('本单位', 'the unit') : departments}  ${endingText(voice, one)}`;
  });
  return [
    `${head}${uncounted ? caution : ''}`,
    ...lines,
    ...(more > 0 ? [`  ${t(`另有 ${more} 项`, `and ${more} more`)}`] : []),
  ].map(safe);
}

function endingText(voice: Voice, due: Due): string {
  const { t, say, language } = voice;
  switch (due.kind) {
    case 'duty': {
      const { verdict } = due;
      const instance = verdict.instance === undefined ? '' : ` ${verdict.instance}`;
      return `${elementTitle(voice, verdict)}${instance} · ${placeText(voice, verdict)} · ${outcomeText(voice, verdict)}`;
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
