import { z } from 'zod';
import { text, verbatim } from '../language/text.ts';
import { norm } from '../documents/normal-text.ts';
import type { Document } from '../documents/document.ts';
import { defineCheck } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { breached, eachHeld, quoteFrom, unsure } from './search/evidence.ts';
import type { Finding, Quote } from './search/finding.ts';
import { anyWords, noted } from './parameter.ts';
import { firstHit, includesAny } from './search/terms.ts';

const parameters = z.strictObject({
  titles: anyWords('单据的名称；各业务自己的名称另加', "names of the form; the business's own are added"),
  carries: noted(
    z.array(z.array(z.string()).min(1)).min(1),
    '每组词中须有一个；报告用第一个词说缺什么',
    'one word of each list must stand on the form; the first says what it is that lacks',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** A business form that carries certain words: the regulator's number, the customer's right to complain (Z07, C84). */
export const form = defineCheck<Parameters>({
  name: 'form',
  purpose: text(
    '业务单据样本上必须印有的内容',
    "What a business form must carry: the regulator's number, the customer's right to complain",
  ),
  parameters,
  run: (corpus, { titles, carries }, { variant, element }) => {
    const names = [...titles, ...(variant?.terms ?? [])];
    const unread = corpus.unread.find(({ capture, title }) =>
      includesAny(norm(`${title} ${decode(capture.url)}`), names),
    );
    const forms = formsNamed(corpus, names);
    if (forms.length === 0) {
      const says = text(
        `未提供《${names[0] ?? element.name.zh}》样本`,
        `no sample of the form “${names[0] ?? element.name.en}” was supplied`,
      );
      return [unsure(unread?.unread?.reason ?? 'insufficient-evidence', [says], { sought: names })];
    }
    const judged = forms.map((document) => judge(document, carries));
    return [
      judged.find(({ holds }) => holds === 'no') ?? judged[0] ?? unsure('insufficient-evidence', [], { sought: names }),
    ];
  },
});

const decode = (url: string): string => {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
};

const formsNamed = ({ documents }: Corpus, names: readonly string[]): readonly Document[] =>
  documents.filter(({ title, blocks, capture }) =>
    [norm(title), norm(decode(capture.url)), ...blocks.slice(0, 5).map(({ text: { norm: line } }) => line)].some(
      (line) => includesAny(line, names),
    ),
  );

function judge(document: Document, carries: Parameters['carries']): Finding {
  const title = verbatim(document.title.trim());
  const found = carries.map((terms) => ({ terms, quote: quoteOf(document, terms) }));
  const quotes = found.flatMap(({ quote }) => quote ?? []);
  const sought = carries.flat();
  const lacking = found.filter(({ quote }) => quote === undefined).map(({ terms }) => terms[0] ?? '');
  if (lacking.length === 0)
    return eachHeld([text(`《${title.zh}》已载明`, `“${title.en}” carries it`)], { quotes, sought });
  const says = text(
    `《${title.zh}》没有载明：${lacking.join('、')}`,
    `“${title.en}” does not carry: ${lacking.join(', ')}`,
  );
  return breached('incomplete', [says], { quotes: quotes.length > 0 ? quotes : nameOn(document), sought });
}

/** Which form it is, where it carries nothing of what it must. */
const nameOn = (document: Document): readonly Quote[] =>
  document.blocks.slice(0, 1).map((block) => quoteFrom(document, block));

function quoteOf(document: Document, terms: readonly string[]): Quote | undefined {
  for (const block of document.blocks) {
    const hit = firstHit(block.text.norm, terms);
    if (hit) return quoteFrom(document, block, Math.max(0, hit.start - 30), hit.end + 60);
  }
  return undefined;
}
