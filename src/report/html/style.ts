import { createHash } from 'node:crypto';
import { CHANNELS } from '../../catalogue/rule.ts';
import type { Markup } from './escape.ts';

const LOOK = `
:root { --ink: #17202b; --soft: #566272; --line: #dce2e9; --paper: #fff; --wash: #f4f7fa; --good: #17714a; --bad: #b3202a; --doubt: #8a5a00; --wait: #0a5fb4; --accent: #0b4a7f; --bad-wash: #fdf0f0; --doubt-wash: #fdf6e3; color-scheme: light; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #a8b3c1; --line: #343e4b; --paper: #12171d; --wash: #1b222b; --good: #56cf98; --bad: #ff8a8d; --doubt: #e8bd52; --wait: #7bbcff; --accent: #8fc0f2; --bad-wash: #331c1f; --doubt-wash: #2e2712; color-scheme: dark; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.65 -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.wide { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
body > header { background: var(--wash); border-bottom: 1px solid var(--line); padding: 26px 0 14px; }
h1 { font-size: 26px; line-height: 1.3; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 52px 0 14px; padding-left: 11px; border-left: 4px solid var(--accent); }
h3 { font-size: 17px; margin: 32px 0 8px; padding-bottom: 5px; border-bottom: 2px solid var(--line); }
h4 { font-size: 15px; margin: 20px 0 6px; }
h5 { font-size: 15px; margin: 0 0 6px; }
p { margin: 4px 0; }
.sub, .meta, .place, .day, .count { color: var(--soft); }
.count { font-weight: 400; font-size: 14px; margin-left: 10px; }
.small, .place, .day { font-size: 13px; }
.place { margin-left: 6px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px; font-size: 14px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 6px 12px; z-index: 1; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; margin: 22px 0 10px; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.card b { display: block; font-size: 28px; line-height: 1.25; font-variant-numeric: tabular-nums; } .card small { font-size: 17px; font-weight: 400; color: var(--soft); }
.card > span { color: var(--soft); font-size: 13px; }
.notice { border-left: 4px solid var(--doubt); background: var(--doubt-wash); padding: 8px 14px; margin: 8px 0; border-radius: 0 8px 8px 0; overflow-wrap: anywhere; }
.alert { border-left-color: var(--bad); background: var(--bad-wash); }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--wash); font-weight: 600; }
.matrix td, .matrix thead th + th, .numbers td, .numbers thead th + th { text-align: center; }
.matrix thead th { white-space: nowrap; padding: 6px 7px; font-size: 13px; }
html[lang="en"] .matrix thead th { white-space: normal; }
.matrix td { padding: 5px 6px; white-space: nowrap; } .matrix .day { display: block; line-height: 1.2; font-size: 11.5px; color: var(--soft); }
.matrix tbody th { font-weight: 500; min-width: 190px; } .matrix td a { color: inherit; text-underline-offset: 3px; }
.matrix td.failed { background: var(--bad-wash); } .matrix td.cantTell { background: var(--doubt-wash); }
.matrix .part { background: var(--wash); color: var(--soft); font-size: 13px; padding: 3px 10px; border-top-width: 3px; }
.legend span { margin-right: 14px; }
.numbers { width: auto; } .numbers th[scope="row"] { font-weight: 500; }
.time { white-space: nowrap; }
.passed { color: var(--good); } .failed { color: var(--bad); } .cantTell, .untested { color: var(--doubt); } .pending { color: var(--wait); } .inapplicable { color: var(--soft); }
.filters { display: flex; flex-wrap: wrap; gap: 0 14px; margin: 14px 0 0; }
fieldset { min-width: 0; border: 1px solid var(--line); border-radius: 10px; padding: 6px 14px 9px; margin: 0 0 8px; font-size: 14px; }
fieldset label { margin-right: 12px; white-space: nowrap; }
legend { color: var(--soft); font-size: 13px; padding: 0 6px; }
.gap { border: 1px solid var(--line); border-left: 4px solid var(--doubt); border-radius: 4px 10px 10px 4px; padding: 12px 16px; margin: 10px 0; scroll-margin-top: 12px; }
.gap.critical { border-left-color: var(--bad); } .gap.minor { border-left-color: var(--line); } .gap:target { outline: 2px solid var(--accent); }
.number { display: inline-block; min-width: 1.8em; margin-right: 6px; color: var(--soft); font-variant-numeric: tabular-nums; }
.tag { display: inline-block; border-radius: 999px; padding: 0 10px; font-size: 13px; font-weight: 500; border: 1px solid currentColor; margin-left: 8px; }
.sev-critical { background: var(--bad); color: var(--paper); border-color: var(--bad); } .sev-major { color: var(--doubt); } .sev-minor { color: var(--soft); }
.strand + .strand { border-top: 1px dashed var(--line); margin-top: 8px; padding-top: 6px; }
.elements span { display: inline-block; font-weight: 600; margin-right: 12px; }
.deadline b, .advice b { color: var(--soft); font-weight: 500; margin-right: 6px; }
blockquote { margin: 8px 0; padding: 6px 12px; border-left: 3px solid var(--line); background: var(--wash); overflow-wrap: anywhere; }
blockquote footer { color: var(--soft); font-size: 13px; }
dl { margin: 10px 0 0; } dl > div { display: grid; grid-template-columns: 5.5em 1fr; gap: 14px; }
html[lang="en"] dl > div { grid-template-columns: 8em 1fr; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; } dd ol { margin: 0; padding-left: 1.4em; }
.shared ul { margin: 4px 0; padding-left: 1.3em; }
.reason { margin: 10px 0 18px; } .reason h4 { margin-bottom: 2px; }
code { font: 12.5px/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; color: var(--soft); }
a { color: var(--accent); overflow-wrap: anywhere; } a:focus-visible, summary:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
details { margin: 8px 0; } summary { cursor: pointer; color: var(--accent); }
body > footer { margin-top: 60px; padding-bottom: 40px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 700px) { .wide { padding: 0 14px; } h1 { font-size: 21px; } dl > div, html[lang="en"] dl > div { grid-template-columns: 1fr; gap: 0; margin-bottom: 4px; } .matrix tbody th { position: sticky; left: 0; background: var(--paper); min-width: 132px; } .cards { grid-template-columns: 1fr 1fr; } .tag { margin-left: 4px; } }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #f4f4f4; --good: #0d5c38; --bad: #a0141d; --doubt: #6d4700; --wait: #0a4f96; --accent: #000; --bad-wash: #fff; --doubt-wash: #fff; }
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 10.5pt; } .wide { max-width: none; padding: 0; } .filters, nav, .skip, #verdicts, #evidence { display: none; }
  .scroll { overflow: visible; } table { font-size: 9pt; } .matrix .day { display: none; } .matrix thead th { white-space: normal; padding: 3px; } .matrix tbody th { min-width: 0; } .matrix td { padding: 3px; }
  h2, h3, h4, h5 { break-after: avoid; } tr, blockquote, .notice { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; } .gap { break-inside: auto; }
}
`;

