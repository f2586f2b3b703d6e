import { datesIn } from '../../documents/dates/in-text.ts';
import type { Outage } from '../../documents/outages.ts';

type Posted = NonNullable<Outage['posted']>;

const COLUMN = /(?:发布|公告|公布|录入|发送)(?:时间|日期)/u;

/** When a notice went out: what its page says, else its row of a table of notices (发布时间). */
export const postedOf = (notice: Outage): Posted | undefined => notice.posted ?? inRow(notice);

/** The row that states this notice's own time; a page with several notices gives each its own. */
function inRow({ document, time, area, line }: Outage): Posted | undefined {
  const own = [time, area, line].flatMap((part) => (part ? [part.value] : []));
  for (const { rows } of document.tables) {
    const column = rows[0]?.findIndex(({ norm }) => COLUMN.test(norm)) ?? -1;
    if (column < 0) continue;
    const row = rows
      .slice(1)
      .find((cells) => own.length > 0 && own.every((value) => cells.some(({ norm }) => norm.includes(value))));
    const cell = row?.[column];
    const posted = cell && dayIn(cell.norm, cell.raw);
    if (posted) return posted;
  }
  return undefined;
}

function dayIn(normal: string, quote: string): Posted | undefined {
  const [found] = datesIn(normal);
  if (!found) return undefined;
  const [, hour, minute] = /(\d{1,2})[:时](\d{2})/u.exec(normal.slice(found.end)) ?? [];
  const time = hour === undefined ? {} : { time: `${hour.padStart(2, '0')}:${minute ?? '00'}` };
  return { date: found.date, quote: quote.trim(), ...time };
}
