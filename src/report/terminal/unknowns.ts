import type { ChannelId } from '../../catalogue/rule.ts';
import { REASON_GROUPS, REASONS, type Reason } from '../../evidence/reason.ts';
import { faultWords } from '../../evidence/fault/words.ts';
import type { Verdict } from '../../verdicts/verdict.ts';
import { addressText } from '../place-words.ts';
import { detailText, elementTitle, placeText, saysOf } from '../view.ts';
import { unknownsByGroup, type UnknownPlace, type UnknownReason } from '../unknowns.ts';
import type { Voice } from '../voice.ts';
import { heading, labelled, lines, type Sheet } from './sheet.ts';

/** A reason with more places than this is counted by channel; the HTML report lists them all. */
const PLACES_SHOWN = 8;
/** Of the pages that were not read, these are named on the screen. */
const PAGES_SHOWN = 3;

/** What could not be told, by reason, with what to do about it. */
export function unknowns(sheet: Sheet): string[] {
  const { voice, paint } = sheet;
  const { t, say } = voice;
  const groups = unknownsByGroup(voice.report);
  if (groups.length === 0) return [];
  return [
    heading(sheet, t('三、未能判定的事项与处理办法', '3. What could not be told, and what to do')),
    ...lines(
      sheet,
      '',
      t('未能判定不等于违规，也不等于合规。', 'What could not be told is neither a gap nor in order.'),
      paint.dim,
    ),
    ...groups.flatMap(({ group, count, reasons }) => [
      paint.bold(t(`■ ${say(REASON_GROUPS[group])}　${count} 项`, `■ ${say(REASON_GROUPS[group])}: ${count}`)),
      ...reasons.flatMap((one) => reasonLines(sheet, one)),
    ]),
  ];
}

function reasonLines(sheet: Sheet, { reason, verdicts, places }: UnknownReason): string[] {
  const { t, say } = sheet.voice;
  const { name, advice } = REASONS[reason];
  const many = places.length > PLACES_SHOWN;
  return [
    ...lines(
      sheet,
      '  ? ',
      t(`${say(name)}（${verdicts.length} 项）`, `${say(name)} (${verdicts.length})`),
      sheet.paint.yellow,
    ),
    ...lines(sheet, '    → ', say(advice)),
    ...(many
      ? [...unreadLines(sheet, reason), ...byChannel(sheet, verdicts)]
      : places.flatMap((place) => placeLines(sheet, place))),
  ];
}

function placeLines(sheet: Sheet, { verdict, elements }: UnknownPlace): string[] {
  const { voice } = sheet;
  const names = voice.list(elements.map((one) => elementTitle(voice, one)));
  const why = saysOf(voice, verdict).join(voice.t('；', '; '));
  return labelled(
    sheet,
    6,
    placeText(voice, verdict),
    why === '' ? names : `${names}${voice.t('　', '  ')}${why}`,
    sheet.paint.dim,
  );
}

/** Of many that wait, which pages they wait for. */
function unreadLines(sheet: Sheet, reason: Reason): string[] {
  const { voice, paint } = sheet;
  const own = voice.report.coverage.unread.filter((one) => one.reason === reason);
  // Why a crawl was cut is told by its pages, where it was cut at one of them.
  const named = new Set(own.flatMap(({ channel, site, url }) => (url === '' ? [] : [`${channel}@${site}`])));
  const told = own.filter(({ channel, site, url }) => url !== '' || !named.has(`${channel}@${site}`));
  const all = [
    ...new Set(told.map(({ url, detail }) => (url === '' ? detailText(voice, detail) : addressText(voice, url)))),
  ].filter((one) => one !== '');
  if (all.length === 0) return [];
  const [only] = told;
  // A whole site that waits for one page: what ails it is told at once, an expired certificate or HTTP 503.
  const why = told.length === 1 && only?.url ? causeOf(voice, only.detail) : '';
  const shown = all.slice(0, PAGES_SHOWN).join('  ') + why;
  const more = all.length > PAGES_SHOWN ? voice.t(` 等 ${all.length} 处`, ` and more, ${all.length} in all`) : '';
  return labelled(sheet, 6, voice.t('未读到', 'not read'), `${shown}${more}`, paint.dim);
}

/** What ails a page; a detail that has no wording of ours is its title or an address, which tells no more. */
function causeOf({ t }: Voice, detail: string): string {
  const { zh, en } = faultWords(detail);
  return zh === detail ? '' : t(`　${zh}`, `  ${en}`);
}

function byChannel(sheet: Sheet, verdicts: readonly Verdict[]): string[] {
  const counts = new Map<ChannelId | undefined, number>();
  for (const { channel } of verdicts) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const parts = [...counts].map(([channel, count]) => `${placeText(sheet.voice, channel ? { channel } : {})} ${count}`);
  return lines(sheet, '      ', sheet.voice.list(parts), sheet.paint.dim);
}
