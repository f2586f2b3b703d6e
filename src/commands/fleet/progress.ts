import { text, type Text } from '../../language/text.ts';
import type { Desk } from '../desk.ts';
import type { CrewEvent } from './crew.ts';
import type { PlannedUnit } from './plan.ts';

export const unitName = ({ company, folder }: PlannedUnit): Text =>
  text(company?.name ?? folder, company?.en ?? company?.name ?? folder);

/** Milliseconds as people say them: `约 3 分钟`. */
function roughly(ms: number): Text {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return text(`${seconds} 秒`, `${seconds} s`);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return text(`${minutes} 分钟`, `${minutes} min`);
  return text(
    `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`,
    `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  );
}

/** Tells a fleet's run as it goes: how many of all, how many could not be finished, what is left, and what one is at. */
export function tellFleet(
  { language, progress, tell, now }: Pick<Desk, 'language' | 'progress' | 'tell' | 'now'>,
  total: number,
): (event: CrewEvent) => void {
  const started = now();
  const count = { ended: 0, open: 0, running: 0 };
  return (event) => {
    const name = unitName(event.unit)[language];
    if (event.kind === 'told') return tell(`${name}${language === 'zh' ? '：' : ': '}${event.words}`);
    if (event.kind === 'started') count.running += 1;
    if (event.kind === 'ended') {
      count.ended += 1;
      count.running = Math.max(0, count.running - 1);
      // One that was told to stop is no news: how to go on is said once for all.
      const isTrouble = event.result?.state === 'unfinished' && event.result.exit !== 'interrupted';
      const why = isTrouble ? event.result.why : undefined;
      if (why) count.open += 1;
      for (const line of why ?? [])
        tell(text(`${name} 未完成：${line.zh}`, `${name} not finished: ${line.en}`)[language]);
    }
    const left = count.ended > 0 ? ((now() - started) / count.ended) * (total - count.ended) : undefined;
    progress(lineOf(count, total, left, event, name)[language]);
  };
}

function lineOf(
  { ended, open, running }: Record<'ended' | 'open' | 'running', number>,
  total: number,
  left: number | undefined,
  event: CrewEvent,
  name: string,
): Text {
  const time = left === undefined || left <= 0 ? undefined : roughly(left);
  const parts: Text[] = [
    text(`已核查 ${ended}/${total} 个单位`, `${ended}/${total} units`),
    ...(open > 0 ? [text(`未完成 ${open}`, `${open} not finished`)] : []),
    ...(running > 0 ? [text(`进行中 ${running}`, `${running} under way`)] : []),
    ...(time ? [text(`剩余约 ${time.zh}`, `about ${time.en} left`)] : []),
    ...(event.kind === 'progress' ? [text(`${name}：${event.words}`, `${name}: ${event.words}`)] : []),
  ];
  return text(parts.map(({ zh }) => zh).join('，'), parts.map(({ en }) => en).join(', '));
}
