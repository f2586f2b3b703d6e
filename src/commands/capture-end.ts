import { StoreDamaged } from '../evidence/bundle.ts';
import { text, type Text } from '../language/text.ts';
import { Stop } from './desk.ts';
import type { AuditOptions } from './options.ts';
import { diskStop } from './write-file.ts';

/** What was typed: the verb and the workspace. */
interface Typed {
  readonly verb: string;
  readonly file: string;
}

export const interrupted = (run: Typed, options: AuditOptions): Stop =>
  new Stop(
    'interrupted',
    text('已中断，已采集的内容都已保存。', 'Interrupted; what was captured is kept.'),
    howToGoOn(run, options),
  );

/** An expected end of a capture that failed, or the error itself when it is none. */
export function captureStop(error: unknown, bundle: string, run: Typed, options: AuditOptions): unknown {
  if (error instanceof StoreDamaged)
    return new Stop(
      'unverified',
      text(
        '暂存的采集记录已与写入时不一致，不能封存；请不带 --resume 重新采集。',
        'the records captured so far are not as they were written and cannot be sealed; capture anew without --resume.',
      ),
    );
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new Stop('disk', ...diskStop(bundle, error).says, howToGoOn(run, options));
}

/** Options that are repeated when their value is not the one that is taken anyway. */
const REPEATED = [
  ['--as-of', 'asOf'],
  ['-o', 'out'],
  ['--max-pages', 'maxPages'],
  ['--max-depth', 'maxDepth'],
  ['--max-body', 'maxBody'],
  ['--timeout', 'timeout'],
  ['--retries', 'retries'],
  ['--confirm-after', 'confirmAfter'],
  ['--second-looks', 'secondLooks', '10'],
  ['--rate', 'rate', '1'],
  ['--robots', 'robots', 'obey'],
  ['--render', 'render', 'auto'],
  ['--browser', 'browser'],
] as const satisfies readonly (readonly [flag: string, key: keyof AuditOptions, usual?: string])[];
const LISTS = [
  ['--allow-private', 'allowPrivate'],
  ['--extra-ca', 'extraCa'],
  ['--tls-legacy', 'tlsLegacy'],
] as const satisfies readonly (readonly [flag: string, key: keyof AuditOptions])[];

/** The command that goes on with the run, as it would be typed; `more` are words of its own. */
export function howToGoOn({ file, verb }: Typed, options: AuditOptions, more: readonly string[] = []): Text {
  const words = [
    ...['gongkai', verb, ...(file === '.' ? [] : [file]), '--resume'],
    ...REPEATED.flatMap(([flag, key, usual]) => {
      const value = options[key];
      return value === undefined || value === usual ? [] : [flag, value];
    }),
    ...LISTS.flatMap(([flag, key]) => (options[key] ? [flag, ...options[key]] : [])),
    ...(options.fresh ? ['--fresh'] : []),
    ...(options.trustProxy ? ['--trust-proxy'] : []),
    ...more,
  ];
  const command = words.map((word) => (/^[\w./:@%+=,-]+$/.test(word) ? word : `"${word}"`)).join(' ');
  return text(`用 ${command} 继续`, `Go on with: ${command}`);
}
