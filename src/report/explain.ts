import { REASONS } from '../evidence/reason.ts';
import { text, type Language } from '../language/text.ts';
import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { quotedWhen } from './captured-words.ts';
import { assignedWords } from './assigned-words.ts';
import { deadlineText } from './deadline-text.ts';
import { addressText, placeWords } from './place-words.ts';
import type { Report } from './report.ts';
import { safe } from './safe-text.ts';
import { padTo } from './terminal/columns.ts';
import {
  basisText,
  elementTitle,
  itemTitle,
  outcomeText,
  ownersText,
  placeText,
  saysOf,
  searchText,
  SEVERITY_NAMES,
} from './view.ts';
import { voiceOf, type Voice } from './voice.ts';

type Row = readonly [label: string, words: string];

/** How one verdict came about: basis, what was expected, what was seen or searched, the dates, who must act. */
export function explainVerdict(report: Report, verdict: Verdict, language: Language): string {
  const voice = voiceOf(report, language);
  const rows = [...subject(voice, verdict), ...seen(voice, verdict), ...dates(voice, verdict), ...acts(voice, verdict)];
  return [safe(verdict.id), ...rows.map(([label, words]) => `${padTo(label, 10)}${safe(words)}`)].join('\n');
}

function subject(voice: Voice, verdict: Verdict): Row[] {
  const { t, say } = voice;
  return [
    [t('事项', 'item'), itemTitle(voice, verdict.item)],
    [t('要素', 'element'), elementTitle(voice, verdict)],
    [t('渠道', 'channel'), placeText(voice, verdict)],
    [
      t('结论', 'outcome'),
      outcomeText(voice, verdict) + (isGap(verdict) ? ` · ${say(SEVERITY_NAMES[verdict.severity])}` : ''),
    ],
    [t('依据', 'basis'), basisText(voice, [verdict])],
  ];
}

function seen(voice: Voice, verdict: Verdict): Row[] {
  const { t, say } = voice;
  return [
    ...saysOf(voice, verdict).map((one): Row => [t('说明', 'says'), one]),
    ...(verdict.search ? [[t('检索', 'searched'), searchWords(voice, verdict)] as const] : []),
    ...assignedWords(voice, verdict).map((one, at): Row => [at === 0 ? t('相关网页', 'pages') : '', one]),
    ...verdict.quotes.flatMap(({ words, url, place, capture, capturedAt, sha256 }): Row[] => [
      [t('原文', 'quote'), `“${words}”`],
      ['', [addressText(voice, url), say(placeWords(place))].filter(Boolean).join('  ')],
      ['', `${t('采集于', 'captured')} ${quotedWhen(voice, { capture, capturedAt })}  SHA-256 ${sha256}`],
    ]),
  ];
}

function searchWords(voice: Voice, verdict: Verdict): string {
  if (verdict.outcome === 'failed' && verdict.quotes.length === 0) return searchText(voice, [verdict], 100);
  const { pages = 0, relevant = 0, unread = 0, terms = [] } = verdict.search ?? {};
  return voice.t(
    `共查 ${pages} 页，其中相关 ${relevant} 页，未读到 ${unread} 页；检索词：${voice.list(terms)}`,
    `${pages} pages searched, ${relevant} about the item, ${unread} not read; sought: ${voice.list(terms)}`,
  );
}

const SOURCES = {
  stated: text('页面标注', 'stated on the page'),
  observed: text('采集时已有', 'there when captured'),
  record: text('登记', 'registered'),
} as const;

function dates(voice: Voice, { published, deadline, readings }: Verdict): Row[] {
  const { t, say, report } = voice;
  const chosen = report.readings.filter(({ id }) => readings.includes(id));
  return [
    ...(published
      ? [
          [
            t('发布日期', 'published'),
            `${published.date} · ${say(SOURCES[published.source])} “${published.quote}”`,
          ] as const,
        ]
      : []),
    ...(deadline ? [[t('期限', 'deadline'), deadlineText(deadline, voice)] as const] : []),
    ...chosen.map(({ id, chosen: reading }): Row => [t('口径', 'reading'), `${id} ${say(reading)}`]),
  ];
}

function acts(voice: Voice, verdict: Verdict): Row[] {
  const { t, say } = voice;
  const { content, publisher } = ownersText(voice, verdict);
  return [
    ...verdict.remarks.map((one): Row => [t('备注', 'remark'), say(one)]),
    ...(verdict.causedBy === undefined ? [] : [[t('根源', 'cause'), verdict.causedBy] as const]),
    [t('责任部门', 'owner'), content],
    [t('发布责任', 'publisher'), publisher],
    ...(verdict.outcome === 'cantTell' && verdict.reason
      ? [[t('下一步', 'next'), say(REASONS[verdict.reason].advice)] as const]
      : []),
    ...(verdict.outcome === 'failed' ? [[t('整改', 'remedy'), say(verdict.remedy)] as const] : []),
  ];
}
