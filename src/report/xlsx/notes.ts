import { instrumentTitle, statusText, validityText } from '../law-text.ts';
import { papersOf, undecided } from '../papers.ts';
import { addressText } from '../place-words.ts';
import { companyName, detailText, percent, placeText, reasonText } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { CellContent, Row, Sheet } from '../workbook.ts';

/** 说明: coverage, what was not read and why, the readings applied, the bases and what each is worth on the day. */
export function noteSheet(voice: Voice): Sheet {
  const { t } = voice;
  const parts: readonly (readonly [string, readonly Row[]])[] = [
    [t('核查范围', 'Coverage'), coverage(voice)],
    [t('须注意', 'Mind'), notices(voice)],
    [t('未读到的页面', 'Pages not read'), unread(voice)],
    [t('对不明确规定采用的口径', 'Readings of ambiguous wordings'), readings(voice)],
    [t('依据文件', 'Bases'), instruments(voice)],
  ];
  return {
    name: t('说明', 'Notes'),
    lead: [t(`${companyName(voice)} 核查说明`, `Notes on the audit of ${companyName(voice)}`)],
    columns: [
      { header: t('项目', 'Subject'), type: 'text', width: 34 },
      { header: t('内容', 'Content'), type: 'text', width: 66 },
      { header: t('备注', 'Remark'), type: 'text', width: 44 },
    ],
    rows: parts.flatMap(([title, rows]) => (rows.length > 0 ? [{ heading: true, cells: [title] }, ...rows] : [])),
    filter: false,
  };
}

const row = (...cells: readonly CellContent[]): Row => ({ cells });

function coverage(voice: Voice): Row[] {
  const { t, say, report } = voice;
  const { coverage: covered, counts, catalogue, calendar, tool } = report;
  return [
    row(t('核查日', 'As of'), report.asOf),
    row(
      t('可判定的公开义务（要素 × 渠道）', 'Duties that could be told (element × channel)'),
      t(
        `${covered.told} / ${covered.duties}（${percent(report)}%）`,
        `${covered.told} of ${covered.duties} (${percent(report)} %)`,
      ),
    ),
    row(t('已读取 / 未读到的页面', 'Pages read / not read'), `${covered.pages} / ${covered.unread.length}`),
    row(
      t('结论', 'Outcomes'),
      t(
        `问题 ${report.gaps}，合规 ${counts.passed}，时限内 ${counts.pending}，无法判定 ${undecided(report)}，不适用 ${counts.inapplicable}`,
        `${report.gaps} gaps, ${counts.passed} in order, ${counts.pending} not due yet, ${undecided(report)} cannot be told, ${counts.inapplicable} not applicable`,
      ),
      t('由同一根源引起的问题只计一次', 'gaps with one root cause count once'),
    ),
    row(
      t('资料核查未提供材料', 'Papers not handed in'),
      String(papersOf(report).waiting.length),
      t('未作判定，不计入无法判定', 'not judged, and not counted as unknown'),
    ),
    row(
      t('规则库', 'Catalogue'),
      t(`${say(catalogue.name)}（${catalogue.id}）`, `${say(catalogue.name)} (${catalogue.id})`),
      `SHA-256 ${catalogue.digest}`,
    ),
    row(t('节假日安排', 'Holidays'), `${calendar.from}–${calendar.until}`),
    row(t('核查工具', 'Tool'), `gongkai ${tool.version}`),
  ];
}

function notices(voice: Voice): Row[] {
  const { t, say, report } = voice;
  return [
    ...report.alerts.map(({ channel, url, why }) => ({
      cells: [
        { value: t('安全告警', 'Security alert'), tone: 'bad' as const },
        `${placeText(voice, { channel })} ${addressText(voice, url)}`,
        detailText(voice, why),
      ],
    })),
    ...report.notices.map((notice) => ({
      cells: [{ value: t('提示', 'Notice'), tone: 'doubt' as const }, say(notice)],
    })),
  ];
}

const unread = (voice: Voice): Row[] =>
  voice.report.coverage.unread.map(({ url, reason, detail, ...place }) =>
    row(
      placeText(voice, place),
      addressText(voice, url),
      [reasonText(voice, reason), detailText(voice, detail)].filter(Boolean).join(' · '),
    ),
  );

const readings = ({ say, report }: Voice): Row[] =>
  report.readings.map(({ id, wording, chosen }) => row(`${id} ${say(wording)}`, say(chosen)));

const instruments = (voice: Voice): Row[] =>
  voice.report.instruments.map((one) =>
    row(instrumentTitle(voice, one), `${one.issuer}　${validityText(one)}`, statusText(voice, one)),
  );
