import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { faultWords } from '../evidence/fault/words.ts';
import { fileDigest, makeSeal, readSealKey, sealFileOf, verifySeal, type SealProblem } from '../evidence/seal.ts';
import { readTimestamp, timestampFileOf, timestampRequest, type TimestampProblem } from '../evidence/timestamp.ts';
import { askAuthority } from '../evidence/timestamp-fetch.ts';
import { verifyBundle } from '../evidence/verify.ts';
import { REASONS } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import { beijingTime } from '../report/when.ts';
import { cannotOpen } from './open-stored.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { announce } from './report.ts';
import { writeFileWhole } from './write-file.ts';

export interface SealOptions {
  readonly key?: string;
  readonly timestamp?: string;
  readonly allowPrivate?: readonly string[];
}

/** `evidence seal`: a signature, a time stamp or both beside a bundle, which itself is not touched. */
export async function sealEvidence(file: string, options: SealOptions, desk: Desk): Promise<ExitName> {
  if (options.key === undefined && options.timestamp === undefined)
    throw new Stop(
      'usage',
      text('请给出 --key 私钥文件，或 --timestamp 时间戳服务地址。', 'give --key, --timestamp or both.'),
    );
  const key = options.key === undefined ? undefined : await openKey(options.key, 'sign');
  const authority = options.timestamp === undefined ? undefined : addressOf(options.timestamp);
  const damages = await verifyBundle(file).catch(cannotOpen(file));
  if (damages.length > 0)
    throw new Stop(
      'unverified',
      text(
        `${file} 校验不通过，不予签封；请先用 gongkai evidence verify 查看。`,
        `${file} does not verify and is not sealed; see gongkai evidence verify.`,
      ),
    );
  const digest = await fileDigest(file);
  const written: string[] = [];
  if (key) {
    await writeFileWhole(sealFileOf(file), `${JSON.stringify(makeSeal(digest, key), undefined, 2)}\n`);
    written.push(sealFileOf(file));
  }
  if (authority) {
    await writeFileWhole(timestampFileOf(file), await stampFrom(authority, digest, options, desk));
    written.push(timestampFileOf(file));
  }
  announce(written, desk);
  return 'ok';
}

async function stampFrom(authority: URL, digest: string, options: SealOptions, desk: Desk): Promise<Uint8Array> {
  const nonce = randomBytes(8);
  const reply = await askAuthority(authority, timestampRequest(digest, nonce), {
    allowPrivate: options.allowPrivate ?? [],
    environment: process.env,
    signal: desk.interrupted,
  });
  if (desk.interrupted.aborted)
    throw new Stop('interrupted', text('已中断，未取得时间戳。', 'Interrupted; there is no time stamp.'));
  if ('reason' in reply) {
    const { zh, en } = REASONS[reply.reason].name;
    const why = faultWords(reply.detail);
    throw new Stop('evidence', text(`未取得时间戳：${zh}（${why.zh}）。`, `no time stamp: ${en} (${why.en}).`));
  }
  const stamp = readTimestamp(reply, digest, nonce);
  if (typeof stamp !== 'string') return reply;
  const { zh, en } = STAMP_PROBLEMS[stamp];
  throw new Stop('evidence', text(`时间戳不可用：${zh}。`, `the time stamp cannot be used: ${en}.`));
}

function addressOf(written: string): URL {
  try {
    const url = new URL(written);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // Said below.
  }
  throw new Stop(
    'usage',
    text(`时间戳服务地址「${written}」不是网址。`, `"${written}" is no address of a time stamp authority.`),
  );
}

async function openKey(file: string, use: 'sign' | 'verify'): Promise<KeyObject> {
  const pem = await readFile(file, 'utf8').catch(() => '');
  const key = readSealKey(pem, use);
  if (key) return key;
  const [zh, en] = use === 'sign' ? ['私钥', 'private'] : ['公钥', 'public'];
  throw new Stop(
    'usage',
    text(
      `${file} 不是未加密的 Ed25519 ${zh}（PEM）；可用 openssl genpkey -algorithm ed25519 生成密钥。`,
      `${file} is no unencrypted Ed25519 ${en} key (PEM); openssl genpkey -algorithm ed25519 makes one.`,
    ),
  );
}

/** What was held against the bundle; a seal or a time stamp that does not hold breaks it, whatever the other says. */
export type Sealed = 'signed' | 'stamped' | 'none' | 'broken';

/** Says what the seal and the time stamp beside a bundle prove. */
export async function verifySeals(file: string, keyFile: string | undefined, desk: Desk): Promise<Sealed> {
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  const signed = keyFile === undefined ? undefined : await verifySeal(file, await openKey(keyFile, 'verify'));
  if (keyFile !== undefined)
    desk.print(
      say(
        signed
          ? SEAL_PROBLEMS[signed]
          : text(
              '签名有效：证据包由该密钥的持有人签封。',
              'The signature holds: the owner of this key sealed the bundle.',
            ),
      ),
    );
  const stamp = await stampBeside(file);
  if (stamp) desk.print(say(stamp.says));
  if (signed || stamp?.holds === false) return 'broken';
  if (keyFile !== undefined) return 'signed';
  return stamp ? 'stamped' : 'none';
}

async function stampBeside(file: string): Promise<{ readonly holds: boolean; readonly says: Text } | undefined> {
  const reply = await readFile(timestampFileOf(file)).catch(() => undefined);
  if (!reply) return undefined;
  const stamp = readTimestamp(reply, await fileDigest(file));
  if (typeof stamp === 'string') {
    const { zh, en } = STAMP_PROBLEMS[stamp];
    return { holds: false, says: text(`时间戳不成立：${zh}。`, `The time stamp does not hold: ${en}.`) };
  }
  const { zh, en } = beijingTime(stamp.time);
  return {
    holds: true,
    says: text(
      `时间戳与证据包一致：时间戳机构所记时间为 ${zh}；机构的签名请用 openssl ts -verify 核验。`,
      `The time stamp is of this bundle; the authority's time is ${en}. Check its signature with openssl ts -verify.`,
    ),
  };
}

const SEAL_PROBLEMS = {
  'no-seal': text('签名不成立：证据包旁没有 .sig 签名文件。', 'No signature: there is no .sig file beside the bundle.'),
  'no-seal-file': text('签名不成立：.sig 文件不是 gongkai 签名。', 'The .sig file is no gongkai seal.'),
  'other-key': text('签名不成立：由另一把密钥签封。', 'The signature is by another key.'),
  'other-bundle': text(
    '签名不成立：证据包在签封后被改动，或签名属于另一个证据包。',
    'The bundle was changed after it was sealed, or the seal is of another one.',
  ),
  'bad-signature': text('签名不成立：签名值与密钥不符。', 'The signature does not match the key.'),
} as const satisfies Record<SealProblem, Text>;

const STAMP_PROBLEMS = {
  'not-granted': text('时间戳机构未予签发', 'the authority did not grant it'),
  malformed: text('不是可读的 RFC 3161 时间戳', 'it is no readable RFC 3161 time stamp'),
  'other-digest': text('所签的不是这个证据包', 'it is of something else'),
  'other-nonce': text('不是对本次请求的答复', 'it answers another request'),
} as const satisfies Record<TimestampProblem, Text>;
