import type { Deadline } from '../calendar/deadline.ts';
import { skippedRuns } from '../calendar/explain.ts';
import type { Voice } from './voice.ts';

/** The arithmetic of a due date in one sentence: start, rule, days skipped, make-up days counted, due. */
export function deadlineText(deadline: Deadline, { t, say, list }: Voice): string {
  const { start, due, lenientDue, rule, skipped, madeUp, caution } = deadline;
  const runs = skippedRuns(skipped).map(({ from, to, why }) => `${from === to ? from : `${from}～${to}`} ${say(why)}`);
  const parts = [
    ...(start === due ? [] : [startText(deadline, t)]),
    say(rule),
    ...(runs.length > 0 ? [`${t('跳过', 'skipping')} ${list(runs)}`] : []),
    ...(madeUp.length > 0 ? [`${t('补班计入', 'make-up days counted')} ${list(madeUp)}`] : []),
    t(`应不迟于 ${due}`, `due ${due}`),
    ...(lenientDue === due ? [] : [t(`从宽不迟于 ${lenientDue}`, `by the lenient reading ${lenientDue}`)]),
    ...(caution ? [say(caution)] : []),
  ];
  return parts.join(t('，', '; '));
}

/** A notice period is counted backwards from its event. */
function startText({ start, due }: Deadline, t: Voice['t']): string {
  return start > due ? t(`以 ${start} 倒推`, `counted back from ${start}`) : t(`${start} 起算`, `from ${start}`);
}
