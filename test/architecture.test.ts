import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/** Left to right: a stage imports its own folder and what stands to its left. `ledger` and `report` are strangers. */
const ROAD = [
  'language',
  'calendar',
  'catalogue',
  'workspace',
  'evidence',
  'documents',
  'checks',
  'verdicts',
  'ledger',
  'report',
  'reader-child.ts',
  'audit.ts',
  'cases',
  'commands',
  'cli.ts',
];
const STRANGERS = new Set(['ledger>report', 'report>ledger']);

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));

const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(SRC, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, target = '']) => path.posix.join(path.posix.dirname(file), target),
  );

const roomOf = (file: string): string => file.split('/')[0] ?? file;

describe('the direction of imports', () => {
  it('knows every room', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !ROAD.includes(room))).toEqual([]);
  });

  it('runs one way: each stage imports only what stands to its left', () => {
    const against = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            ROAD.indexOf(roomOf(target)) > ROAD.indexOf(roomOf(file)) ||
            STRANGERS.has(`${roomOf(file)}>${roomOf(target)}`),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(against).toEqual([]);
  });

  it('has no module that reaches itself', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    const cycles = new Set<string>();
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.add([...trail.slice(trail.indexOf(file)), file].join(' > '));
      if (trail.includes(file) || done.has(file)) return;
      for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect([...cycles]).toEqual([]);
  });
});
