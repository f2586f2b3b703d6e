import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../src/catalogue/merge.ts';
import { locate, plain, type YamlNode } from '../../src/catalogue/yaml/node.ts';
import { readYaml } from '../../src/catalogue/yaml.ts';

function node(source: string, file = 'base.yaml'): YamlNode {
  const read = readYaml(Buffer.from(source), file);
  if (!read.node) throw new Error(read.problems.map(({ message }) => message.en).join());
  return read.node;
}
const merged = (base: string, overlay: string): YamlNode => merge(node(base), node(overlay, 'overlay.yaml'));

describe('merge', () => {
  it('lays maps over one another key by key', () => {
    expect(plain(merged('a: { x: 1, y: 2 }\nb: 3', 'a: { y: 4, z: 5 }'))).toEqual({
      a: { x: '1', y: '4', z: '5' },
      b: '3',
    });
  });

  it('replaces a list of words', () => {
    expect(plain(merged('channels: [portal, app, hall]', 'channels: [portal]'))).toEqual({ channels: ['portal'] });
  });

  it('replaces a list without ids, as of update rules', () => {
    expect(plain(merged('update: [{ every: year }, { after: change }]', 'update: [{ every: quarter }]'))).toEqual({
      update: [{ every: 'quarter' }],
    });
  });

  it('merges a list with ids, keeps the order of the base and appends what is new', () => {
    const result = merged('[{ id: b, x: 1 }, { id: a, x: 2 }]', '[{ id: c, x: 3 }, { id: a, y: 4 }]');
    expect(plain(result)).toEqual([
      { id: 'b', x: '1' },
      { id: 'a', x: '2', y: '4' },
      { id: 'c', x: '3' },
    ]);
  });

  it('goes down: an element of an item of a catalogue', () => {
    const base = 'items: [{ id: 1, elements: [{ id: 1.1, severity: minor }, { id: 1.2, severity: minor }] }]';
    const result = merged(base, 'items: [{ id: 1, elements: [{ id: 1.2, severity: major }] }]');
    expect(plain(result)).toEqual({
      items: [
        {
          id: '1',
          elements: [
            { id: '1.1', severity: 'minor' },
            { id: '1.2', severity: 'major' },
          ],
        },
      ],
    });
  });

  it('takes away what is switched off, and keeps an `off` that meets nothing, to be complained about', () => {
    expect(plain(merged('[{ id: a }, { id: b }]', '[{ id: a, off: true }]'))).toEqual([{ id: 'b' }]);
    expect(plain(merged('[{ id: a }]', '[{ id: z, off: true }]'))).toEqual([{ id: 'a' }, { id: 'z', off: 'true' }]);
  });

  it('lets the later kind win where kinds differ', () => {
    expect(plain(merged('a: { x: 1 }', 'a: text'))).toEqual({ a: 'text' });
    expect(plain(merged('a: [{ id: x }]', 'a: [y]'))).toEqual({ a: ['y'] });
    expect(plain(merged('a: [x]', 'a: []'))).toEqual({ a: [] });
  });

  it('remembers for every value the file and line that won', () => {
    const result = merged('a:\n  x: 1\n  y: 2\nlist:\n  - id: p\n    v: 1', 'a:\n  y: 3\nlist:\n  - id: p\n    w: 2');
    expect(locate(result, ['a', 'x'])).toBe('base.yaml:2:6');
    expect(locate(result, ['a', 'y'])).toBe('overlay.yaml:2:6');
    expect(locate(result, ['list', 'p', 'v'])).toBe('base.yaml:6:8');
    expect(locate(result, ['list', 'p', 'w'])).toBe('overlay.yaml:5:8');
  });
});

const at = { file: 'x', line: 1, column: 1 };
const scalar = fc.constantFrom('1', '2', '3').map((value): YamlNode => ({ kind: 'scalar', value, at }));
const mapOf = (entries: readonly (readonly [string, YamlNode])[]): YamlNode => ({
  kind: 'map',
  entries: new Map(entries.map(([key, value]) => [key, { keyAt: at, node: value }])),
  at,
});
/** Trees as catalogues are made of: under one name always the same kind of thing. */
const element = fc
  .record({ id: fc.constantFrom('e1', 'e2', 'e3'), x: fc.option(scalar), y: fc.option(scalar) })
  .map(({ id, x, y }) =>
    mapOf([
      ['id', { kind: 'scalar', value: id, at }],
      ...(x ? [['x', x] as const] : []),
      ...(y ? [['y', y] as const] : []),
    ]),
  );
const idOfNode = (one: YamlNode): unknown => (plain(one) as { id: string }).id;
const tree = fc
  .record({ list: fc.uniqueArray(element, { selector: idOfNode }), words: fc.array(scalar), head: fc.option(scalar) })
  .map(({ list, words, head }) =>
    mapOf([
      ['list', { kind: 'list', items: list, at }],
      ['words', { kind: 'list', items: words, at }],
      ...(head ? [['head', head] as const] : []),
    ]),
  );

describe('merge, whatever the trees', () => {
  it('changes nothing when a thing is laid over itself, or nothing over it', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expect(plain(merge(one, one))).toEqual(plain(one));
        expect(plain(merge(one, mapOf([])))).toEqual(plain(one));
      }),
    );
  });

  it('gives the same for three layers however they are grouped', () => {
    const filled = tree.filter((one) => (plain(one) as { list: unknown[] }).list.length > 0);
    fc.assert(
      fc.property(filled, filled, filled, (a, b, c) => {
        expect(plain(merge(merge(a, b), c))).toEqual(plain(merge(a, merge(b, c))));
      }),
    );
  });

  it('loses no id of either side', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const ids = (one: YamlNode) => (plain(one) as { list: { id: string }[] }).list.map(({ id }) => id);
        if (ids(b).length === 0) return;
        const both = new Set([...ids(a), ...ids(b)]);
        expect(new Set(ids(merge(a, b)))).toEqual(both);
        expect(ids(merge(a, b)).slice(0, ids(a).length)).toEqual(ids(a));
      }),
    );
  });

  it('leaves its arguments alone', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const before = JSON.stringify([plain(a), plain(b)]);
        merge(a, b);
        expect(JSON.stringify([plain(a), plain(b)])).toBe(before);
      }),
    );
  });
});
