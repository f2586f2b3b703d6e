import type { Voice } from '../voice.ts';

/** 2026年11月20日, without zeros in front, as GB/T 9704 writes days. */
export function writtenDay(day: string, { t }: Voice): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return t(`${year}年${Number(month)}月${Number(date)}日`, day);
}
