import type { ChannelId } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { Assigned } from './assigned.ts';
import { addressText } from './place-words.ts';
import type { Report } from './report.ts';
import type { Voice } from './voice.ts';

const ZONES: Readonly<Record<string, Text>> = {
  栏目: text('所在栏目', 'its column'),
  标题: text('网页标题', 'its title'),
  链接: text('指向它的链接', 'links that lead to it'),
  条目: text('列表条目', 'entries of its list'),
  小标题: text('小标题', 'its headings'),
  标签: text('表头和标签', 'its labels'),
  正文: text('正文', 'its text'),
};

/** The pages that a verdict was looked for in, and by which words they were taken for its item. */
export function assignedWords(voice: Voice, { item, channel, site }: Verdict): string[] {
  const { t, report } = voice;
  const found = assignedIn(report, item, channel, site);
  if (found.length === 0) return [];
  const rule = t(
    '按栏目、标题、链接、正文里出现的事项名称打分，满分100，30分以上的网页归到本事项。得分最高的几页：',
    'pages are scored by where the names of the item stand in them, up to 100; from 30 up they count as about it; the highest:',
  );
  return [
    rule,
    ...found.map(({ url, title, score, because }) => {
      const named = title === '' ? addressText(voice, url) : t(`《${title}》`, `“${title}”`);
      return `${t(`${score}分`, String(score))}  ${named}  ${because.map((one) => reasonWords(voice, one)).join(t('；', '; '))}`;
    }),
  ];
}

const assignedIn = (
  { assigned = [] }: Report,
  item: string,
  channel: ChannelId | undefined,
  site = '',
): Assigned['pages'] =>
  assigned.find((one) => one.item === item && one.channel === channel && one.site === site)?.pages ?? [];

/** 栏目：供电质量 → 所在栏目有“供电质量”. */
function reasonWords({ t, say }: Voice, because: string): string {
  const [zone = '', words] = because.split('：');
  const name = ZONES[zone];
  if (!name || words === undefined) return t('是新闻栏目，减分', 'in a column of news, which counts less');
  const quoted = words
    .split('、')
    .map((word) => t(`“${word}”`, `“${word}”`))
    .join(t('、', ', '));
  return t(`${say(name)}有${quoted}`, `${say(name)}: ${quoted}`);
}