/** Rules for the filters: an entry that does not match goes, and with it a group that holds nothing else. */
function filterRules(): string {
  const severities = [
    ['major', ':is(.major, .critical)'],
    ['critical', '.critical'],
  ] as const;
  const channels = CHANNELS.map((id) => [id, `.at-${id}`] as const);
  const hide = (chosen: string, kept: string): string =>
    `body${chosen} :is(.gap:not(${kept}), .group:not(:has(${kept}))) { display: none; }`;
  const severity = severities.map(([id, kept]) => hide(`:has(#severity-${id}:checked)`, kept));
  const channel = channels.map(([id, kept]) => hide(`:has(#channel-${id}:checked)`, kept));
  const both = severities.flatMap(([worse, first]) =>
    channels.map(([id, second]) =>
      hide(`:has(#severity-${worse}:checked):has(#channel-${id}:checked)`, first + second),
    ),
  );
  return [...severity, ...channel, ...both].join('\n');
}

/** The look of the HTML report: system fonts, no outside resource, readable in print, on a telephone and in the dark. */
const STYLE = `${LOOK}${filterRules()}\n`;

export const STYLE_ELEMENT: Markup = { markup: `<style>${STYLE}</style>` };

/** The only style that the page's policy lets in. */
export const STYLE_POLICY = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
