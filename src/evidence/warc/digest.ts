import { createHash } from 'node:crypto';

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha1: 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  md5: 'md5',
  sha512: 'sha512',
};
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether a labelled digest (`sha1:DR5MBP…`) is that of the bytes; undefined when its algorithm is not known. Tools write
 * base32, hex, base64 and base64url, so each is accepted.
 */
export function digestHolds(labelled: string, bytes: Uint8Array): boolean | undefined {
  const [, label = '', value = ''] = /^([\w-]+):(.+)$/.exec(labelled.trim()) ?? [];
  const algorithm = ALGORITHMS[label.toLowerCase()];
  if (algorithm === undefined) return undefined;
  const digest = createHash(algorithm).update(bytes).digest();
  const forms = [digest.toString('base64'), digest.toString('base64url'), base32(digest)].map(unpadded);
  return (
    forms.includes(unpadded(value)) ||
    digest.toString('hex') === value.toLowerCase() ||
    unpadded(base32(digest)) === unpadded(value.toUpperCase())
  );
}

const unpadded = (value: string): string => value.replace(/=+$/, '');

/** RFC 4648, with the padding that 160 bits do not need and 256 do. */
function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let letters = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) letters += BASE32.charAt((held >> (bits - 5)) & 31);
  }
  if (bits > 0) letters += BASE32.charAt((held << (5 - bits)) & 31);
  return letters.padEnd(Math.ceil(letters.length / 8) * 8, '=');
}
