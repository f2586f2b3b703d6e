import { civilDate, type CivilDate } from '../../calendar/civil-date.ts';

export interface PathDate {
  readonly date: CivilDate;
  /** The part of the path that says it. */
  readonly quote: string;
}

/** A content system's stamp: 20240725161439987434238_1.html. */
const STAMP = /^(?:t|content_|art_)?((?:19|20)\d{2})(\d{2})(\d{2})(?=[_.-]|$|\d{6,})/;
const DASHED = /^((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})$/;
const MONTH_FOLDER = /^((?:19|20)\d{2})-(\d{1,2})$/;

/**
 * The day that a content system writes into the addresses of its articles: `/2024-07/25/20240725161439…_1.html`,
 * `/2018-07-11/5857.html`, `/art/2023/12/8/…`, `/20201217/….html`, `/202606/t20260609_….html`. Only folders and the head
 * of the file name are read, never the host or the query. The most telling part wins: stamp, dashed folder, split folders.
 */
export function dateInPath(url: string): PathDate | null {
  const path = url.replace(/^[a-z]+:(?:\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  const parts = path.split('/').filter((part) => part !== '');
  return stamped(parts) ?? dashed(parts) ?? split(parts);
}

function stamped(parts: readonly string[]): PathDate | null {
  for (const part of [...parts].reverse()) {
    const [quote, year, month, day] = STAMP.exec(part) ?? [];
    const date = civilDate(Number(year), Number(month), Number(day));
    if (date !== null && quote !== undefined) return { date, quote };
  }
  return null;
}

function dashed(parts: readonly string[]): PathDate | null {
  for (const part of [...parts].reverse()) {
    const [quote, year, month, day] = DASHED.exec(part) ?? [];
    const date = civilDate(Number(year), Number(month), Number(day));
    if (date !== null && quote !== undefined) return { date, quote };
  }
  return null;
}

/** `/2024-07/25/` and `/2023/12/8/`. */
function split(parts: readonly string[]): PathDate | null {
  for (const [index, part] of parts.entries()) {
    const month = MONTH_FOLDER.exec(part);
    const next = parts[index + 1] ?? '';
    if (month && /^\d{1,2}$/.test(next)) {
      const date = civilDate(Number(month[1]), Number(month[2]), Number(next));
      if (date !== null) return { date, quote: `${part}/${next}` };
    }
    const last = parts[index + 2] ?? '';
    if (/^(?:19|20)\d{2}$/.test(part) && /^\d{1,2}$/.test(next) && /^\d{1,2}$/.test(last)) {
      const date = civilDate(Number(part), Number(next), Number(last));
      if (date !== null) return { date, quote: `${part}/${next}/${last}` };
    }
  }
  return null;
}
