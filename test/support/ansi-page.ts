import { eastAsianWidth } from 'get-east-asian-width';

const STYLES: Readonly<Record<string, string>> = {
  '1': 'font-weight:600',
  '2': 'opacity:.62',
  '31': 'color:#ff8a80',
  '32': 'color:#7fd7a0',
  '33': 'color:#f0c674',
  '36': 'color:#7ec8e3',
};
const RESETS = new Set(['0', '22', '39']);

/** What a terminal shows, as a page: colours kept, each wide character on two cells whatever fonts there are. */
export function ansiPage(output: string, command: string, fonts: string): string {
  const lines = [`<b class="ps">$</b> ${escape(command)}`, '', ...output.split('\n').map(lineOf)];
  return `<!doctype html><meta charset="utf-8">${fonts}<style>
    body { margin: 0; background: #e9edf2; padding: 18px; display: inline-block; }
    .window { background: #1c2128; color: #dfe5ec; border-radius: 10px; overflow: hidden; box-shadow: 0 4px 14px #0003; }
    .bar { background: #2b323b; padding: 10px 14px; display: flex; gap: 8px; } .bar i { width: 12px; height: 12px; border-radius: 50%; background: #57606c; }
    pre { margin: 0; padding: 14px 20px 18px; font: 14px/21px 'DejaVu Sans Mono', 'Liberation Mono', Consolas, 'Noto Sans SC', monospace; }
    .ps { color: #7fd7a0; } .w1, .w2 { display: inline-block; width: 1ch; text-align: center; font-style: normal; } .w2 { width: 2ch; } .w2 span { font-family: 'Noto Sans SC', sans-serif; }
  </style><div class="window"><div class="bar"><i></i><i></i><i></i></div><pre>${lines.join('\n')}</pre></div>`;
}

function lineOf(line: string): string {
  let styles: string[] = [];
  return line
    .split(/(\u001b\[[\d;]*m)/)
    .map((part) => {
      const code = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
      if (code === undefined) return part === '' ? '' : `<span style="${styles.join(';')}">${cells(part)}</span>`;
      const style = STYLES[code];
      styles = RESETS.has(code) ? [] : style === undefined ? styles : [...styles, style];
      return '';
    })
    .join('');
}

/** ASCII as it is; anything else in a box of its cells, since its glyph comes from another font. */
const cells = (words: string): string =>
  [...words]
    .map((one) => {
      if (/[ -~]/.test(one)) return escape(one);
      return `<i class="w${eastAsianWidth(one.codePointAt(0) ?? 0)}"><span>${escape(one)}</span></i>`;
    })
    .join('');

const escape = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
