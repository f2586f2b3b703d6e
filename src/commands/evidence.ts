import { verifyBundle } from '../evidence/verify.ts';
import { REASONS } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import { withoutSecrets } from '../report/mask-secrets.ts';
import { safe } from '../report/safe-text.ts';
import { beijingTime } from '../report/when.ts';
import { cannotOpen, mustBeNoFolder, openStored } from './open-stored.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { verifySeals, type Sealed, type SealOptions } from './seal.ts';

/** `evidence list`: one line a capture; works offline. */
export async function listEvidence(file: string, desk: Desk): Promise<ExitName> {
  const { captures } = await openStored(file);
  for (const { capturedAt, status, sha256, fault, id, unmodified } of captures) {
    const state = fault ? REASONS[fault.reason].name[desk.language] : unmodified ? '304' : String(status || 'ok');
    desk.print(
      [beijingTime(capturedAt)[desk.language], state, sha256.slice(0, 16) || '-', safe(withoutSecrets(id))].join('\t'),
    );
  }
  const unread = captures.filter(({ fault }) => fault).length;
  desk.tell(
    text(
      `共 ${captures.length} 条采集记录，其中 ${unread} 条未读到。`,
      `${captures.length} captures, ${unread} of them unread.`,
    )[desk.language],
  );
  return 'ok';
}

/** `evidence verify`: names every part of a bundle that is not as it was sealed; code 6 when there is any. */
export async function verifyEvidence(file: string, { key }: SealOptions, desk: Desk): Promise<ExitName> {
  await mustBeNoFolder(file);
  const damages = await verifyBundle(file).catch(cannotOpen(file));
  for (const { file: part, capture, what } of damages)
    desk.print(safe([part || file, capture ?? '', what[desk.language]].filter(Boolean).join('  ')));
  const zh = desk.language === 'zh';
  if (damages.length > 0) {
    desk.tell(
      zh
        ? `校验不通过：${damages.length} 处与封存时不一致，请使用备份的证据包。`
        : `Does not verify: ${damages.length} parts are not as they were sealed; use a backup.`,
    );
    return 'unverified';
  }
  const seals = await verifySeals(file, key, desk);
  if (seals === 'broken') return 'unverified';
  desk.print(WHOLE[seals][desk.language]);
  return 'ok';
}

/** Digests within a file are made anew by whoever makes the whole file anew: only what stands outside of it shows that. */
const WHOLE = {
  signed: text('校验通过：与签封时完全一致。', 'Verified: exactly as it was sealed.'),
  stamped: text(
    '校验通过：各部分相互一致，没有损坏或局部改动。',
    'Verified: all parts agree, none is damaged or was changed alone.',
  ),
  none: text(
    '校验通过：各部分相互一致，没有损坏或局部改动。没有核对签名，也没有时间戳：整个文件若被重做，只凭它自己看不出来；用 gongkai evidence seal 签封的可以证明。',
    'Verified: all parts agree, none is damaged or was changed alone. No signature was checked and there is no time stamp: that the whole file was made anew cannot be seen from itself; a seal (gongkai evidence seal) would prove it was not.',
  ),
} as const satisfies Record<Exclude<Sealed, 'broken'>, Text>;
