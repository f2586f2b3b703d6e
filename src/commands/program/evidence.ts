import type { Command } from 'commander';
import { text } from '../../language/text.ts';
import type { SealOptions } from '../seal.ts';
import type { Table } from './table.ts';

/** `evidence …`. */
export function addEvidence(program: Command, { desk, leave, t, command }: Table): void {
  const evidence = command(program, 'evidence', text('查看和校验证据包', 'look at and verify an evidence bundle'));
  const bundle = t('audit 或 capture 写出的 evidence.wacz', 'the evidence.wacz that audit or capture wrote');
  command(evidence, 'list', text('列出证据包中的采集记录', 'list the captures of a bundle'))
    .argument('<bundle>', bundle)
    .action(async (file: string) => {
      leave(await (await import('../evidence.ts')).listEvidence(file, desk));
    });
  command(evidence, 'verify', text('逐项校验证据包', 'verify every part of a bundle'))
    .argument('<bundle>', bundle)
    .option('--key <pem>', t('核验签名用的 Ed25519 公钥', 'the Ed25519 public key to check the seal with'))
    .action(async (file: string, given: SealOptions) => {
      leave(await (await import('../evidence.ts')).verifyEvidence(file, given, desk));
    });
  command(evidence, 'seal', text('签封证据包：数字签名、时间戳', 'seal a bundle: signature, time stamp'))
    .argument('<bundle>', bundle)
    .option('--key <pem>', t('签名用的 Ed25519 私钥', 'the Ed25519 private key to sign with'))
    .option('--timestamp <url>', t('RFC 3161 时间戳服务地址', 'an RFC 3161 time stamp authority'))
    .option('--allow-private <cidr...>', t('允许访问的内网地址段', 'private networks that may be contacted'))
    .action(async (file: string, given: SealOptions) => {
      leave(await (await import('../seal.ts')).sealEvidence(file, given, desk));
    });
}
