import { noOutagesOf } from '../../documents/outages/none.ts';
import { text } from '../../language/text.ts';
import type { Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { about, absent, citing, held, mainText, unsure } from '../search/evidence.ts';
import type { Finding } from '../search/finding.ts';
import { unfollowed } from '../search/trail.ts';

/** Messages and outside media are handed in as samples, and a fault may not have happened: none of these prove absence. */
export const SAMPLED: ReadonlySet<string> = new Set(['sms', 'media', 'im', 'wechat']);
const ASKS_FIRST = /(?:选择|输入).{0,12}(?:区域|地区|户号|地址|供电单位)|停电查询/u;

/**
 * What to say of a channel without a notice of the kind. `others`: notices of other kinds are there, so that the column is
 * kept and this kind may have had no occasion.
 */
export function noNotice(corpus: Corpus, others: boolean, context: Context): Finding {
  const { variant, item } = context;
  const sought = [...(variant?.terms ?? []), ...item.aliases];
  const none = emptyState(corpus, variant?.id);
  if (none) return none;
  const kind = variant?.name ?? text('停电', 'Outage');
  const says = text(`未发现${kind.zh}公告`, `no notice was found: ${kind.en}`);
  if (SAMPLED.has(corpus.channel)) return unsure('insufficient-evidence', [says], { sought });
  if (others || (variant !== undefined && variant.id !== 'planned')) {
    return unsure(
      'insufficient-evidence',
      [says, text('该类停电可能没有发生', 'such an outage may not have happened')],
      { sought },
    );
  }
  const query = about(corpus, context).find((page) => ASKS_FIRST.test(mainText(page)));
  if (query) {
    const ask = text(
      '页面需选择区域后查询，未提供查询结果',
      'the page asks for an area first and no result was supplied',
    );
    return unsure('insufficient-evidence', [says, ask], { sought, quotes: [citing(query, query.title, 'title')] });
  }
  return unfollowed(corpus, variant?.terms ?? ['停电'], context) ?? absent([says], sought);
}

/** 当前无计划停电, with the time of the query, is a true answer of an event list (C10). */
function emptyState(corpus: Corpus, kind: string | undefined): Finding | undefined {
  for (const document of corpus.documents) {
    const none = noOutagesOf(document).find((one) => one.kind === undefined || one.kind === kind);
    if (!none) continue;
    const quotes = [citing(document, none.words, none.place)];
    if (none.queried === undefined) {
      return unsure(
        'needs-person',
        [text('写明当前没有停电，但没有查询时间', 'it states that there is no outage, without the time of the query')],
        { quotes },
      );
    }
    return held([text(`${none.queried} 查询：${none.words}`, `queried on ${none.queried}: ${none.words}`)], { quotes });
  }
  return undefined;
}
