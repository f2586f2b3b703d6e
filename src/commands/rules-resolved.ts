import type { Places } from '../catalogue/rule.ts';

type Path = readonly (string | number)[];

/** Each value of a rule on a line, with the file, line and column where it was written: which layer says what. */
export function resolvedLines(places: Places, path: Path, value: unknown): string[] {
  return writtenIn(places, path, value).map(
    ({ at, shown, place }) => `${at.slice(path.length).join('.')}: ${shown}  # ${place}`,
  );
}

interface Written {
  readonly at: Path;
  readonly shown: string;
  readonly place: string;
}

/** What nobody wrote is the schema's default and has no place; what was written as one word is shown as one (`10 working days`). */
function writtenIn(places: Places, at: Path, value: unknown): Written[] {
  const within = partsOf(at, value).flatMap(([path, one]) => writtenIn(places, path, one));
  const place = places(at);
  const shown = wordsOf(value);
  return within.length > 0 || place === undefined || shown === '' ? within : [{ at, shown, place }];
}

const isWordList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object');

function partsOf(at: Path, value: unknown): (readonly [Path, unknown])[] {
  if (isWordList(value) || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.map((one: unknown, index) => [[...at, stepOf(one, index)], one]);
  return Object.entries(value).map(([key, one]) => [[...at, key], one]);
}

function wordsOf(value: unknown): string {
  if (isWordList(value)) return `[${value.join(', ')}]`;
  if (typeof value === 'object' && value !== null) return Object.values(value).join(' ');
  return String(value);
}

/** Members with an id are found by it, because layers are merged by id. */
const stepOf = (member: unknown, index: number): string | number =>
  typeof member === 'object' && member !== null && 'id' in member ? String(member.id) : index;
