import { text, type Text } from '../language/text.ts';
import type { WaiverUse } from '../verdicts/waive.ts';

/** Every report says which gaps somebody lets stand, and which of these permissions have run out. */
export const waiverNotices = (uses: readonly WaiverUse[]): Text[] => uses.flatMap(noticeOf);

function noticeOf({ waiver, status, verdicts }: WaiverUse): Text[] {
  const { element, reason, approver, from, until, at } = waiver;
  const count = verdicts.length;
  const who = text(
    `${element}（${count} 项问题，批准人 ${approver}，原因：${reason}，${at}）`,
    `${element} (${count} gaps, approved by ${approver}, reason: ${reason}, ${at})`,
  );
  switch (status) {
    case 'in-force':
      return [text(`豁免生效至 ${until}：${who.zh}。`, `Waived until ${until}: ${who.en}.`)];
    case 'expired':
      return [
        text(
          `豁免已于 ${until} 到期，所涉问题重新计入：${who.zh}；请整改或重新报批。`,
          `A waiver expired on ${until} and its gaps count again: ${who.en}; mend them or have it renewed.`,
        ),
      ];
    case 'not-yet':
      return [text(`豁免自 ${from} 起生效：${who.zh}。`, `Waived only from ${from}: ${who.en}.`)];
    case 'idle':
      return [];
  }
}
