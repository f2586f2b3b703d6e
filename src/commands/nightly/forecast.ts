import { text } from '../../language/text.ts';
import type { Report } from '../../report/report.ts';
import { safe } from '../../report/safe-text.ts';
import { elementTitle, outcomeText, placeText } from '../../report/view.ts';
import { voiceOf } from '../../report/voice.ts';
import type { Forecast } from '../../verdicts/forecast.ts';
import type { Desk } from '../desk.ts';

/** So many duties a department are named where the forecast is only a reminder. */
const NAMED = 3;

/** What falls due soon, a line a duty; `short` names a few a department and counts the rest. Empty where nothing does. */
export function forecastLines(ahead: Forecast, report: Report, { language }: Desk, short: boolean): string[] {
  if (ahead.departments.length === 0) return [];
  const voice = voiceOf(report, language);
  const { t } = voice;
  const head = t(`${ahead.until} 及以前到期：`, `Falling due by ${ahead.until}:`);
  const caution = text(
    '（缺节假日安排，按日历日计）',
    ' (in calendar days, since the holidays of that year are not loaded)',
  )[language];
  const lines = ahead.departments.flatMap(({ name, due }) => {
    const shown = short ? due.slice(0, NAMED) : due;
    const more = due.length - shown.length;
    return [
      `  ${voice.list(name.split('、').map(voice.department))}`,
      ...shown.map(
        (verdict) =>
          `    ${verdict.deadline?.due ?? ''}  ${elementTitle(voice, verdict)}${verdict.instance === undefined ? '' : ` ${verdict.instance}`} · ${placeText(voice, verdict)} · ${outcomeText(voice, verdict)}`,
      ),
      ...(more > 0 ? [`    ${t(`另有 ${more} 项`, `and ${more} more`)}`] : []),
    ];
  });
  return [`${head}${ahead.uncounted ? caution : ''}`, ...lines].map(safe);
}
