import { verifyBundle } from '../evidence/verify.ts';
import { REASONS } from '../evidence/reason.ts';
import { text } from '../language/text.ts';
import { withoutSecrets } from '../report/mask-secrets.ts';
import { safe } from '../report/safe-text.ts';
import { beijingTime } from '../report/when.ts';
import { cannotOpen, mustBeNoFolder, openStored } from './open-stored.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { verifySeals, type SealOptions } from './seal.ts';

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
  if (!(await verifySeals(file, key, desk))) return 'unverified';
  desk.print(zh ? '校验通过：与封存时完全一致。' : 'Verified: exactly as it was sealed.');
  return 'ok';
}
