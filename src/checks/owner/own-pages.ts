import { text } from '../../language/text.ts';
import type { Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { unsure } from '../search/evidence.ts';
import type { Finding } from '../search/finding.ts';

const reduced = new WeakMap<Corpus, Corpus>();

/**
 * What must be the unit's own (A9: `level: own`) is looked for on its own pages. Where these have nothing and only a page of
 * the company above has it, on a host that both share, a person has to say whose page that is: it passes nothing, and since
 * the unit's pages may stand outside its folder in the frame of the company above, it denies nothing either.
 */
export function onOwnPages(
  corpus: Corpus,
  { item, element, company }: Context,
  run: (corpus: Corpus) => readonly Finding[],
): readonly Finding[] {
  if ((element.level ?? item.level) !== 'own' || !corpus.documents.some(isAbove)) return run(corpus);
  const found = run(ownPages(corpus));
  const [own] = found;
  if (found.length !== 1 || own?.holds !== 'no' || own.proof !== 'absence') return found;
  const there = run(corpus).find(({ holds, quotes }) => holds === 'yes' && quotes.length > 0);
  if (!there) return found;
  const parent = company.parent ?? '';
  const says = text(
    `只在署名“${parent}”的页面上看到；该项应公开本单位自己的内容，是否本单位的页面须人工核实`,
    `seen only on a page under the name of ${parent}; the unit's own is asked for, and a person has to check whose page it is`,
  );
  return [unsure('needs-person', [says], there)];
}

const isAbove = ({ attribution }: Corpus['documents'][number]): boolean => attribution === 'above';

/** The same corpus for every rule, so that what rules remember of a corpus is remembered once. */
function ownPages(corpus: Corpus): Corpus {
  const known = reduced.get(corpus);
  if (known) return known;
  const own: Corpus = {
    ...corpus,
    documents: corpus.documents.filter((document) => !isAbove(document)),
    about: (item) => corpus.about(item).filter(({ document }) => !isAbove(document)),
  };
  reduced.set(corpus, own);
  return own;
}
