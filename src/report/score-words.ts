import type { Language } from '../language/text.ts';
import { GAP_NAMES } from '../verdicts/verdict.ts';
import { twoDecimals } from './fraction.ts';
import type { Deduction, ItemScore, Ranked } from './score.ts';
import { basisText, elementTitle, placeText, SEVERITY_NAMES } from './view.ts';
import type { Voice } from './voice.ts';

/** What the table on the terminal, the workbook and the JSON say alike. */

/** Hundredths of a mark as people write them: 350 → `3.5`. */
export const marksText = (hundredths: number): string => String(hundredths / 100);

/** `333/383（86%）`; the percentage never stands without its base. */
export function coverageText({ told, duties }: Ranked['coverage'], language: Language): string {
  if (duties === 0) return language === 'zh' ? '无应查内容' : 'nothing due';
  const percent = Math.floor((told * 100) / duties);
  return language === 'zh' ? `${told}/${duties}（${percent}%）` : `${told}/${duties} (${percent}%)`;
}

/** `+1.50（名次升 2）`; empty without an earlier score. */
export function changeText({ change }: Ranked, language: Language): string {
  if (!change) return '';
  const by = twoDecimals(change.by);
  const signed = change.by.over > 0n ? `+${by}` : by;
  const { ranks = 0 } = change;
  if (ranks === 0) return signed;
  const [zh, en] = ranks > 0 ? ['升', 'up'] : ['降', 'down'];
  return language === 'zh' ? `${signed}（名次${zh} ${Math.abs(ranks)}）` : `${signed} (${en} ${Math.abs(ranks)})`;
}

/** Marks of an item, or why it has none. */
export function itemText({ standing, earned }: ItemScore, { t }: Voice): string {
  switch (standing) {
    case 'scored':
      return marksText(earned);
    case 'inapplicable':
      return t('不适用', 'not applicable');
    case 'parent':
      return t('省公司负责', 'province');
    case 'untold':
      return t('无法判定', 'cannot tell');
  }
}

/** Why a unit has no rank. */
export const unrankedText = ({ total }: Ranked, { t }: Voice): string =>
  total ? t('覆盖率不足，不排名', 'coverage too low to rank') : t('无法判定，不评分', 'nothing could be told');

/** Where a gap was seen; halls that share it are counted and not listed. */
export function placesText(voice: Voice, { verdicts }: Deduction): string {
  const [first, ...rest] = verdicts;
  const place = placeText(voice, first);
  return rest.length === 0
    ? place
    : voice.t(`${place} 等 ${verdicts.length} 处，只扣一次`, `${place} and ${rest.length} more, deducted once`);
}

/** `扣 2 分：2.1 新装：工作流程 · 供电营业厅（城关营业厅）等 3 处，只扣一次 · 应公开未公开（较重），依据：…`. */
export function deductionText(voice: Voice, deduction: Deduction): string {
  const { t, say } = voice;
  const [first] = deduction.verdicts;
  const marks = marksText(deduction.marks);
  const gap = first.gap ? say(GAP_NAMES[first.gap]) : '';
  const instance = first.instance === undefined ? '' : ` ${first.instance}`;
  const what = `${elementTitle(voice, first)}${instance} · ${placesText(voice, deduction)} · ${gap}`;
  const severity = say(SEVERITY_NAMES[deduction.severity]);
  const basis = basisText(voice, [first]);
  return t(
    `扣 ${marks} 分：${what}（${severity}）${basis ? `，依据：${basis}` : ''}`,
    `${marks} off: ${what} (${severity})${basis ? `, by ${basis}` : ''}`,
  );
}
