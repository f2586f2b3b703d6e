import type { Document } from '../../documents/document.ts';
import { text, type Text } from '../../language/text.ts';
import type { Company } from '../../workspace/workspace.ts';
import type { Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { unsure } from '../search/evidence.ts';
import type { Finding } from '../search/finding.ts';

/**
 * A link to the page of the company above satisfies some duties (A9). Where that page was captured along, it is held to the same
 * rule: its prices then stand beside those of the unit's other channels, and an old version there is for a person to settle,
 * since the page is the province's and not the unit's.
 */
export function besidePageAbove(
  findings: readonly Finding[],
  corpus: Corpus,
  context: Context,
  run: (corpus: Corpus, context: Context) => readonly Finding[],
): readonly Finding[] {
  const [found] = findings;
  if (findings.length !== 1 || found?.above === undefined) return findings;
  const [there] = run(corpusOf(found.above, corpus), withoutParent(context));
  return [there === undefined ? found : together(found, there)];
}

function together(found: Finding, there: Finding): Finding {
  const quotes = [...found.quotes, ...there.quotes];
  const says = [...found.says, ...there.says.map(onPageAbove)];
  const remarks = found.remarks ?? [];
  if (there.holds === 'yes') return { ...found, says, quotes, ...(there.facts && { facts: there.facts }) };
  const isWrong = there.holds === 'no' && there.proof !== 'absence';
  if (isWrong) return { ...unsure('needs-person', says, { quotes, sought: found.sought }), remarks };
  return { ...found, remarks: [...remarks, NOT_THERE] };
}

const onPageAbove = ({ zh, en }: Text): Text => text(`所链接的上级公司页面：${zh}`, `the page above: ${en}`);

const NOT_THERE = text(
  '所链接的上级公司页面上没有读到该项内容，请核对链接是否指到具体页面',
  'nothing of it was read on the page that is linked; check that the link leads to the very page',
);

/** That page alone, as if it were the unit's; nothing is absent because it is not there. */
function corpusOf(above: Document, corpus: Corpus): Corpus {
  const document = readable(above);
  return {
    ...corpus,
    ...{ documents: [document], foreign: [], unread: [], home: undefined },
    scope: { ...corpus.scope, closed: false },
    about: () => [{ document, score: 100, because: [] }],
  };
}

/** It bears another company's name, and that is what it should do. */
function readable(above: Document): Document {
  const document: { -readonly [Key in keyof Document]: Document[Key] } = { ...above };
  delete document.unread;
  return document;
}

/** The company above has none above it that could serve in its place. */
function withoutParent(context: Context): Context {
  const company: { -readonly [Key in keyof Company]: Company[Key] } = { ...context.company };
  delete company.parent;
  return { ...context, company };
}
