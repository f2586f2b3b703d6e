import { Chalk, type ChalkInstance } from 'chalk';
import type { Outcome } from '../../verdicts/verdict.ts';
import type { Report, RenderOptions } from '../report.ts';
import { safe, withoutLogCommands } from '../safe-text.ts';
import { voiceOf, type Voice } from '../voice.ts';
import { widthOf, wrap } from './columns.ts';

export type Tint = (text: string) => string;

/** What a part of the terminal report is written on: the words, the colours and the width in columns. */
export interface Sheet {
  readonly voice: Voice;
  readonly paint: ChalkInstance;
  readonly width: number;
  /** The whole width, which a table may use; text keeps to what is comfortable to read. */
  readonly screen: number;
  readonly tintOf: (outcome: Outcome) => Tint;
}

const NARROWEST = 60;
/** What hangs under a very long label still has so many columns. */
const LEAST_COLUMNS = 24;
/** Longer lines are hard to read on a wide screen. */
const WIDEST = 160;

export function sheetOf(report: Report, { language, colour, width }: RenderOptions): Sheet {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const { green, red, yellow, cyan, dim } = paint;
  const tints = { passed: green, failed: red, cantTell: yellow, untested: yellow, pending: cyan, inapplicable: dim };
  return {
    voice: voiceOf(report, language),
    paint,
    width: Math.min(WIDEST, Math.max(NARROWEST, width)),
    screen: Math.max(NARROWEST, width),
    tintOf: (outcome) => tints[outcome],
  };
}

const plain: Tint = (text) => text;

/** A paragraph: what comes first on its first line, the rest hanging under it; made harmless, wrapped, then painted. */
export function lines(sheet: Sheet, first: string, text: string, tint: Tint = plain): string[] {
  const head = safe(first);
  const hang = widthOf(head);
  return wrap(safe(text), Math.max(LEAST_COLUMNS, sheet.width - hang)).map((line, index) =>
    tint(withoutLogCommands((index === 0 ? head : ' '.repeat(hang)) + line)),
  );
}

/** `  label：words`, its further lines hanging under the words. */
export const labelled = (sheet: Sheet, indent: number, label: string, text: string, tint: Tint = plain): string[] =>
  lines(sheet, `${' '.repeat(indent)}${label}${sheet.voice.t('：', ': ')}`, text, tint);

export const heading = (sheet: Sheet, text: string): string => sheet.paint.bold(safe(text));
