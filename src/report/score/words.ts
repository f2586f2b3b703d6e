import type { Language } from '../../language/text.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { twoDecimals } from '../fraction.ts';
import type { Deduction, Dismissal, ItemScore, Ranked } from '../score.ts';
import { basisText, elementTitle, instanceText, placeText, SEVERITY_NAMES } from '../view.ts';
import type { Voice } from '../voice.ts';

/** What the table on the terminal, the workbook and the JSON say alike. */

/** Hundredths of a mark as people write them: 350 → `3.5`. */
export const marksText = (hundredths: number): string => String(hundredths / 100);

/** `333/383（86%）`; the percentage never stands without its base. */
export function coverageText({ told, duties }: Ranked['coverage'], language: Language): string {
  if (duties === 0) return language === 'zh' ? '无应查内容' : 'nothing due';
  const percent = Math.floor((told * 100) / duties);
  return language === 'zh' ? `${told}/${duties}（${percent}%）` : `${told}/${duties} (${percent}%)`;
}

/** `+1.50（名次升 2；原扣分 3 项现无法判定，不是改善）`; empty without an earlier score. */
export function changeText({ change }: Ranked, language: Language): string {
  if (!change) return '';
  const by = twoDecimals(change.by);
  const signed = change.by.over > 0n ? `+${by}` : by;
  const zh = language === 'zh';
  const { ranks = 0, untold } = change;
  const [rose, fell] = zh ? ['名次升', '名次降'] : ['up', 'down'];
  const notes = [
    ...(ranks === 0 ? [] : [`${ranks > 0 ? rose : fell} ${Math.abs(ranks)}`]),
    ...(untold === 0
      ? []
      : [
          zh
            ? `原扣分 ${untold} 项现无法判定，不是改善`
            : `${untold} deducted for before cannot be told now, which is no gain`,
        ]),
  ];
  if (notes.length === 0) return signed;
  return zh ? `${signed}（${notes.join('；')}）` : `${signed} (${notes.join('; ')})`;
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
export function placesText(voice: Voice, { verdicts }: Pick<Deduction, 'verdicts'>): string {
  const [first, ...rest] = verdicts;
  const place = placeText(voice, first);
  return rest.length === 0
    ? place
    : voice.t(`${place} 等 ${verdicts.length} 处，只扣一次`, `${place} and ${rest.length} more, deducted once`);
}

/** `2.1 新装：工作流程 · 供电营业厅（城关营业厅）等 3 处，只扣一次 · 应公开未公开`. */
function gapText(voice: Voice, loss: Pick<Deduction, 'verdicts'>): string {
  const [first] = loss.verdicts;
  const gap = first.gap ? voice.say(GAP_NAMES[first.gap]) : '';
  return `${elementTitle(voice, first)}${instanceText(voice, first)} · ${placesText(voice, loss)} · ${gap}`;
}

/** `扣 2 分：2.1 新装：工作流程 · … · 应公开未公开（较重），依据：…`. */
export function deductionText(voice: Voice, deduction: Deduction): string {
  const { t, say } = voice;
  const marks = marksText(deduction.marks);
  const severity = say(SEVERITY_NAMES[deduction.severity]);
  const basis = basisText(voice, [deduction.verdicts[0]]);
  const refund = refundText(voice, deduction);
  const what = gapText(voice, deduction);
  return t(
    `扣 ${marks} 分：${what}（${severity}）${basis ? `，依据：${basis}` : ''}${refund ? `；${refund}` : ''}`,
    `${marks} off: ${what} (${severity})${basis ? `, by ${basis}` : ''}${refund ? `; ${refund}` : ''}`,
  );
}

/** `本季度内已销号（shancheng-2026-0007），原扣 2 分，退回 1 分`; empty where the ledger has nothing to say. */
export function refundText({ t }: Voice, { marks, refunded, numbers = [], doubted }: Deduction): string {
  if (doubted)
    return t(
      `曾不予认定（${doubted.join('、')}），消失后又出现，没有再次认定，照扣`,
      `not upheld once (${doubted.join(', ')}), gone and found again, and not decided anew: deducted`,
    );
  if (refunded === undefined) return '';
  const [whole, back] = [marksText(marks + refunded), marksText(refunded)];
  return t(
    `本季度内已销号（${numbers.join('、')}），原扣 ${whole} 分，退回 ${back} 分`,
    `closed within the quarter (${numbers.join(', ')}), ${back} of ${whole} given back`,
  );
}

/** `不扣分：2.1 … · 应公开未公开，申诉成立、不予认定（shancheng-2026-0007）`. */
export const dismissalText = (voice: Voice, dismissal: Dismissal): string =>
  voice.t(
    `不扣分：${gapText(voice, dismissal)}，${dismissedText(voice, dismissal)}`,
    `nothing off: ${gapText(voice, dismissal)}, ${dismissedText(voice, dismissal)}`,
  );

export const dismissedText = ({ t }: Voice, { numbers }: Dismissal): string =>
  t(`申诉成立、不予认定（${numbers.join('、')}）`, `not upheld on appeal (${numbers.join(', ')})`);
