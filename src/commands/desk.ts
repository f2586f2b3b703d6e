import type { CivilDate } from '../calendar/civil-date.ts';
import { spellProblem, type Problem } from '../catalogue/problem.ts';
import type { Language, Text } from '../language/text.ts';
import type { ExitName } from './exit-code.ts';

/** The edge as a command sees it: where words go, in which language, and what day it is. Only `cli.ts` makes a real one. */
export interface Desk {
  readonly language: Language;
  /** Results, to stdout. */
  readonly print: (wording: string) => void;
  /** Talk, to stderr. */
  readonly tell: (wording: string) => void;
  /** A line of progress that the next one replaces on a terminal; in a log only one now and then. */
  readonly progress: (wording: string) => void;
  readonly today: CivilDate;
  /** The clock of live captures, milliseconds since 1970. */
  readonly now: () => number;
  /** Whether that clock is a test's (GONGKAI_TEST_NOW); a bundle made with it says so. */
  readonly isTestClock: boolean;
  readonly colour: boolean;
  readonly width: number;
  /** Whether somebody sits at a terminal and can be asked. */
  readonly interactive: boolean;
  /** The folder that holds `rules/`, inside the installed package. */
  readonly home: string;
  readonly version: string;
  /** Changes with every change of the program; undefined where its sources run without being built. */
  readonly build?: string;
  readonly interrupted: AbortSignal;
}

/** An expected end of a command: what to say and which code to leave with. */
export class Stop extends Error {
  readonly exit: ExitName;
  readonly says: readonly Text[];

  constructor(exit: ExitName, ...says: readonly Text[]) {
    super(says.map(({ en }) => en).join('\n'));
    this.name = 'Stop';
    this.exit = exit;
    this.says = says;
  }
}

/** Ends a command with every problem of the user's files, one a line. */
export const stopWith = (exit: ExitName, problems: readonly Problem[]): Stop =>
  new Stop(exit, ...problems.map(spellProblem));
