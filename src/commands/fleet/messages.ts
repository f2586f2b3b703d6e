import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.ts';
import type { Language } from '../../language/text.ts';
import { unitSummarySchema } from '../../report/fleet/summary.ts';
import { EXIT_CODES, type ExitName } from '../exit-code.ts';
import type { AuditOptions } from '../options.ts';

/** What every company of one run is audited with. Plain data: it goes to another process. */
export interface FleetSetting {
  readonly options: AuditOptions;
  readonly asOf: CivilDate;
  readonly language: Language;
  readonly home: string;
  readonly version: string;
  readonly build?: string;
  /** The clock that a test holds still, milliseconds since 1970. */
  readonly heldClock?: number;
  /** Reading processes that the companies of one process share. */
  readonly readers: number;
  /** Go on with the run that was interrupted. */
  readonly resume: boolean;
}

const exitNames = Object.keys(EXIT_CODES) as [ExitName, ...ExitName[]];

/** How the audit of one company ended. */
export const unitResultSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('finished'), exit: z.enum(exitNames), summary: unitSummarySchema }),
  z.strictObject({
    state: z.literal('unfinished'),
    exit: z.enum(exitNames),
    why: z.array(z.strictObject({ zh: z.string(), en: z.string() })),
  }),
]);
export type UnitResult = z.infer<typeof unitResultSchema>;

/** To the process that audits. `turn` lets the request of that number go. */
export type Order =
  | { readonly kind: 'open'; readonly setting: FleetSetting }
  | { readonly kind: 'audit'; readonly unit: number; readonly file: string; readonly marker: string }
  | { readonly kind: 'turn'; readonly request: number }
  | { readonly kind: 'stop' };

/** From it. `turn`, `slow` and `hold` speak of hosts, whose pace one process keeps for all. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'told'; readonly unit: number; readonly words: string }
  | { readonly kind: 'progress'; readonly unit: number; readonly words: string }
  | { readonly kind: 'done'; readonly unit: number; readonly result: UnitResult }
  | PaceAnswer;
export type PaceAnswer =
  | { readonly kind: 'turn'; readonly request: number; readonly host: string }
  | { readonly kind: 'slow'; readonly host: string; readonly ms: number }
  | { readonly kind: 'hold'; readonly host: string; readonly ms: number };
