import { createHash } from 'node:crypto';
import type { Markup } from './escape.ts';

const LOOK = `
:root { --ink: #17202b; --soft: #566272; --line: #dce2e9; --paper: #fff; --wash: #f4f7fa; --good: #17714a; --bad: #b3202a; --doubt: #8a5a00; --wait: #0a5fb4; --accent: #0b4a7f; --bad-wash: #fdf0f0; --doubt-wash: #fdf6e3; --edge: #98a6b5; --mark: #fff0b8; color-scheme: light; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #a8b3c1; --line: #343e4b; --paper: #12171d; --wash: #1b222b; --good: #56cf98; --bad: #ff8a8d; --doubt: #e8bd52; --wait: #7bbcff; --accent: #8fc0f2; --bad-wash: #331c1f; --doubt-wash: #2e2712; --edge: #62707f; --mark: #4a3f12; color-scheme: dark; } }
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
.matrix thead th { overflow-wrap: normal; white-space: nowrap; padding: 6px 7px; font-size: 13px; }
html[lang="en"] .matrix thead th { white-space: normal; }
.matrix td { padding: 5px 6px; white-space: nowrap; } .matrix .day { display: block; line-height: 1.2; font-size: 11.5px; color: var(--soft); }
.matrix tbody th { font-weight: 500; min-width: 190px; } .matrix td a { color: inherit; text-underline-offset: 3px; }
.matrix td.failed { background: var(--bad-wash); } .matrix td.cantTell { background: var(--doubt-wash); }
.matrix .part { background: var(--wash); color: var(--soft); font-size: 13px; padding: 3px 10px; border-top-width: 3px; }
.legend span { margin-right: 14px; }
.numbers { width: auto; } .numbers th[scope="row"] { font-weight: 500; }
.time { white-space: nowrap; }
.passed { color: var(--good); } .failed { color: var(--bad); } .cantTell, .untested { color: var(--doubt); } .pending { color: var(--wait); } .inapplicable { color: var(--soft); }
.filters { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; margin: 18px 0 14px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--wash); font-size: 14px; } .filters[hidden] { display: none; }
.filters label { display: grid; gap: 3px; flex: 1 1 130px; max-width: 220px; } .filters label span { color: var(--soft); font-size: 12.5px; }
.filters select, .filters input { font: inherit; width: 100%; min-height: 36px; padding: 4px 8px; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; }
.filters .result { margin: 0 0 0 auto; display: flex; align-items: center; gap: 12px; min-height: 36px; color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
button { font: inherit; min-height: 34px; padding: 2px 14px; color: var(--accent); background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; cursor: pointer; }
.off { display: none !important; }
.terms td, .terms th { padding: 6px 10px; } .terms .picture, .terms th:last-child { padding: 3px 8px; width: 516px; } .terms td { vertical-align: middle; min-width: 76px; } .terms td:first-child { min-width: 150px; } .terms svg { display: block; } .terms th svg { margin-top: 2px; } .terms text { fill: var(--soft); font-size: 11px; font-weight: 400; } .terms .place { margin: 0; }
rect.term { fill: var(--edge); } rect.late { fill: var(--bad); } rect.left { fill: var(--wait); } .key.left { background: var(--wait); } rect.due { fill: var(--ink); } rect.now { fill: var(--accent); }
.key { display: inline-block; width: 22px; height: 7px; border-radius: 4px; margin: 0 6px 1px 14px; } .legend .key { margin-right: 6px; } .key.term { background: var(--edge); margin-left: 0; } .key.late { background: var(--bad); } .key.now { width: 2px; height: 14px; background: var(--accent); margin-bottom: -2px; }
.bar { display: block; width: 100%; height: 14px; border-radius: 7px; margin: 20px 0 4px; overflow: hidden; } .bar rect.passed { fill: var(--good); } .bar rect.failed { fill: var(--bad); } .bar rect.cantTell { fill: var(--doubt); } .bar rect.pending { fill: var(--wait); }
mark { color: inherit; background: var(--mark); border-radius: 3px; padding: 1px 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.thumb { float: right; margin: 0 0 6px 14px; } .thumb img { display: block; width: 176px; height: 120px; background: #fff; object-fit: cover; object-position: top; border: 1px solid var(--line); border-radius: 8px; }
.gap { border: 1px solid var(--line); border-left: 4px solid var(--doubt); border-radius: 4px 10px 10px 4px; padding: 12px 16px; margin: 10px 0; scroll-margin-top: 12px; content-visibility: auto; contain-intrinsic-size: auto 300px; }
.gap.critical { border-left-color: var(--bad); } .gap.minor { border-left-color: var(--line); } .gap:target { outline: 2px solid var(--accent); }
.number { display: inline-block; min-width: 1.8em; margin-right: 6px; color: var(--soft); font-variant-numeric: tabular-nums; }
.tag { display: inline-block; border-radius: 999px; padding: 0 10px; font-size: 13px; font-weight: 500; border: 1px solid currentColor; margin-left: 8px; }
.sev-critical { background: var(--bad); color: var(--paper); border-color: var(--bad); } .sev-major { color: var(--doubt); } .sev-minor { color: var(--soft); }
.strand + .strand { border-top: 1px dashed var(--line); margin-top: 8px; padding-top: 6px; }
.elements span { display: inline-block; font-weight: 600; margin-right: 12px; }
.deadline b, .advice b { color: var(--soft); font-weight: 500; margin-right: 6px; }
blockquote { margin: 8px 0; padding: 8px 14px; border-radius: 0 8px 8px 0; display: flow-root; border-left: 3px solid var(--line); background: var(--wash); overflow-wrap: anywhere; }
blockquote footer { color: var(--soft); font-size: 13px; }
dl { margin: 10px 0 0; } dl > div { display: grid; grid-template-columns: 5.5em 1fr; gap: 14px; }
html[lang="en"] dl > div { grid-template-columns: 8em 1fr; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; } dd ol { margin: 0; padding-left: 1.4em; }
.shared ul { margin: 4px 0; padding-left: 1.3em; }
.reason { margin: 10px 0 18px; } .reason h4 { margin-bottom: 2px; }
code { font: 12.5px/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; color: var(--soft); }
a { color: var(--accent); overflow-wrap: anywhere; } a:focus-visible, summary:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
details { margin: 8px 0; } summary { cursor: pointer; color: var(--accent); }
body > footer { margin-top: 60px; padding-bottom: 40px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 700px) { .wide { padding: 0 14px; } h1 { font-size: 21px; } dl > div, html[lang="en"] dl > div { grid-template-columns: 1fr; gap: 0; margin-bottom: 4px; } .matrix tbody th { position: sticky; left: 0; background: var(--paper); min-width: 132px; } .cards { grid-template-columns: 1fr 1fr; } #verdicts .scroll > table, #evidence .scroll > table { min-width: 620px; } .tag { margin-left: 4px; } .thumb { float: none; display: block; margin: 0 0 8px; } .thumb img { width: 100%; height: 150px; } }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #f4f4f4; --good: #0d5c38; --bad: #a0141d; --doubt: #6d4700; --wait: #0a4f96; --accent: #000; --bad-wash: #fff; --doubt-wash: #fff; }
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 10.5pt; } .wide { max-width: none; padding: 0; } .filters, nav, .skip, #verdicts, #evidence, .thumb, #deadlines .legend { display: none; } .off { display: revert !important; } .terms .picture, .terms th:last-child { display: none; } .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; } table { font-size: 9pt; } td.small { font-size: inherit; } .matrix .day { display: none; } .matrix thead th { white-space: normal; padding: 3px; } .matrix tbody th { min-width: 0; } .matrix td { padding: 3px; }
  h2, h3, h4, h5, .elements { break-after: avoid; } .elements { break-inside: avoid; } tr, blockquote, .notice { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; } .gap { break-inside: auto; content-visibility: visible; }
}
`;

/** The look of the HTML report: system fonts, no outside resource, readable in print, on a telephone and in the dark. */
const STYLE = `${LOOK}\n`;

export const STYLE_ELEMENT: Markup = { markup: `<style>${STYLE}</style>` };

/** The only style that the page's policy lets in. */
export const STYLE_POLICY = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
