/** The look of the HTML report: system fonts, no outside resource, readable in print and in the dark. */
export const STYLE = `
:root { --ink: #1c2430; --soft: #5b6675; --line: #dfe4ea; --paper: #fff; --wash: #f6f8fa; --good: #1a7f4b; --bad: #c0272d; --doubt: #9a6700; --wait: #0b6bcb; --accent: #0f4c81; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3adba; --line: #333c48; --paper: #14181e; --wash: #1c222a; --good: #4cc38a; --bad: #ff7b7f; --doubt: #e0b341; --wait: #6cb2ff; --accent: #8ab8e8; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.65 -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 28px 24px 80px; }
h1 { font-size: 26px; margin: 0 0 4px; letter-spacing: .01em; }
h2 { font-size: 19px; margin: 44px 0 14px; padding-left: 10px; border-left: 4px solid var(--accent); }
h3 { font-size: 16px; margin: 26px 0 8px; }
p { margin: 6px 0; }
.sub, .meta { color: var(--soft); }
.meta { font-size: 13px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0 8px; }
.card { background: var(--wash); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.card b { display: block; font-size: 26px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.card span { color: var(--soft); font-size: 13px; }
.notice { border-left: 4px solid var(--doubt); background: var(--wash); padding: 8px 14px; margin: 8px 0; border-radius: 0 8px 8px 0; }
.alert { border-left-color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; }
thead th { background: var(--wash); font-weight: 600; white-space: nowrap; }
.matrix td, .matrix thead th + th { text-align: center; }
.matrix td { font-weight: 600; white-space: nowrap; }
.matrix tbody th { font-weight: 500; min-width: 220px; }
.passed { color: var(--good); } .failed { color: var(--bad); } .cantTell, .untested { color: var(--doubt); } .pending { color: var(--wait); } .inapplicable { color: var(--soft); }
.gap { border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; margin: 10px 0; break-inside: avoid; }
.gap h4 { margin: 0 0 4px; font-size: 15px; }
.tag { display: inline-block; border-radius: 999px; padding: 0 10px; font-size: 13px; border: 1px solid currentColor; margin-left: 6px; white-space: nowrap; }
blockquote { margin: 8px 0; padding: 6px 12px; border-left: 3px solid var(--line); background: var(--wash); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 8px 0 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
code { font: 12.5px/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
a { color: var(--accent); }
details { margin: 8px 0; } summary { cursor: pointer; color: var(--accent); }
fieldset { border: 1px solid var(--line); border-radius: 10px; padding: 10px 16px; margin: 12px 0; }
fieldset label { margin-right: 18px; white-space: nowrap; }
legend { color: var(--soft); font-size: 13px; padding: 0 6px; }
.small { font-size: 13px; }
body:has(#only-critical:checked) .gap:not(.critical), body:has(#only-major:checked) .gap.minor { display: none; }
@media print { main { max-width: none; padding: 0; } fieldset { display: none; } details > * { display: block; } h2 { break-after: avoid; } a { color: inherit; text-decoration: none; } body { font-size: 11pt; } }
`;
