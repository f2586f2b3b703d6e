import { text, type Text } from '../language/text.ts';
import { CHANNEL_NAMES, SHORT_CHANNEL_NAMES } from '../catalogue/channel-names.ts';
import type { AffectedPlace, Entry } from './entry.ts';

/** `供电营业厅（中心营业厅）`, or just the channel. */
export const placeName = ({ channel, site }: AffectedPlace): Text => {
  const { zh, en } = CHANNEL_NAMES[channel];
  return site === '' ? text(zh, en) : text(`${zh}（${site}）`, `${en} (${site})`);
};

/**
 * The affected places for which nothing shows the mending: neither a line of 整改佐证 that names the place, nor an audit that
 * no longer found the gap. Where only one place is affected its name may be left out.
 */
export function placesWithoutProof(entry: Pick<Entry, 'places' | 'gone' | 'handling'>): readonly Text[] {
  if (entry.gone !== '') return [];
  const lines = entry.handling.proof.split(/[\n；;]/).map((line) => line.trim());
  const given = lines.filter((line) => line !== '');
  if (entry.places.length <= 1) return given.length > 0 ? [] : entry.places.map(placeName);
  return entry.places.filter((place) => !given.some((line) => provesFor(place, line))).map(placeName);
}

/** `企业门户网站：https://…`: the name of the place, a colon, and something after it. */
function provesFor({ channel, site }: AffectedPlace, line: string): boolean {
  const [, name = '', proof = ''] = /^([^：:]+)[：:](.*)$/s.exec(line) ?? [];
  const own = [channel, CHANNEL_NAMES[channel].zh, SHORT_CHANNEL_NAMES[channel].zh].map(fold);
  const names = site === '' ? own : [site, ...own.flatMap((one) => [`${one}（${site}）`, `${one}@${site}`])].map(fold);
  return proof.trim() !== '' && names.includes(fold(name));
}

const fold = (words: string): string => words.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
