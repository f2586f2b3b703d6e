import { readFile } from 'node:fs/promises';
import { systemClock } from '../evidence/clock.ts';
import type { CollectOptions } from '../evidence/collect.ts';
import type { LiveLimits } from '../evidence/limits.ts';
import { text } from '../language/text.ts';
import { Stop, type Desk } from './desk.ts';
import type { Means } from './means.ts';
import type { AuditOptions } from './options.ts';

/** What the options allow on the network. Stops when a certificate file cannot be read. */
export async function networkOf(options: AuditOptions, desk: Desk, { politeness }: Means): Promise<CollectOptions> {
  return {
    rate: Number(options.rate),
    ...(politeness && { politeness }),
    robots: options.robots === 'ignore' ? 'ignore' : 'obey',
    allowPrivate: options.allowPrivate ?? [],
    secondLooks: Number(options.secondLooks ?? 0),
    trustProxy: options.trustProxy ?? false,
    environment: process.env,
    extraCa: await Promise.all((options.extraCa ?? []).map(readCertificate)),
    tlsLegacy: options.tlsLegacy ?? [],
    signal: desk.interrupted,
    clock: { ...systemClock, now: desk.now },
    limits: limitsOf(options),
  };
}

const MB = 1024 * 1024;

function limitsOf({ maxPages, maxDepth, maxBody, timeout, retries, confirmAfter }: AuditOptions): Partial<LiveLimits> {
  const seconds = (written: string): number => Number(written) * 1_000;
  return {
    ...(maxPages !== undefined && { pages: Number(maxPages) }),
    ...(maxDepth !== undefined && { hops: Number(maxDepth) }),
    ...(maxBody !== undefined && { rawBytes: Number(maxBody) * MB }),
    ...(timeout !== undefined && { requestMs: seconds(timeout) }),
    ...(retries !== undefined && { retries: Number(retries) }),
    ...(confirmAfter !== undefined && { confirmMs: seconds(confirmAfter) }),
  };
}

async function readCertificate(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch(() => '');
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  throw new Stop(
    'usage',
    text(
      `--extra-ca 的文件「${file}」打不开或不是 PEM 证书（应以 -----BEGIN CERTIFICATE----- 开头）。`,
      `--extra-ca: "${file}" cannot be read or is no PEM certificate (it begins with -----BEGIN CERTIFICATE-----).`,
    ),
  );
}
