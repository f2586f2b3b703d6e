import type { Block, Document } from '../documents/document.ts';
import { addressWords } from '../evidence/address-words.ts';
import type { ChannelId } from '../catalogue/rule.ts';
import { join, text, verbatim, type Text } from '../language/text.ts';
import type { Corpus } from './search/corpus.ts';
import { citing, quoteFrom } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import { listedMessages, MESSAGE_START, type Message } from './sample/message-table.ts';
import { speakersOf, type Speaker } from './sample/transcript.ts';

/** One thing that reaches the public as a whole: a page, a form, one text message, what our side says in a conversation. */
export interface Sample {
  readonly document: Document;
  /** The blocks that are its own, where it is only a part of the document; undefined when it is all of it. */
  readonly blocks?: readonly Block[];
  /** What to call it in a report. */
  readonly name: Text;
  /** Where it stands in its file, where the file's own rows are known. */
  readonly place?: string;
  /** The template that it was made from; '' where its list does not tell. */
  readonly template?: string;
  /** Messages of a list that are made alike share this, and are told of together. */
  readonly alike?: string;
  /** Who says which block, of a conversation. */
  readonly speakers?: ReadonlyMap<number, Speaker>;
}

/** Where conversations are handed in as evidence. On a website a question with its answer is a page like any other. */
const CONVERSED: ReadonlySet<ChannelId> = new Set<ChannelId>(['im', 'app', 'mobile', 'wechat', 'sms', 'documents']);

/** What a channel showed, piece by piece: an exported list of messages is as many samples as messages (A19). */
export const samples = ({ channel, documents }: Corpus): readonly Sample[] =>
  documents.flatMap((document) => {
    const conversed = CONVERSED.has(channel) ? conversation(document) : undefined;
    if (conversed) return [conversed];
    return channel === 'sms' ? messages(document) : [whole(document)];
  });

const whole = (document: Document): Sample => ({
  document,
  name: document.title.trim() === '' ? addressWords(document.capture.url) : verbatim(document.title.trim()),
});

/** What customers say shows nobody anything. */
function conversation(document: Document): Sample | undefined {
  const speakers = speakersOf(document);
  if (!speakers) return undefined;
  const isOurs = ({ index, region }: Block): boolean =>
    region !== 'main' || (speakers.get(index) ?? 'customer') !== 'customer';
  return { ...whole(document), blocks: document.blocks.filter(isOurs), speakers };
}

function messages(document: Document): readonly Sample[] {
  const listed = listedMessages(document);
  const file = addressWords(document.capture.url);
  const rows = listed.map((message): Sample => {
    const { blocks, template, place } = message;
    return {
      ...{ document, blocks, template, ...(place !== undefined && { place }) },
      alike: `${document.capture.id}\n${shapeOf(message)}`,
      name: join([file, rowWords(message)], ' ', ' '),
    };
  });
  const { blocks } = document;
  return rows.length > 0
    ? [...rows, ...written(document, blocks.filter(isOutside), 1)]
    : orWhole(document, written(document, blocks, 2));
}

const orWhole = (document: Document, found: readonly Sample[]): readonly Sample[] =>
  found.length > 0 ? found : [whole(document)];

const isOutside = ({ kind }: Block): boolean => kind !== 'cell';

/** Messages that stand one after the other, where so many begin at least. */
function written(document: Document, blocks: readonly Block[], least: number): readonly Sample[] {
  const starts = blocks.flatMap(({ text: { norm } }, at) =>
    MESSAGE_START.test(norm) || isRow(document, norm) ? [at] : [],
  );
  const { zh, en } = whole(document).name;
  return starts.length < least
    ? []
    : starts.map((from, index) => ({
        document,
        blocks: blocks.slice(from, starts[index + 1]),
        name: text(`${zh} 第${index + 1}条`, `${en} no. ${index + 1}`),
      }));
}

const rowWords = ({ sheet, row }: Message): Text =>
  sheet === '' ? text(`第${row}行`, `row ${row}`) : text(`工作表“${sheet}”第${row}行`, `sheet “${sheet}”, row ${row}`);

/** Letters that tell one template from another: what stands before names and amounts begin. */
const SHAPE_LETTERS = 20;

/** The template, or else how the message begins without its figures. */
const shapeOf = ({ blocks: [first], template }: Pick<Message, 'blocks' | 'template'>): string =>
  template || (first?.text.norm ?? '').replace(/[\d.:年月日]+/g, '').slice(0, SHAPE_LETTERS);

/** A sheet of one column has a message in each row. */
const isRow = ({ format }: Document, words: string): boolean =>
  (format === 'xlsx' || format === 'csv' || format === 'xls') && words.length >= 15 && /[,。]/.test(words);

/** How a sample begins, at its place in the file. */
export const opening = (sample: Sample): readonly Quote[] =>
  (sample.blocks ?? sample.document.blocks)
    .slice(0, 1)
    .map((block) => inPlace(sample, quoteFrom(sample.document, block)));

/** A quotation of a sample with the place by which a person finds it. */
export const inPlace = ({ document, place }: Sample, quote: Quote): Quote =>
  place === undefined ? quote : citing(document, quote.words, place);

/** One sample of those that are made alike, with their number, and each of the others. */
export function oneOfEach(of: readonly Sample[]): readonly { readonly sample: Sample; readonly count: number }[] {
  const kinds = new Map<string, { sample: Sample; count: number }>();
  for (const sample of of) {
    const key = sample.alike ?? `${kinds.size}`;
    const known = kinds.get(key);
    if (known) known.count += 1;
    else kinds.set(key, { sample, count: 1 });
  }
  return [...kinds.values()];
}

/** The names of samples for a sentence, those of one kind by the first of them and their number. */
export const sampleNames = (of: readonly Sample[], limit: number): Text =>
  join(
    oneOfEach(of)
      .slice(0, limit)
      .map(({ sample: { name, template }, count }) => kindName(name, template ?? '', count)),
  );

function kindName({ zh, en }: Text, template: string, count: number): Text {
  const many = count > 1 ? text(`${zh}等${count}条`, `${en} and ${count - 1} more like it`) : text(zh, en);
  return template === '' ? many : text(`模板“${template}”（${many.zh}）`, `template “${template}” (${many.en})`);
}
