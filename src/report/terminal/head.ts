import { undecided } from '../papers.ts';
import { addressText } from '../place-words.ts';
import { companyName, detailText, percent, placeText } from '../view.ts';
import { heading, lines, type Sheet } from './sheet.ts';

/** Coverage first, then what must be said loudly: alerts, lapsed bases, a missing calendar (faults O11). */
export function head(sheet: Sheet): string[] {
  const { voice, paint } = sheet;
  const { t, say, report } = voice;
  const { asOf, catalogue, coverage, notices, alerts, tool } = report;
  return [
    heading(sheet, t(`${companyName(voice)} 供电服务信息公开核查`, `Disclosure audit: ${companyName(voice)}`)),
    ...lines(
      sheet,
      '',
      t(
        `核查日 ${asOf}　规则 ${say(catalogue.name)}　gongkai ${tool.version}`,
        `as of ${asOf} · rules: ${say(catalogue.name)} · gongkai ${tool.version}`,
      ),
      paint.dim,
    ),
    '',
    ...lines(
      sheet,
      t('核查范围　', 'coverage  '),
      t(
        `应公开 ${coverage.duties} 项（要素 × 渠道），可判定 ${coverage.told} 项（${percent(report)}%）；读取 ${coverage.pages} 页，未读到 ${coverage.unread.length} 页`,
        `${coverage.told} of ${coverage.duties} duties (element × channel) could be told (${percent(report)} %); ${coverage.pages} pages read, ${coverage.unread.length} not`,
      ),
    ),
    ...lines(sheet, t('核查结论　', 'outcome   '), outcomes(sheet)),
    ...alerts.flatMap(({ channel, url, why }) =>
      lines(
        sheet,
        '‼ ',
        `${t('安全告警', 'Security alert')} ${placeText(voice, { channel })} ${addressText(voice, url)} ${detailText(voice, why)}`,
        paint.red,
      ),
    ),
    ...notices.flatMap((notice) => lines(sheet, '! ', say(notice), paint.yellow)),
  ];
}

function outcomes({ voice: { t, report } }: Sheet): string {
  const { gaps, counts } = report;
  const unknown = undecided(report);
  return t(
    `问题 ${gaps} 个，合规 ${counts.passed}，时限内 ${counts.pending}，无法判定 ${unknown}，不适用 ${counts.inapplicable}`,
    `${gaps} gaps, ${counts.passed} in order, ${counts.pending} not due yet, ${unknown} cannot be told, ${counts.inapplicable} not applicable`,
  );
}
