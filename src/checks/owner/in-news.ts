import type { Vocabulary } from '../../catalogue/rule.ts';
import type { Block, Document } from '../../documents/document.ts';
import { text, type Text } from '../../language/text.ts';
import { isLinkLine, titleOf } from '../search/evidence.ts';
import { includesAny } from '../search/terms.ts';

/** Whether a thing is only reported on there: in the text of a piece of news, or in its headline, here or in a list (C25). */
export function isInNews(document: Document, block: Block | undefined, { news }: Vocabulary): boolean {
  if (block?.region !== 'main') return false;
  if (includesAny(titleOf(document), news)) return true;
  // The line's words are at hand; the links are those of the page, which may have to be fetched.
  return includesAny(block.text.norm, news) && (block.kind === 'heading' || isLinkLine(document, block));
}

/** Who reads the news learns of the line; whether that publishes it no rule says. */
export const namedInNews = (number: string): Text =>
  text(
    `只在新闻中提到 ${number}，是否算作公布须人工判断`,
    `${number} is named in news only; a person has to say whether that publishes it`,
  );
