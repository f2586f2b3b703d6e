import { CHANNELS } from '../catalogue/rule.ts';
import { REASONS } from '../evidence/reason.ts';
import type { Language, Text } from '../language/text.ts';
import type { Cell } from '../verdicts/roll-up.ts';
import { OUTCOME_NAMES, type Outcome, type Verdict } from '../verdicts/verdict.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { deadlineText } from './deadline-text.ts';
import { html, link, type Markup } from './html/escape.ts';
import { STYLE } from './html/style.ts';
import type { Report, Reporter } from './report.ts';
import {
  basisText,
  elementName,
  gapsByDepartment,
  itemName,
  outcomeText,
  placeText,
  say,
  SEVERITY_NAMES,
  unknownsByReason,
} from './view.ts';

/** One self-contained page: no script, no outside resource, everything from outside escaped (faults O1). */
export const htmlPage: Reporter = {
  extension: 'html',
  render: (report, { language }) => `<!doctype html>\n${page(report, language).markup}\n`,
};

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function page(report: Report, language: Language): Markup {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const title = t(`${report.company.name} 供电服务信息公开核查报告`, `Disclosure audit of ${report.company.name}`);
  return html`<html lang="${t('zh-CN', 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body><main>
<header><h1>${title}</h1>
<p class="sub">${t('核查日', 'As of')} ${report.asOf}　${say(report.catalogue.name, language)}</p></header>
${coverage(report, language)}
<section><h2>${t('公开清单（事项 × 渠道）', 'Items × channels')}</h2>${matrix(report, language)}</section>
<section><h2>${t('问题（按责任部门）', 'Gaps by department')}</h2>${gaps(report, language)}</section>
<section><h2>${t('未能判定的事项与处理办法', 'What could not be told, and what to do')}</h2>${unknowns(report, language)}</section>
<section><h2>${t('全部结论', 'All verdicts')}</h2>${allVerdicts(report, language)}</section>
<section><h2>${t('依据与理解', 'Bases and readings')}</h2>${law(report, language)}</section>
<section><h2>${t('证据清单', 'Evidence')}</h2>${evidence(report, language)}</section>
</main></body></html>`;
}

function coverage({ coverage, gaps, counts, notices, alerts }: Report, language: Language): Markup {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const card = (value: string | number, label: string, tone = ''): Markup => html`<div class="card"><b class="${tone}">${value}</b><span>${label}</span></div>`;
  return html`<div class="cards">
${card(`${coverage.told}/${coverage.duties}`, t('可判定的公开义务', 'duties that could be told'))}
${card(gaps, t('问题', 'gaps'), gaps > 0 ? 'failed' : 'passed')}
${card(counts.passed, t('合规结论', 'in order'), 'passed')}
${card(counts.pending, t('时限内', 'not due yet'), 'pending')}
${card(coverage.pages, t('读取页面', 'pages read'))}
${card(coverage.unread.length, t('未读到的页面', 'pages not read'), coverage.unread.length > 0 ? 'cantTell' : '')}
</div>
${alerts.map(({ url, why }) => html`<p class="notice alert"><strong>${t('安全告警', 'Security alert')}</strong> ${url} ${why}</p>`)}
${notices.map((notice) => html`<p class="notice">${say(notice, language)}</p>`)}
${unreadList(coverage.unread, language)}`;
}

function unreadList(unread: Report['coverage']['unread'], language: Language): Markup {
  if (unread.length === 0) return html``;
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const rows = unread.map(
    ({ channel, site, url, reason, detail }) =>
      html`<tr><td>${placeText({ channel, ...(site && { site }) }, language)}</td><td>${link(url)}</td><td>${say(REASONS[reason].name, language)}</td><td class="small">${detail}</td></tr>`,
  );
  return html`<details><summary>${t('未读到的页面', 'Pages not read')}（${unread.length}）</summary><div class="scroll"><table><tbody>${rows}</tbody></table></div></details>`;
}

const MARKS: Record<Outcome, string> = { passed: '✔', failed: '✘', cantTell: '?', pending: '…', inapplicable: '－', untested: '?' };

function matrix(report: Report, language: Language): Markup {
  const columns = CHANNELS.filter((id) => report.channels.some((channel) => channel.id === id));
  const heads = columns.map((id) => html`<th scope="col">${say(CHANNEL_NAMES[id], language)}</th>`);
  const rows = report.items.map(({ id, name }) => {
    const squares = columns.map((channel) => square(report.matrix.find((one) => one.item === id && one.channel === channel), language));
    return html`<tr><th scope="row">${id}　${say(name, language)}</th>${squares}</tr>\n`;
  });
  const legend = (Object.keys(MARKS) as Outcome[])
    .filter((outcome) => outcome !== 'untested')
    .map((outcome) => html`<span class="${outcome}">${MARKS[outcome]} ${say(OUTCOME_NAMES[outcome], language)}</span>　`);
  return html`<div class="scroll"><table class="matrix"><thead><tr><th></th>${heads}</tr></thead><tbody>${rows}</tbody></table></div><p class="small">${legend}</p>`;
}

function square(cell: Cell | undefined, language: Language): Markup {
  if (!cell?.content) return html`<td></td>`;
  const outcome: Outcome = cell.timeliness === 'failed' ? 'failed' : cell.content;
  const title = say(OUTCOME_NAMES[outcome], language);
  return html`<td class="${outcome}" title="${title}">${MARKS[outcome]}${cell.gaps > 0 ? ` ${cell.gaps}` : ''}</td>`;
}

