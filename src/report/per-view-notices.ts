import type { Corpus } from '../checks/search/corpus.ts';
import { text, type Text } from '../language/text.ts';
import { CHANNEL_NAMES } from './channel-names.ts';

/** What of a site's addresses the crawl left away because it is another at each view; told, for addresses in the report lack it. */
export function perViewNotices({
  channel,
  site,
  scope: { perView = [] },
}: Pick<Corpus, 'channel' | 'site' | 'scope'>): Text[] {
  if (perView.length === 0) return [];
  const { zh, en } = CHANNEL_NAMES[channel];
  const [place, where] = site === '' ? [zh, en] : [`${zh}（${site}）`, `${en} (${site})`];
  return [
    text(
      `${place}的网址带有每次打开都变的参数「${perView.join('」「')}」：两次打开首页或栏目页，链接只有这些参数不同，去掉后打开的页面相同，因此采集和比对网址时不计这些参数。建议请门户管理部门改正，以免搜索引擎和收藏的网址失效。`,
      `Addresses of ${where} bear parameters that change with every view (${perView.join(', ')}): between two views of a page its links differ in these alone, and lead to the same pages without them, so they are left out of addresses. Have the portal mended: search engines and bookmarks lose such addresses.`,
    ),
  ];
}
