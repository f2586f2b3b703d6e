import { z } from 'zod';
import { editionOn } from '../catalogue/in-force.ts';
import { normalise } from '../documents/normal-text.ts';
import { text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { breached, mainBlocks, noneSeen, unsure } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import { copiesOf, type Copy } from './law/copies.ts';
import { lawName } from './law/name.ts';
import { noted, readableSchema, someWords } from './parameter.ts';
import { includesAny } from './search/terms.ts';
import { trails } from './search/trail.ts';
import { unreadReason } from './whole.ts';

const parameters = z.strictObject({
  instruments: someWords(
    '查哪些文件的旧版（instruments.yaml 里的编号）',
    'instruments whose older versions must not stand there, by their ids',
  ),
  readable: noted(
    readableSchema,
    '条数和字数都不到的，只是谈到它，不是全文',
    'with fewer articles and fewer characters a page speaks about the law and does not give it',
  ),
});
type Parameters = z.infer<typeof parameters>;

interface Standing {
  readonly says: Text;
  readonly quote: Quote;
}

/**
 * Older versions of laws that stand unmarked beside the ones in force (N26). Where only the old one is there, the element of
 * that law is wrong, and it is not counted here again (A14).
 */
export const supersededLaw = defineCheck<Parameters>({
  name: 'superseded-law',
  purpose: text('未注明失效的旧版法规', 'Older versions of laws that stand unmarked beside the ones in force'),
  parameters,
  run: (corpus, wanted, context) => {
    const old = wanted.instruments.flatMap((id) => standingOf(id, corpus, wanted, context));
    if (old.length > 0)
      return [
        breached(
          'expired',
          old.map(({ says }) => says),
          { quotes: old.map(({ quote }) => quote), sought: wanted.instruments },
        ),
      ];
    const obstacle = unreadReason(corpus);
    if (obstacle) return [unsure(obstacle.reason, [obstacle.says])];
    return [noneSeen([text('未发现旧版法规与现行版并列', 'no older version of a law stands beside the one in force')])];
  },
});

function standingOf(id: string, corpus: Corpus, { readable }: Parameters, context: Context): Standing[] {
  const instrument = editionOn(id, context.asOf, context.catalogue);
  if (!instrument) return [];
  const names = [instrument.title.zh, ...instrument.aliases];
  const finder = lawName(names);
  const links = trails(corpus, names).filter(({ link }) => finder.find(link.text.norm) !== undefined);
  const copies = copiesOf(corpus, links, { context, instrument, wanted: { readable }, finder });
  if (!copies.some(({ edition }) => edition === 'current')) return [];
  return copies
    .filter((copy) => copy.edition === 'outdated' && !isMarked(copy, context))
    .map(({ marker, quote }) => ({
      says: text(
        `《${instrument.title.zh}》旧版（“${marker}”）仍与现行版并列，且未注明废止`,
        `an old version of the ${instrument.title.en} (“${marker}”) stands unmarked beside the one in force`,
      ),
      quote,
    }));
}

/** A mark of withdrawal stands in the title or at the head of the text. */
const HEAD = 3;

const isMarked = ({ document }: Copy, { catalogue }: Context): boolean =>
  includesAny(
    [
      normalise(document.title).norm,
      ...document.breadcrumb,
      ...mainBlocks(document)
        .slice(0, HEAD)
        .map(({ text: { norm } }) => norm),
    ].join('\n'),
    catalogue.vocabulary.withdrawn,
  );
