import { REASONS } from '../evidence/reason.ts';
import type { Language } from '../language/text.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { deadlineText } from './deadline-text.ts';
import type { Report } from './report.ts';
import { safe } from './safe-text.ts';
import { basisText, elementName, itemName, outcomeText, placeText, say, SEVERITY_NAMES } from './view.ts';

/** How one verdict came about: basis, what was expected, what was seen or searched, the dates, who must act. */
export function explainVerdict(report: Report, verdict: Verdict, language: Language): string {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { search, published, deadline, readings } = verdict;
  const chosen = report.readings.filter(({ id }) => readings.includes(id));
  return [
    `${verdict.id}`,
    `${t('事项', 'item')}      ${verdict.item} ${itemName(report, verdict.item, language)}`,
    `${t('要素', 'element')}      ${verdict.element} ${elementName(report, verdict, language)}`,
    `${t('渠道', 'channel')}      ${placeText(verdict, language)}`,
    `${t('结论', 'outcome')}      ${outcomeText(verdict, language)}（${say(SEVERITY_NAMES[verdict.severity], language)}）`,
    `${t('依据', 'basis')}      ${basisText(report, verdict, language)}`,
    ...verdict.says.map((one) => `${t('说明', 'says')}      ${safe(say(one, language))}`),
    ...(search ? [`${t('检索', 'searched')}      ${t(`共 ${search.pages} 页，相关 ${search.relevant} 页，未读到 ${search.unread} 页；检索词`, `${search.pages} pages, ${search.relevant} about the item, ${search.unread} unread; for`)} ${search.terms.join('、')}`] : []),
    ...verdict.quotes.flatMap((quote) => [
      `${t('原文', 'quote')}      “${safe(quote.words)}”`,
      `          ${safe(quote.url)}  ${quote.place}`,
      `          ${t('采集', 'captured')} ${quote.capturedAt}  SHA-256 ${quote.sha256}`,
    ]),
    ...(published ? [`${t('发布日期', 'published')}  ${published.date}（${sourceName(published.source, language)}：${safe(published.quote)}）`] : []),
    ...(deadline ? [`${t('期限', 'deadline')}      ${deadlineText(deadline, language)}`] : []),
    ...chosen.map(({ id, chosen: reading }) => `${t('理解', 'reading')}      ${id} ${say(reading, language)}`),
    ...verdict.remarks.map((one) => `${t('备注', 'remark')}      ${safe(say(one, language))}`),
    ...(verdict.causedBy !== undefined ? [`${t('根源', 'cause')}      ${verdict.causedBy}`] : []),
    `${t('责任', 'owners')}      ${verdict.owners.content.join('、')}；${t('发布', 'publisher')} ${verdict.owners.publisher}`,
    ...(verdict.outcome === 'cantTell' && verdict.reason ? [`${t('下一步', 'next')}    ${say(REASONS[verdict.reason].advice, language)}`] : []),
    ...(verdict.outcome === 'failed' ? [`${t('整改', 'remedy')}      ${say(verdict.remedy, language)}`] : []),
  ].join('\n');
}

function sourceName(source: NonNullable<Verdict['published']>['source'], language: Language): string {
  const names = {
    stated: ['页面标注', 'stated on the page'],
    observed: ['采集时已有', 'there when captured'],
    record: ['登记', 'registered'],
  } as const;
  return names[source][language === 'zh' ? 0 : 1];
}
