import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_YAML_DEPTH, MAX_YAML_NODES } from '../../src/catalogue/yaml/guard.ts';
import { readYaml } from '../../src/catalogue/yaml.ts';
import { locate, nodeAt, plain } from '../../src/catalogue/yaml/node.ts';
import { MAX_YAML_BYTES } from '../../src/catalogue/yaml/text.ts';

const read = (source: string) => readYaml(Buffer.from(source), 'x.yaml');
const says = (source: string): string =>
  read(source)
    .problems.map(({ message }) => message.zh)
    .join('；');

describe('what a file may cost', () => {
  it.each([
    ['100,000 keys in one map', Array.from({ length: 100_000 }, (_, at) => `k${at}: v`).join('\n'), '内容超过'],
    ['100,000 equal keys', 'k: v\n'.repeat(100_000), '内容超过'],
    ['500,000 open brackets', '['.repeat(500_000), '嵌套超过'],
    ['500,000 open braces', 'a: {'.repeat(200_000), '嵌套超过'],
    ['5,000 dashes on one line', '- '.repeat(5000), '嵌套超过'],
    ['a file above the size limit', '#'.repeat(MAX_YAML_BYTES + 1), '超过 1 MB'],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', '锚点'],
  ])('%s is refused', (_, source, message) => {
    expect(says(source)).toContain(message);
  });

  it('takes what is just within the limits', () => {
    expect(read(Array.from({ length: MAX_YAML_NODES / 2 - 1 }, (_, at) => `k${at}: v`).join('\n')).problems).toEqual(
      [],
    );
    expect(read(`${'['.repeat(MAX_YAML_DEPTH - 1)}x${']'.repeat(MAX_YAML_DEPTH - 1)}`).problems).toEqual([]);
  });
});

describe('what a file may say', () => {
  it('keeps every scalar as it is written', () => {
    const words = ['2022-06-10', '10:30', 'no', '1e3', '0123', '95598', '1_000', 'true', '12398', '.5'];
    const { node } = read(words.map((word) => `- ${word}`).join('\n'));
    expect(node && plain(node)).toEqual(words);
  });

  it('knows where each value stands', () => {
    const { node } = read('a:\n  - id: one\n    x: 1\n  - id: two\n    x: [p, q]\n');
    if (!node) throw new Error('unread');
    expect(locate(node, ['a', 1, 'x', 1])).toBe('x.yaml:5:12');
    expect(locate(node, ['a', 'two', 'x'])).toBe('x.yaml:5:8');
    expect(locate(node, ['a', 'three'])).toBeUndefined();
    expect(nodeAt(node, ['a', 0, 'id'])).toMatchObject({ value: 'one' });
  });

  it('never throws and never takes long words for more than they are', () => {
    const piece = fc.constantFrom(
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '\n',
      '  ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '&a',
      '*a',
      '!',
      '%',
      '---',
      '?',
      '：',
      '键',
      'a',
      '\t',
      '\u00a0',
      '<<',
      '@',
      '`',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { node, problems } = read(pieces.join(''));
        expect(node !== undefined || problems.length > 0).toBe(true);
        for (const { line, column } of problems) expect(line > 0 && column > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('cannot reach the prototype of anything', () => {
    expect(says('__proto__: { polluted: x }')).toContain('__proto__');
    expect(says('a: { prototype: x }')).toContain('prototype');
    expect(Object.keys(Object.prototype)).toEqual([]);
    const { node } = read('toString: x\nhasOwnProperty: y\n');
    expect(node && plain(node)).toEqual({ toString: 'x', hasOwnProperty: 'y' });
  });
});
