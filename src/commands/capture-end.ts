import { StoreDamaged } from '../evidence/bundle.ts';
import { text, type Text } from '../language/text.ts';
import { Stop } from './desk.ts';
import type { AuditOptions } from './options.ts';
import { USUAL_FORMATS } from './program/options.ts';
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

/** The evidence is sealed: only the reading is done again, and whoever checked a bundle types the same once more. */
export function readingStopped(bundle: string, run: Typed & { readonly asOf: string }, options: AuditOptions): Stop {
  const said = text('已中断，还没有写报告。', 'Interrupted; no report was written.');
  if (run.verb === 'check') return new Stop('interrupted', said);
  const kept = text(`证据包已写好：${bundle}`, `The bundle is written: ${bundle}`);
  return new Stop('interrupted', said, kept, howToGoOn(run, { ...options, asOf: run.asOf }));
}

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
  ['--fail-on', 'failOn', 'minor'],
  ['--patience', 'patience', '3'],
  ['--forecast', 'forecast'],
] as const satisfies readonly (readonly [flag: string, key: keyof AuditOptions, usual?: string])[];
const LISTS = [
  ['--allow-private', 'allowPrivate'],
  ['--extra-ca', 'extraCa'],
  ['--tls-legacy', 'tlsLegacy'],
] as const satisfies readonly (readonly [flag: string, key: keyof AuditOptions])[];

/** Those that take no value; without them a mere trial, gone on with, would enter the history. */
const FLAGS = [
  ['--fresh', 'fresh', true],
  ['--trust-proxy', 'trustProxy', true],
  ['--json', 'json', true],
  ['--since-last', 'sinceLast', true],
  ['--no-history', 'history', false],
  ['--screenshots', 'screenshots', true],
  ['--no-screenshots', 'screenshots', false],
] as const satisfies readonly (readonly [flag: string, key: keyof AuditOptions, when: boolean])[];

/** The command that goes on with the run, as it would be typed; `more` are words of its own. */
export function howToGoOn({ file, verb }: Typed, options: AuditOptions, more: readonly string[] = []): Text {
  // A capture has no formats.
  const { format = USUAL_FORMATS } = options as Partial<AuditOptions>;
  const formats = format.join(',');
  const words = [
    ...['gongkai', verb, ...(file === '.' ? [] : [file]), '--resume'],
    ...REPEATED.flatMap(([flag, key, usual]) => {
      const value = options[key];
      return value === undefined || value === usual ? [] : [flag, value];
    }),
    ...LISTS.flatMap(([flag, key]) => (options[key] ? [flag, ...options[key]] : [])),
    ...FLAGS.flatMap(([flag, key, when]) => (options[key] === when ? [flag] : [])),
    ...(formats === USUAL_FORMATS.join(',') ? [] : ['--format', formats]),
    ...more,
  ];
  const command = words.map((word) => (/^[\w./:@%+=,-]+$/.test(word) ? word : `"${word}"`)).join(' ');
  return text(`用 ${command} 继续`, `Go on with: ${command} --lang en`);
}
