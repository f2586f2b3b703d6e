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
