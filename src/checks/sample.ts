import type { Block, Document } from '../documents/document.ts';
import { addressWords } from '../evidence/address-words.ts';
import { text, verbatim, type Text } from '../language/text.ts';
import type { Corpus } from './search/corpus.ts';

/** One thing that reaches the public as a whole: a page, a form, one text message. */
export interface Sample {
  readonly document: Document;
  /** The blocks that are its own, where it is only a part of the document; undefined when it is all of it. */
  readonly blocks?: readonly Block[];
  /** What to call it in a report. */
  readonly name: Text;
}

/** A text message begins with its sender's signature: 【国网山城供电】. */
const SIGNATURE = /^\W{0,4}\[[^\]]{2,20}\]/;

/** What a channel showed, piece by piece: an exported list of messages is as many samples as messages (A19). */
export const samples = ({ channel, documents }: Corpus): readonly Sample[] =>
  documents.flatMap((document) => (channel === 'sms' ? messages(document) : [whole(document)]));

const whole = (document: Document): Sample => ({
  document,
  name: document.title.trim() === '' ? addressWords(document.capture.url) : verbatim(document.title.trim()),
});

function messages(document: Document): readonly Sample[] {
  const starts = document.blocks.flatMap(({ text }, at) => (SIGNATURE.test(text.norm) ? [at] : []));
  if (starts.length < 2) return [whole(document)];
  const { zh, en } = whole(document).name;
  return starts.map((from, index) => ({
    document,
    blocks: document.blocks.slice(from, starts[index + 1]),
    name: text(`${zh} 第${index + 1}条`, `${en} no. ${index + 1}`),
  }));
}
