import { text } from '../language/text.ts';
import { problem, type Problem } from './problem.ts';
import { placeOf, type YamlNode } from './yaml/node.ts';

/** A word of the rules that should name something else in them and does not. */
export interface Unnamed {
  readonly kind: string;
  readonly name: string;
  readonly says: Problem;
}

const folderOf = (file: string): string => file.split('/').slice(0, -1).slice(0, 2).join('/');

/**
 * What is said of unknown names. A supplement that lists departments of its own puts its list in the place of the inherited one;
 * then each file below would be blamed, which its author never wrote: said once instead, at the list.
 */
export function withoutLostDepartments(found: readonly Unnamed[], root: YamlNode): Problem[] {
  const list = placeOf(root, ['departments']);
  const isLost = ({ kind, says }: Unnamed): boolean => kind === '部门' && folderOf(says.file) !== folderOf(list.file);
  const lost = [...new Set(found.filter(isLost).map(({ name }) => name))];
  const others = found.filter((one) => !isLost(one)).map(({ says }) => says);
  if (lost.length === 0) return others;
  return [
    ...others,
    problem(
      list,
      text(
        `这里的部门名单取代了上级规则库的名单，缺少上级仍在用的：${lost.join('、')}`,
        `this list of departments takes the place of the inherited one and lacks what is still named there: ${lost.join(', ')}`,
      ),
      text('把这些部门也写进名单', 'list these departments, too'),
    ),
  ];
}
