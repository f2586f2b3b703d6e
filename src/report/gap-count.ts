import { text, type Text } from '../language/text.ts';
import type { Report } from './report.ts';

/** What may be said where no gap was found: that little could be told is no praise, so the sentence names its base. */
export function noGaps({ coverage: { told, duties } }: Report): Text {
  if (told === duties) return text('未发现问题。', 'No gaps were found.');
  return text(
    `应公开的 ${duties} 项中，能判定的 ${told} 项未发现问题；其余未能判定，不等于合规。`,
    `No gaps were found in the ${told} of ${duties} duties that could be told; the rest is not known to be in order.`,
  );
}

/** How many gaps there are, and in how many entries they are told. */
export function gapCount({ gaps }: Report, entries: number): Text {
  const counted = `${gaps} ${gaps === 1 ? 'gap' : 'gaps'} in ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  return text(
    `共 ${gaps} 个问题，同一处的合并为 ${entries} 条。`,
    `${counted}: what is mended at one place is one entry.`,
  );
}
