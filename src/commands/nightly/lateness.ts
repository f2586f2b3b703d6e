import type { Judged } from '../../ledger/judged.ts';
import type { Report } from '../../report/report.ts';
import { lateText } from '../../report/view.ts';
import type { Voice } from '../../report/voice.ts';
import { isGap } from '../../verdicts/roll-up.ts';
import { GAP_NAMES, type Verdict } from '../../verdicts/verdict.ts';

/** Gaps of lateness that are left where a content was mended: it is there now, and came after its day. */
export const cameLate = (mended: Judged, { verdicts }: Report): Verdict[] =>
  mended.aspect !== 'content'
    ? []
    : verdicts.filter(
        (one) => isGap(one) && one.gap === 'overdue' && one.published !== undefined && isSameThing(one, mended),
      );

const isSameThing = ({ item, element, variant, channel, site }: Verdict, one: Judged): boolean =>
  item === one.item &&
  (variant === undefined ? element : `${element}-${variant}`) === one.element &&
  channel === one.channel &&
  site === one.site;

/** The same in words, a line each: part of one story for whoever mended it. */
export const latenessLeft = (mended: Judged, report: Report, voice: Voice): string[] =>
  cameLate(mended, report).map((late) => {
    const told = `${voice.say(GAP_NAMES.overdue)}${lateText(voice, late)}`;
    return voice.t(
      `内容已补上，但晚于期限：仍记${told}，不另作新增（${late.id}）`,
      `it is there now and came late: ${told} stands and is not counted as new (${late.id})`,
    );
  });
