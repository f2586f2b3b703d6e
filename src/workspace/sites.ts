import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import type { YamlPath } from '../catalogue/yaml/node.ts';
import { text } from '../language/text.ts';
import type { WorkspaceFile } from './workspace.ts';

/** Two spellings that look alike on paper are one name. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/**
 * Halls of one name: their evidence would be taken for that of one hall, so that what one shows would count for the other.
 * Told at the second of them.
 */
export function namedTwice(
  { channels }: Pick<WorkspaceFile, 'channels'>,
  placeOf: (path: YamlPath) => Place,
): Problem[] {
  return Object.entries(channels).flatMap(([channel, entry]) => {
    if (entry === undefined || entry === 'none' || !('sites' in entry)) return [];
    const at = (index: number): Place => placeOf(['channels', channel, 'sites', index, 'name']);
    const first = new Map<string, number>();
    return entry.sites.flatMap(({ name }, index) => {
      const known = first.get(nameKey(name));
      if (known !== undefined) return [twice(name, at(index), at(known))];
      first.set(nameKey(name), index);
      return [];
    });
  });
}

const twice = (name: string, place: Place, first: Place): Problem =>
  problem(
    place,
    text(
      `名称「${name}」写了两次（第一次在第 ${first.line} 行），两处的佐证会混在一起`,
      `the name "${name}" stands twice (first in line ${first.line}), so their evidence would be mixed up`,
    ),
    text(
      '各用各的名称；同一处的几份佐证写进一条的 sources',
      'give each its own name; several sources of one place stand in one list',
    ),
  );
