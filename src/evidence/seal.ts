import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readJson } from './wacz/schema.ts';

/** A detached signature (Ed25519, RFC 8032) of a whole bundle, as it stands in `<bundle>.sig`. */
export interface Seal {
  readonly format: 'gongkai-seal/1';
  readonly algorithm: 'Ed25519';
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hex. */
  readonly keyId: string;
  readonly digest: { readonly algorithm: 'sha256'; readonly hex: string };
  /** Base64, over the format's name and the digest. */
  readonly signature: string;
}

/** What can be wrong with a seal; `verifySeal` looks in this order. */
export type SealProblem = 'no-seal' | 'no-seal-file' | 'other-key' | 'other-bundle' | 'bad-signature';

const FORMAT = 'gongkai-seal/1';
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const sealSchema = z.strictObject({
  format: z.literal(FORMAT),
  algorithm: z.literal('Ed25519'),
  keyId: hex,
  digest: z.strictObject({ algorithm: z.literal('sha256'), hex }),
  signature: z.base64(),
});

export const sealFileOf = (bundle: string): string => `${bundle}.sig`;

/** SHA-256 of a file, hex; rejects with what the disk reports. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** The key in a PEM text; undefined when it is none, is encrypted, or is of another kind than Ed25519. */
export function readSealKey(pem: string, use: 'sign' | 'verify'): KeyObject | undefined {
  try {
    const key = use === 'sign' ? createPrivateKey(pem) : createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Signs the digest of a bundle with a private key. The same bundle and key give the same seal. */
export function makeSeal(digest: string, key: KeyObject): Seal {
  return {
    format: FORMAT,
    algorithm: 'Ed25519',
    keyId: keyIdOf(createPublicKey(key)),
    digest: { algorithm: 'sha256', hex: digest },
    signature: sign(null, signedWords(digest), key).toString('base64'),
  };
}

/** Checks the seal beside a bundle against a public key; undefined when it holds. */
export async function verifySeal(bundle: string, key: KeyObject): Promise<SealProblem | undefined> {
  const content = await readFile(sealFileOf(bundle), 'utf8').catch(() => undefined);
  if (content === undefined) return 'no-seal';
  // Editors on Windows put a mark in front and turn the line ends; neither is signed.
  const seal = readJson<Seal>(sealSchema, content.replace(/^\uFEFF/, ''));
  if (!seal) return 'no-seal-file';
  if (seal.keyId !== keyIdOf(key)) return 'other-key';
  if (seal.digest.hex !== (await fileDigest(bundle))) return 'other-bundle';
  const holds = verify(null, signedWords(seal.digest.hex), key, Buffer.from(seal.signature, 'base64'));
  return holds ? undefined : 'bad-signature';
}

/** The format's name stands in front, so that a signature made for another purpose never fits. */
const signedWords = (digest: string): Buffer => Buffer.from(`${FORMAT}\nsha256:${digest}\n`);

const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
