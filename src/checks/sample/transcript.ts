import type { Document } from '../../documents/document.ts';
import { onceRead } from '../../documents/once.ts';

/** Who speaks in a line of a conversation; `machine`: an automatic reply or announcement. */
export type Speaker = 'customer' | 'staff' | 'machine';

/** A label stands alone on its line, or its words follow a colon: 客户：…, [09:12:05] 坐席1023：…, 客服（小电） 2026-11-18 09:12. */
const labelled = (names: string): RegExp =>
  new RegExp(
    `^[\\d\\s:/.[(-]{0,24}[\\])]?\\s?\\[?(?:${names})\\]?(?:小?[\\dA-Z]{1,8}|先生|女士|小姐|小\\p{Script=Han}|[(\\[][^)\\]]{1,20}[)\\]])?[\\s\\d:/.()\\-年月日]*(?::|$)`,
    'iu',
  );
const SPEAKERS: Readonly<Record<Speaker, RegExp>> = {
  machine: labelled('智能客服|机器人|智能机器人|自动回复|系统消息|自动语音|语音导航|语音播报|IVR|欢迎语'),
  staff: labelled(
    '在线客服|人工客服|客服专员|客服代表|客服|坐席|座席|话务员|接线员|工作人员|客户经理|营业员|受理员|值班员',
  ),
  customer: labelled('用电客户|来电客户|客户|用户|来电人|来电者|市民|访客|咨询人|主叫|顾客'),
};

const speakerOf = (words: string): Speaker | undefined =>
  (['machine', 'staff', 'customer'] as const).find((speaker) => SPEAKERS[speaker].test(words));

/** A form has a line for the customer and one for the clerk; a conversation goes to and fro. */
const TURNS = 3;

/**
 * Who says each block of a conversation written down, by the block's index; undefined of a document that is none. What stands before
 * the first speaker is the record's own head (受理渠道：95598), which nobody says.
 */
export const speakersOf: (document: Document) => ReadonlyMap<number, Speaker> | undefined = onceRead(({ blocks }) => {
  const told = blocks.map(({ text, region }) => (region === 'main' ? speakerOf(text.norm) : undefined));
  const turns = told.filter((one) => one !== undefined).filter((one, at, all) => one !== all[at - 1]);
  if (turns.length < TURNS || !turns.includes('customer')) return undefined;
  const by = new Map<number, Speaker>();
  let now: Speaker | undefined;
  for (const [at, { index, region }] of blocks.entries()) {
    now = told[at] ?? now;
    if (now && region === 'main') by.set(index, now);
  }
  return by;
});
