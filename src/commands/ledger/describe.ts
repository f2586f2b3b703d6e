import { text, type Text } from '../../language/text.ts';
import type { Described } from '../../ledger/entry.ts';
import { deadlineText } from '../../report/deadline-text.ts';
import type { Report } from '../../report/report.ts';
import {
  basisText,
  elementTitle,
  itemTitle,
  outcomeText,
  ownersText,
  placeText,
  saysOf,
  searchText,
} from '../../report/view.ts';
import { voiceOf, type Voice } from '../../report/voice.ts';
import { ON_PAPER } from '../../report/channel-names.ts';
import type { Verdict } from '../../verdicts/verdict.ts';

/** Tells the gaps of one report as the 台账 does, in both languages: the ledger itself knows no report. */
export function describing(report: Report): (verdict: Verdict) => Described {
  const voices = { zh: voiceOf(report, 'zh'), en: voiceOf(report, 'en') };
  const both = (tell: (voice: Voice) => string): Text => text(tell(voices.zh), tell(voices.en));
  return (verdict) => ({
    item: both((voice) => itemTitle(voice, verdict.item)),
    element: both((voice) => elementTitle(voice, verdict)),
    place: both((voice) => placeText(voice, verdict)),
    how: howChecked(verdict),
    checked: report.asOf,
    problem: both((voice) => problemOf(voice, verdict)),
    basis: both((voice) => basisText(voice, [verdict])),
    proof: both((voice) => proofOf(voice, verdict)),
    due: verdict.deadline?.due ?? '',
    ...(verdict.daysLate !== undefined && { daysLate: verdict.daysLate }),
    departments: both((voice) => ownersText(voice, verdict).content),
    publisher: both((voice) => ownersText(voice, verdict).publisher),
    remedy: verdict.remedy,
  });
}

/** 检查方式: what lies in a hall is looked at there, business forms are papers, everything else is online (4.1). */
function howChecked({ channel }: Verdict): Text {
  if (channel === 'hall') return text('现场检查', 'on site');
  return channel !== undefined && ON_PAPER.has(channel) ? text('资料核查', 'papers') : text('线上核查', 'online');
}

function problemOf(voice: Voice, verdict: Verdict): string {
  const says = saysOf(voice, verdict).filter(Boolean);
  const due = verdict.deadline ? [deadlineText(verdict.deadline, voice)] : [];
  return [`${outcomeText(voice, verdict)}${voice.t('：', ': ')}${[...says, ...due].join(voice.t('；', '; '))}`].join(
    '',
  );
}

const QUOTED = 120;

const TERMS_SHOWN = 12;

/** Address, words and the first digits of the capture's SHA-256, each once; for an absence, what was searched. */
function proofOf(voice: Voice, verdict: Verdict): string {
  const { quotes, search } = verdict;
  if (quotes.length === 0) return search ? searchText(voice, [verdict], TERMS_SHOWN) : '';
  const told = quotes.map(
    ({ url, words, sha256 }) => `${url} 「${words.slice(0, QUOTED)}」 SHA-256 ${sha256.slice(0, 12)}`,
  );
  return [...new Set(told)].join('\n');
}
