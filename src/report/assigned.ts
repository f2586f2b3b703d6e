import type { Catalogue, ChannelId } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';

/** The pages of one channel and site that were taken to speak about one item, best first. */
export interface Assigned {
  readonly item: string;
  readonly channel: ChannelId;
  readonly site: string;
  readonly pages: readonly {
    readonly url: string;
    readonly title: string;
    /** 0–100. */
    readonly score: number;
    /** 栏目：供电质量, most telling first. */
    readonly because: readonly string[];
  }[];
}

/** So many pages show why; the search itself goes through all of them. */
const SHOWN = 3;

/** Why pages were taken for the items of the catalogue; duties that are no items go by their own rules. */
export const assignedOf = (corpora: readonly Corpus[], { items }: Catalogue): Assigned[] =>
  corpora.flatMap((corpus) =>
    items
      .filter(({ kind }) => kind === 'item')
      .flatMap((item) => {
        const pages = corpus
          .about(item)
          .slice(0, SHOWN)
          .map(({ document, score, because }) => ({
            url: document.capture.url,
            title: document.title,
            score,
            because,
          }));
        return pages.length === 0 ? [] : [{ item: item.id, channel: corpus.channel, site: corpus.site, pages }];
      }),
  );
