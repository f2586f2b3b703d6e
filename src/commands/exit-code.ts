import { text, type Text } from '../language/text.ts';

/** What the process tells its caller; help, README and code read this one table. */
export const EXIT_CODES = {
  ok: [0, text('没有达到阈值的问题', 'nothing at or above the threshold')],
  gaps: [1, text('发现问题', 'gaps were found')],
  usage: [2, text('用法或配置错误', 'usage or configuration')],
  catalogue: [3, text('规则库无效', 'invalid catalogue')],
  evidence: [
    4,
    text(
      '证据不全：应查渠道未能读取，或佐证全部过期',
      'evidence incomplete: a required channel was not read, or all is too old',
    ),
  ],
  waiver: [5, text('豁免或现场核查表已过期', 'a waiver or an on-site checklist has expired')],
  unverified: [6, text('证据包校验不通过', 'evidence does not verify')],
  internal: [70, text('程序内部错误', 'internal error')],
  disk: [74, text('磁盘读写错误', 'disk error')],
  busy: [75, text('另一次运行正占用数据', 'another run holds the store')],
  interrupted: [130, text('已中断，可继续', 'interrupted, can be resumed')],
} as const satisfies Record<string, readonly [number, Text]>;

export type ExitName = keyof typeof EXIT_CODES;

export const exitCode = (name: ExitName): number => EXIT_CODES[name][0];
