import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate with its key, made on the spot (RFC 5280), so that no key and no expiry date is kept in the project. */
export interface Certificate {
  readonly name: string;
  readonly cert: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

export interface CertificateRequest {
  /** Common name, and the one DNS name it is valid for. */
  readonly name: string;
  /** Itself, when left out. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  /** `YYYYMMDD`. */
  readonly from?: string;
  readonly until?: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utf8 = (value: string): Buffer => der(0x0c, Buffer.from(value));
const time = (day: string): Buffer => der(0x18, Buffer.from(`${day}000000Z`));
const yes = der(0x01, Buffer.from([0xff]));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), utf8(name))));

function extensions({ name, isAuthority = false }: CertificateRequest): Buffer {
  const alternative = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(name)))));
  const constraints = sequence(oid('551d13'), yes, der(0x04, sequence(...(isAuthority ? [yes] : []))));
  return der(0xa3, sequence(alternative, constraints));
}

let serial = 0;

export function certificate(request: CertificateRequest): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { name, issuer, from = '20200101', until = '20991231' } = request;
  serial += 1;
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ECDSA_SHA256,
    nameOf(issuer?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(request),
  );
  const signature = sign('sha256', signed, issuer?.privateKey ?? privateKey);
  const bytes = sequence(signed, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  return { name, cert: pem(bytes), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, privateKey };
}

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
