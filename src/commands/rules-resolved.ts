import type { Places } from '../catalogue/rule.ts';

type Path = readonly (string | number)[];

/** Each value of a rule on a line, with the file, line and column where it was written: which layer says what. */
export function resolvedLines(places: Places, path: Path, value: unknown): string[] {
  return leavesOf(path, value).flatMap(({ at, shown }) => {
    const place = places(at);
    const key = at.slice(path.length).join('.');
    // What nobody wrote is the schema's default.
    return place === undefined ? [] : [`${key}: ${shown}  # ${place}`];
  });
}

interface Leaf {
  readonly at: Path;
  readonly shown: string;
}

function leavesOf(at: Path, value: unknown): Leaf[] {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return [{ at, shown: `[${value.join(', ')}]` }];
    return value.flatMap((one: unknown, index) => leavesOf([...at, stepOf(one, index)], one));
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leavesOf([...at, key], one));
  return [{ at, shown: String(value) }];
}

/** Members with an id are found by it, because layers are merged by id. */
const stepOf = (member: unknown, index: number): string | number =>
  typeof member === 'object' && member !== null && 'id' in member ? String(member.id) : index;
