import type { Block, Document } from '../documents/document.ts';
import { blockAt } from './search/evidence.ts';

const ANSWER = /^(?:答|a)\s?[:.、]\s?/iu;

/** 问：…？ 答：…: the line behind a question that is marked as its answer. */
export function answerTo(document: Document, { index, region }: Block): Block | undefined {
  const next = blockAt(document, index + 1);
  return next?.region === region && ANSWER.test(next.text.norm) ? next : undefined;
}

/** The words of an answer without its mark. */
export const answered = ({ text: { norm } }: Block): string => norm.replace(ANSWER, '');
