import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';
import { HTML_LIMITS } from '../../src/documents/html-limits.ts';

const read = (html: string) => readHtml(html, 'http://example.com/');

describe('pages that no browser’s author wrote (faults 1b C4)', () => {
  it.each([
    ['a million nested tags', '<div>'.repeat(1_000_000)],
    ['nesting just beyond the limit', `<body>${'<i>'.repeat(513)}`],
    ['fifty thousand attributes on one tag', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>`],
    [
      'a tag for the page that comes again and again, with other attributes',
      Array.from({ length: 50_000 }, (_, at) => `<body a${at}=1>`).join(''),
    ],
    ['more nodes than a page has', '<b></b>'.repeat(600_000)],
    [
      'formatting that every block opens again',
      `<p>${'<font size=1><b><i><u>'.repeat(90)}</p>${'<p>x</p>'.repeat(40_000)}`,
    ],
    ['a page longer than is parsed', 'x'.repeat(HTML_LIMITS.characters + 1)],
  ])('%s: too complex, and nothing is read', (_, html) => {
    const reading = read(html);
    expect(reading.fault).toMatchObject({ reason: 'too-complex' });
    expect([reading.blocks, reading.links, reading.needsJs]).toEqual([[], [], false]);
  });

  it('an honest page within the limits is read', () => {
    const nested = `${'<div>'.repeat(500)}供电质量${'</div>'.repeat(500)}`;
    expect(read(nested).blocks.map(({ text }) => text.raw)).toEqual(['供电质量']);
    const unclosed = '<p><b>一</p>'.repeat(1000);
    expect(read(unclosed).fault).toBeUndefined();
    expect(read(`<p ${'a=1 '.repeat(50_000)}>供电质量`).blocks).toHaveLength(1);
  });

  it('limits can be set', () => {
    expect(
      readHtml('<p>一</p><p>二</p>', 'http://example.com/', { limits: { ...HTML_LIMITS, nodes: 2 } }).fault,
    ).toBeDefined();
  });
});

describe('any page at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '<table>',
        '</table>',
        '<tr>',
        '<td colspan=3>',
        '<td>',
        '<dl><dt>',
        '<dd>',
        '<a href="x">',
        '</a>',
        '<b>',
        '</b>',
        '<p>',
        '<div class="nav">',
        '</div>',
        '<ul><li>',
        '<h2>',
        '</h2>',
      ],
      ...[
        '<style>.a{display:none',
        '</style>',
        '<!--',
        '-->',
        '<select><option>',
        '<input value=x>',
        '<svg><p>',
        '<template>',
        '<br>',
        '电话：',
        '95598',
        '2026-11-20',
        '当前位置：首页 > ',
        '\u0000',
        '<',
        '&#x0;',
        '\ud800',
      ],
    ),
    fc.string({ maxLength: 6 }),
  );

  it('is read without a throw, and every block, field and link points at something', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { blocks, fields, links, tables, images } = read(pieces.join(''));
        blocks.forEach((block, at) => {
          expect([block.index, block.under < at]).toEqual([at, true]);
          expect(block.text.raw.trim()).not.toBe('');
        });
        for (const { block } of [...fields, ...tables]) expect(blocks[block]).toBeDefined();
        for (const { block } of [...links, ...images]) expect(block === 0 || blocks[block] !== undefined).toBe(true);
        for (const { rows } of tables) expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('pages within the limits that a careless reader never finishes', () => {
  const many = 30_000;
  it.each([
    ['a run of spaces', `<p>供电${' '.repeat(500_000)}质量</p>`],
    [
      'a run of no-break spaces in a value',
      `<p>电话：${'\u00a0'.repeat(300_000)}x</p><dl><dt>电话${'\u00a0'.repeat(200_000)}x</dt><dd>1</dd></dl>`,
    ],
    ['one block of line breaks', `<div class="footer">${'<br>'.repeat(many)}</div><p>供电质量</p>`],
    ['a table of many rows', `<table>${'<tr><td>1<td>2</tr>'.repeat(many / 2)}</table>`],
    ['links side by side', `<div>${'<a href="x">y</a>'.repeat(many)}</div>`],
    ['hidden panes side by side', `<div>${`<p style="display:none">${'供'.repeat(60)}</p>`.repeat(many / 4)}</div>`],
    [
      'one sheet of the same rule',
      `<style>${'.a{display:block}'.repeat(19_000)}</style>${'<p class=a>x</p>'.repeat(1000)}`,
    ],
    ['a link whose words never end', `<a href="x">${'供 电\u00a0\u00a0'.repeat(100_000)}…</a>`],
    ['labels side by side', `<p>${'电话：1 '.repeat(many)}</p>`],
    ['words without end', '供'.repeat(1_000_000)],
  ])('%s', (_, html) => {
    expect(read(`<body>${html}<p>供电质量</p>`).blocks.at(-1)?.text.raw).toMatch(/供电质量$|^供+$|…$/);
  });

  it('more rules than any page needs: too complex', () => {
    expect(read(`<style>${'.a{display:block}'.repeat(21_000)}</style>`).fault?.detail).toBe('style rules: 21000');
  });
});
