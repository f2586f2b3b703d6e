import { existsSync } from 'node:fs';
import { nearest } from '../catalogue/nearest.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { text } from '../language/text.ts';
import { obligationsOf } from '../workspace/plan.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openCatalogue } from './open-catalogue.ts';
import { resolvedLines } from './rules-resolved.ts';

/** `rules list`: every item with its elements, channels and owners. */
export async function listRules(id: string, desk: Desk): Promise<ExitName> {
  const catalogue = await openCatalogue(id, { ...desk, workspace: '.' });
  const say = ({ zh, en }: { zh: string; en: string }): string => (desk.language === 'zh' ? zh : en);
  for (const item of catalogue.items) {
    const owners = (item.departments?.content ?? []).map((name) => departmentName(catalogue, name, desk));
    desk.print(
      `${item.id.padEnd(6)} ${say(item.name)}${desk.language === 'zh' ? '　' : '  '}${owners.join(desk.language === 'zh' ? '、' : ', ')}`,
    );
    for (const { id: element, name, channels } of obligationsOf(item))
      desk.print(`  ${element.padEnd(14)} ${say(name)}${desk.language === 'zh' ? '　' : '  '}[${channels.join(' ')}]`);
  }
  const elements = catalogue.items.flatMap((item) => item.elements);
  const own = catalogue.items.filter(({ kind }) => kind === 'item');
  desk.tell(
    say(
      text(
        `${own.length} 项公开事项，${own.flatMap((item) => item.elements).length} 个要素；连同其他义务共 ${elements.length} 个要素`,
        `${own.length} items with ${own.flatMap((item) => item.elements).length} elements; ${elements.length} elements with further duties`,
      ),
    ),
  );
  return 'ok';
}

const departmentName = ({ departments }: Catalogue, name: string, { language }: Desk): string =>
  language === 'zh' ? name : (departments.find((one) => one.name === name)?.en ?? name);

/** `rules show 4.2`: the item or element as YAML; resolved, each value with the place where a layer wrote it. */
export async function showRule(id: string, catalogueId: string, resolved: boolean, desk: Desk): Promise<ExitName> {
  const catalogue = await openCatalogue(catalogueId, { ...desk, workspace: '.' });
  const { path, value } = find(catalogue, id);
  if (resolved) for (const line of resolvedLines(await catalogue.places(), path, value)) desk.print(line);
  else desk.print((await import('yaml')).stringify(value));
  return 'ok';
}

/** A thing of the catalogue and where it stands in it. */
interface Found {
  readonly path: readonly string[];
  readonly value: object;
}

function find(catalogue: Catalogue, id: string): Found {
  const item = catalogue.items.find((one) => one.id === id);
  if (item) return { path: ['items', id], value: item };
  const owner = catalogue.items.find(({ elements }) => elements.some((one) => one.id === id));
  const element = owner?.elements.find((one) => one.id === id);
  if (owner && element) return { path: ['items', owner.id, 'elements', id], value: element };
  const [instrument, reading] = [catalogue.instruments.get(id), catalogue.readings.get(id)];
  if (instrument) return { path: ['instruments', id], value: instrument };
  if (reading) return { path: ['readings', id], value: reading };
  const known = [
    ...catalogue.items.flatMap((one) => [one.id, ...one.elements.map((part) => part.id)]),
    ...catalogue.instruments.keys(),
    ...catalogue.readings.keys(),
  ];
  const meant = nearest(id, known);
  throw new Stop(
    'usage',
    text(
      `规则库中没有「${id}」${meant === undefined ? '' : `，是否想写「${meant}」？`}（用 gongkai rules list 查看全部编号）`,
      `the catalogue has no "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`} (gongkai rules list shows all ids)`,
    ),
  );
}

/** `rules lint`: loads and binds every rule; all errors at once. */
export async function lintRules(id: string, desk: Desk): Promise<ExitName> {
  // Binding loads every check, which looking at rules does not need.
  const { openLaw } = await import('./law.ts');
  const { catalogue } = await openLaw(id, { ...desk, workspace: '.' });
  desk.print(
    desk.language === 'zh'
      ? `规则库 ${id} 有效：${catalogue.items.length} 个事项，未发现错误。`
      : `catalogue ${id} is valid: ${catalogue.items.length} items, no errors.`,
  );
  const changed = await rewritten(id, catalogue);
  if (changed.length > 0)
    desk.print(
      desk.language === 'zh'
        ? `其中改写了上级规则库的同号事项：${changed.join('、')}（不想改写的，换一个编号）`
        : `items of the catalogue below that it rewrites: ${changed.join(', ')} (give yours another id if that is not meant)`,
    );
  return 'ok';
}

/** Items of a supplement in a workspace that the catalogue which it extends has as well. */
async function rewritten(id: string, catalogue: Catalogue): Promise<readonly string[]> {
  if (!existsSync('gongkai.yaml')) return [];
  const places = await catalogue.places();
  const isOwn = (path: readonly string[]): boolean => (places(path) ?? '').includes(`rules/${id}/`);
  return catalogue.items
    .filter(({ id: item, elements }) => {
      const keys = ['summary', 'channels', 'departments', 'basis'].map((key) => ['items', item, key]);
      const parts = [...keys, ...elements.map((element) => ['items', item, 'elements', element.id])];
      const written = parts.filter((path) => places(path) !== undefined);
      return written.some(isOwn) && !written.every(isOwn);
    })
    .map(({ id: item }) => item);
}
