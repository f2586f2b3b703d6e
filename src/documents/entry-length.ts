/** A day as lists print it beside a name: 2026-11-06, [2026年11月6日], [11-06]; without a year only in brackets. */
const DATE = String.raw`(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?`;
const DAY = String.raw`(?:[[(]\s?(?:${DATE}|\d{1,2}[-/.月]\d{1,2}日?)\s?[\])]|${DATE})`;
/** What a list prints around the name of an entry. A clock beside the day belongs to something that happens. */
const AROUND = new RegExp(String.raw`^(?:\s*[·•・●▪■◆◇○>»*-])*\s*(?:${DAY}\s*)?|\s*${DAY}\s*$`, 'gu');

/** How long a normalised line is without the bullet and the day that a list prints around the name of an entry. */
export const entryLength = (norm: string): number => norm.replace(AROUND, '').length;
