import type { CaseFile, CasePage, CaseShelf, Layout } from './case-file.ts';

export type Written = Exclude<CasePage, string>;

type Frame = Pick<CaseFile, 'company'> & { readonly page: Written; readonly shelf: CaseShelf };

/** A page's markup as the site would serve it; a body that is a whole HTML page is left as it is. */
export function markupOf(page: Written, shelf: CaseShelf, { company }: CaseFile): string {
  if (/^\s*(?:<!doctype|<html|<\?xml)/i.test(page.body)) return page.body;
  return TEMPLATES[page.layout ?? shelf.layout]({ page, shelf, company });
}

const TEMPLATES: Readonly<Record<Layout, (frame: Frame) => string>> = { site, table, app, board, bare };

const titleOf = ({ title, column }: Written): string => title ?? column ?? '';

/** The portal of today: header, menu, breadcrumb, article, footer. */
function site({ page, shelf, company }: Frame): string {
  const { title, column, published, body } = page;
  const trail =
    column === undefined
      ? ''
      : `<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开</a> &gt; ${column}</div>`;
  return `<!DOCTYPE html><html lang="zh-CN"><head><title>${titleOf(page)}_${company.name}</title></head><body>
<div class="header"><div class="logo">${company.name}</div>${shelf.header}</div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk/">信息公开</a></li><li><a href="/xwzx/">新闻中心</a></li></ul></div>
${trail}<div class="content">${title === undefined ? '' : `<h1>${title}</h1>`}${published === undefined ? '' : `<p class="info">发布日期：${published}　来源：${company.name}</p>`}
${body}</div>
<div class="footer">${shelf.footer}<p>版权所有 ${company.name}　示ICP备2026000001号</p></div></body></html>`;
}

/** Tables for layout and no headings, as older columns still have them. */
function table({ page, shelf, company }: Frame): string {
  const { column, published, body } = page;
  return `<html><head><title>${titleOf(page)}-${company.name}</title></head><body bgcolor="#FFFFFF">
<table width="1000" align="center" cellspacing="0"><tr><td id="top"><b>${company.name}</b>${shelf.header}</td></tr>
<tr><td>您现在的位置：<a href="/">首页</a> &gt;&gt; ${column ?? '信息公开'}</td></tr>
<tr><td align="center"><font size="5"><b>${titleOf(page)}</b></font></td></tr>
${published === undefined ? '' : `<tr><td align="center">发布时间：${published}　【字体：大 中 小】</td></tr>`}
<tr><td>${body}</td></tr>
<tr><td id="footer" align="center">${shelf.footer}${company.name} 版权所有</td></tr></table></body></html>`;
}

/** One screen of the App, exported: no header, no footer, a title bar. */
function app({ page, company }: Frame): string {
  const { published, body } = page;
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${titleOf(page)}</title></head><body>
<section><h2>${titleOf(page)}</h2>${published === undefined ? '' : `<p>更新时间：${published}</p>`}<p>服务单位：${company.name}</p>
${body}</section></body></html>`;
}

/** A board in a hall, written down from a photograph. */
function board({ page }: Frame): string {
  const { title, published, body } = page;
  return `<html><head><title>${titleOf(page)}</title></head><body>${title === undefined ? '' : `<h1>${title}</h1>`}
${body}${published === undefined ? '' : `<p>公示日期：${published}</p>`}</body></html>`;
}

function bare({ page }: Frame): string {
  return `<html><head><title>${titleOf(page)}</title></head><body>${page.body}</body></html>`;
}
