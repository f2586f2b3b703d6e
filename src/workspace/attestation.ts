import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import { namesAnother } from './people.ts';
import type { Attestation } from './workspace.ts';

/** What an attestation is worth on a day: evidence, or no verdict and why not. */
export type Standing =
  | { readonly stands: true }
  | { readonly stands: false; readonly reason: 'stale' | 'insufficient-evidence'; readonly why: Text };

/** The last day on which an answer may be relied on: as written, or else so many days after the check. */
export const lastDayOf = ({ on, until }: Pick<Attestation, 'on' | 'until'>, maxAgeDays: number): CivilDate =>
  until === '' ? addDays(on, maxAgeDays) : until;

const falls = (reason: 'stale' | 'insufficient-evidence', zh: string, en: string): Standing => ({
  stands: false,
  reason,
  why: text(zh, en),
});

/**
 * An answer counts when two different people signed it, a photograph that is there shows it, and it has not expired:
 * `until`, or else `maxAgeDays` after the day of the check. 不适用 needs no photograph but a reason.
 */
export function standingOf(one: Attestation, asOf: CivilDate, maxAgeDays: number): Standing {
  const last = lastDayOf(one, maxAgeDays);
  const lost = one.lostPhotos.join('、');
  if (one.checker === '' || one.reviewer === '')
    return falls(
      'insufficient-evidence',
      one.checker === '' ? '没有核查人签名' : '没有复核人签名',
      one.checker === '' ? 'nobody signed as checker' : 'nobody signed as second reviewer',
    );
  if (!namesAnother(one.reviewer, one.checker) && !namesAnother(one.checker, one.reviewer))
    return falls('insufficient-evidence', '核查人和复核人是同一人', 'checker and second reviewer are the same person');
  if (one.on > asOf)
    return falls('insufficient-evidence', `核查日期 ${one.on} 晚于核查基准日`, `the check is dated later, ${one.on}`);
  if (last < asOf) return falls('stale', `现场核查已于 ${last} 过期`, `the on-site check expired on ${last}`);
  if (one.answer === 'na')
    return one.note === ''
      ? falls('insufficient-evidence', '填了“不适用”而没有写明原因', '“not applicable” without a reason')
      : { stands: true };
  if (lost !== '')
    return falls(
      'insufficient-evidence',
      `找不到照片 ${lost}，或是空文件`,
      `the photograph ${lost} is not there, or empty`,
    );
  if (one.photos.length === 0) return falls('insufficient-evidence', '没有照片佐证', 'no photograph supports it');
  return { stands: true };
}

/** The newest answer about an element at a place; a later one replaces the earlier. */
export function attestationOf(
  attestations: readonly Attestation[],
  element: string,
  site: string,
): Attestation | undefined {
  const mine = attestations.filter((one) => one.subject === element && one.site === site);
  return mine.reduce<Attestation | undefined>((best, one) => (best && best.on > one.on ? best : one), undefined);
}

/** Where the answer stands and how it came about, for the report; names of people stay in the checklist. */
export const attestedWords = ({ on, photos, note, at }: Attestation): Text => {
  const shown = photos.length === 0 ? '' : `，照片 ${photos.join('、')}`;
  const said = note === '' ? '' : `，说明：${note}`;
  return text(
    `${on} 现场核查${shown}${said}（${at}）`,
    `on-site check of ${on}${photos.length === 0 ? '' : `, photographs ${photos.join(', ')}`}${note === '' ? '' : `, note: ${note}`} (${at})`,
  );
};