function gaps(report: Report, language: Language): Markup {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const groups = gapsByDepartment(report);
  if (groups.length === 0) return html`<p>${t('未发现问题。', 'No gaps were found.')}</p>`;
  return html`<fieldset><legend>${t('筛选', 'Filter')}</legend>
<label><input type="radio" name="only" id="only-all" checked> ${t('全部', 'all')}</label>
<label><input type="radio" name="only" id="only-major"> ${t('较重及以上', 'major and worse')}</label>
<label><input type="radio" name="only" id="only-critical"> ${t('严重', 'critical')}</label></fieldset>
${groups.map(({ department, gaps: own }) => html`<h3>${department}（${own.length}）</h3>${own.map((gap) => gapCard(report, gap, language))}`)}`;
}

function gapCard(report: Report, gap: Verdict, language: Language): Markup {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  return html`<article class="gap ${gap.severity}">
<h4>${gap.element} ${elementName(report, gap, language)}<span class="tag failed">${outcomeText(gap, language)}</span><span class="tag">${say(SEVERITY_NAMES[gap.severity], language)}</span></h4>
<p class="meta">${itemName(report, gap.item, language)} · ${placeText(gap, language)}${gap.instance !== undefined ? ` · ${gap.instance}` : ''}</p>
${gap.says.map((one) => html`<p>${say(one, language)}</p>`)}
${gap.quotes.slice(0, 5).map((quote) => html`<blockquote>${quote.words}<div class="meta">${link(quote.url)}　${quote.place}　${t('采集', 'captured')} ${quote.capturedAt}　SHA-256 <code>${quote.sha256.slice(0, 16)}</code></div></blockquote>`)}
<dl>
${row(t('依据', 'Basis'), basisText(report, gap, language))}
${gap.deadline && row(t('期限', 'Deadline'), deadlineText(gap.deadline, language))}
${gap.search && gap.quotes.length === 0 && row(t('检索', 'Searched'), searchText(gap, language))}
${row(t('责任部门', 'Content owner'), gap.owners.content.join('、'))}
${row(t('发布责任', 'Publisher'), gap.owners.publisher)}
${row(t('整改', 'Remedy'), say(gap.remedy, language))}
${gap.remarks.length > 0 && row(t('备注', 'Remarks'), gap.remarks.map((one: Text) => say(one, language)).join('；'))}
</dl><p class="meta"><code>${gap.id}</code></p></article>`;
}

const row = (label: string, value: string): Markup => html`<dt>${label}</dt><dd>${value}</dd>`;

function searchText({ search }: Verdict, language: Language): string {
  if (!search) return '';
  return language === 'zh'
    ? `线上核查未发现：共查 ${search.pages} 页，其中相关 ${search.relevant} 页；检索词：${search.terms.join('、')}`
    : `not found: ${search.pages} pages searched, ${search.relevant} of them about the item, for: ${search.terms.join(', ')}`;
}

function unknowns(report: Report, language: Language): Markup {
  const groups = unknownsByReason(report);
  if (groups.length === 0) return html`<p>${language === 'zh' ? '全部可以判定。' : 'Everything could be told.'}</p>`;
  return html`${groups.map(({ reason, verdicts }) => {
    const { name, advice } = REASONS[reason];
    return html`<h3 class="cantTell">${say(name, language)}（${verdicts.length}）</h3><p>→ ${say(advice, language)}</p>
<details><summary>${language === 'zh' ? '涉及的要素' : 'elements concerned'}</summary><ul>${verdicts.map((one) => html`<li>${one.element} ${elementName(report, one, language)} · ${placeText(one, language)} <code>${one.id}</code>${one.says.map((says) => html`<br><span class="small">${say(says, language)}</span>`)}</li>`)}</ul></details>`;
  })}`;
}

function allVerdicts(report: Report, language: Language): Markup {
  return html`${report.items.map(({ id, name }) => {
    const own = report.verdicts.filter((verdict) => verdict.item === id);
    const rows = own.map(
      (one) =>
        html`<tr><td><code>${one.id}</code></td><td>${elementName(report, one, language)}</td><td class="${one.outcome}">${outcomeText(one, language)}</td><td class="small">${one.quotes[0]?.words ?? one.says.map((says) => say(says, language)).join('；')}</td></tr>\n`,
    );
    return html`<details><summary>${id}　${say(name, language)}（${own.length}）</summary><div class="scroll"><table><tbody>${rows}</tbody></table></div></details>`;
  })}`;
}

function law({ instruments, readings, catalogue }: Report, language: Language): Markup {
  const cited = instruments.map(({ title, number, issuer, from, until }) => html`<li>《${say(title, language)}》${number ?? ''}　${issuer}　${from}${until === undefined ? '' : ` ～ ${until}`}</li>`);
  const read = readings.map(({ id, wording, chosen }) => html`<tr><td>${id}</td><td>${say(wording, language)}</td><td>${say(chosen, language)}</td></tr>`);
  return html`<ul>${cited}</ul><div class="scroll"><table><tbody>${read}</tbody></table></div><p class="meta">${catalogue.id} <code>${catalogue.digest}</code></p>`;
}

function evidence(report: Report, language: Language): Markup {
  const rows = report.evidence.map(
    ({ channel, site, url, capturedAt, status, sha256, fault }) =>
      html`<tr><td>${placeText({ channel, ...(site && { site }) }, language)}</td><td>${link(url)}</td><td>${capturedAt}</td><td>${fault ? say(REASONS[fault].name, language) : status || ''}</td><td><code>${sha256.slice(0, 16)}</code></td></tr>\n`,
  );
  return html`<details><summary>${language === 'zh' ? '采集记录' : 'captures'}（${report.evidence.length}）</summary><div class="scroll"><table><tbody>${rows}</tbody></table></div></details>`;
}
