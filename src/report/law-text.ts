import { text } from '../language/text.ts';
import type { CitedInstrument } from './report.ts';
import type { Voice } from './voice.ts';

export const STATUS_NAMES = {
  'in-force': text('现行', 'in force'),
  'not-yet': text('尚未施行', 'not yet in force'),
  lapsing: text('即将失效', 'about to lapse'),
  lapsed: text('已失效', 'lapsed'),
  superseded: text('已被取代', 'superseded'),
} as const;

/** 《…》（国能发监管规〔2021〕56号）. */
export function instrumentTitle({ t, say }: Voice, { title, number }: CitedInstrument): string {
  const name = t(`《${say(title)}》`, say(title));
  return number === undefined ? name : t(`${name}（${number}）`, `${name} (${number})`);
}

/** 2022-06-09 ～ 2027-12-31; open at the end where no end is known. */
export const validityText = ({ from, until }: CitedInstrument): string => `${from} ～ ${until ?? ''}`;

/** 现行, 即将失效（日期待核实）. */
export const statusText = ({ t, say }: Voice, { status, certainty }: CitedInstrument): string =>
  say(STATUS_NAMES[status]) + (certainty === 'confirmed' ? '' : t('（日期待核实）', ' (date to be confirmed)'));
