import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { defineCheck } from './check.ts';
import { absent, blockAt, citing, held, quoteFrom } from './evidence.ts';
import type { Quote } from './finding.ts';
import { patternSchema, type Pattern } from './pattern.ts';

const parameters = z.strictObject({
  /** Wordings that name the thing, in any region of any page; one is enough for the channel. */
  patterns: z.array(patternSchema).min(1),
  /** What was looked for, in words for the report. */
  sought: z.array(z.string()).min(1),
});
type Parameters = z.infer<typeof parameters>;

/** Something that a channel names once, wherever a citizen may see it: an App, an account (9.2, 9.3). */
export const mention = defineCheck<Parameters>({
  name: 'mention',
  parameters,
  run: ({ documents }, { patterns, sought }, { element }) => {
    // The wording differs from page to page; what channels must agree on is the thing named.
    const facts =
      element.fact === undefined ? [] : [{ key: element.fact, value: sought[0] ?? '', shown: sought[0] ?? '' }];
    const says = text(`已公布${element.name.zh}`, `${element.name.en} is shown`);
    const candidates = documents.filter((document) => patterns.some((pattern) => mayMatch(document, pattern)));
    for (const document of candidates) {
      const quote = inText(document, patterns);
      if (quote) return [held([says], { quotes: [quote], sought, stated: publicationOf(document), facts })];
    }
    for (const document of candidates) {
      const quote = inPicture(document, patterns);
      if (quote)
        return [held([says], { quotes: [quote], sought, stated: publicationOf(document), lowAssurance: true })];
    }
    return [absent([text(`未发现${element.name.zh}`, `${element.name.en} was not found`)], sought)];
  },
});

const mayMatch = (document: Document, { literals }: Pattern): boolean =>
  literals.every((words) => mayName(document, words));

function inText(document: Document, patterns: readonly Pattern[]): Quote | undefined {
  for (const block of document.blocks) {
    for (const { find } of patterns) {
      const match = find(block.text.norm);
      if (match) return quoteFrom(document, block, Math.max(0, match.start - 20), match.end + 20);
    }
  }
  return undefined;
}

function inPicture(document: Document, patterns: readonly Pattern[]): Quote | undefined {
  const image = document.images.find(({ alt }) => patterns.some(({ find }) => find(norm(alt)) !== undefined));
  return image && citing(document, image.alt, blockAt(document, image.block)?.place ?? 'img');
}
