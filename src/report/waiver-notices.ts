import type { CivilDate } from '../calendar/civil-date.ts';
import { CHANNELS } from '../catalogue/closed-lists.ts';
import { text, type Text } from '../language/text.ts';
import type { WaiverUse } from '../verdicts/waive.ts';
import { placesOf } from '../workspace/places.ts';
import type { Waiver } from '../workspace/waiver.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Every report says which gaps somebody lets stand, which of these permissions have run out, and which name a hall that
 * the workspace does not have.
 */
export const waiverNotices = (
  uses: readonly WaiverUse[],
  workspace: Pick<Workspace, 'channels'>,
  asOf: CivilDate,
): Text[] =>
  uses.flatMap((use) => (isAstray(use.waiver, workspace) && asOf <= use.waiver.until ? astray(use) : noticeOf(use)));

/** One that names a hall by a slip, or by the name it had, would silently let nothing stand. */
const isAstray = ({ channel, site }: Waiver, workspace: Pick<Workspace, 'channels'>): boolean =>
  site !== undefined &&
  !CHANNELS.filter((one) => channel === undefined || one === channel).some((one) =>
    placesOf(workspace, one).some((place) => place.site === site),
  );

const astray = ({ waiver: { element, site = '', at } }: WaiverUse): Text[] => [
  text(
    `豁免不起作用：${element}（${at}）所写的「${site}」不在 gongkai.yaml 中，请核对名称。`,
    `A waiver lets nothing stand: “${site}”, of which ${element} (${at}) speaks, is not in gongkai.yaml; check the name.`,
  ),
];

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
