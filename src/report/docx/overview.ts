import { countOutcomes, isGap } from '../../verdicts/roll-up.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { instrumentTitle } from '../law-text.ts';
import { papersOf, undecided } from '../papers.ts';
import type { CitedInstrument, Report } from '../report.ts';
import { companyName, itemTitle, percent } from '../view.ts';
import type { Voice } from '../voice.ts';
import { writtenDay } from './written-day.ts';
import { caption, chapter, para, table, toFill, type Block } from './blocks.ts';
import { chapterNumber } from './numerals.ts';
import { PORTRAIT_WIDTH } from './paper.ts';

/** 一、总体情况: organisation, scope, method, time. */
export function overview(voice: Voice): Block[] {
  const { t, say, list, report } = voice;
  const bases = mostCited(report).map((one) => instrumentTitle(voice, one));
  const channels = report.channels.map(({ id }) => say(CHANNEL_NAMES[id]));
  const items = report.items.filter(({ kind }) => kind === 'item').length;
  return [
    chapter(chapterNumber(voice, 1) + t('总体情况', 'Overview')),
    para(
      t(
        `为落实供电企业信息公开要求，${companyName(voice)}依据${list(bases)}，以${writtenDay(report.asOf, voice)}为核查日，对供电服务信息公开情况开展自查。`,
        `On the basis of ${list(bases)}, ${companyName(voice)} audited its own disclosure as of ${report.asOf}.`,
      ),
    ),
    toFill(
      t(
        '【由单位填写：牵头部门、参加部门、动员部署和自查起止时间】',
        '[For the unit to fill in: who led and took part, and from when to when]',
      ),
    ),
    para(
      t(
        `自查范围为${items}类信息公开事项及有关义务，涉及${list(channels)}共${channels.length}个公示渠道。采用线上核查与资料核查相结合的方法，共读取页面和材料${report.coverage.pages}份，另有${report.coverage.unread.length}份未能读取；采集内容均已固定为证据，逐份计算SHA-256校验值。`,
        `It covered ${items} kinds of items and further duties on ${channels.length} channels (${list(channels)}). Pages were audited online and from material handed in: ${report.coverage.pages} were read, ${report.coverage.unread.length} could not be. All of it is kept as evidence with SHA-256 digests.`,
      ),
    ),
  ];
}

/** The instruments in force, those that most verdicts rest on first: the measures and the plan before what they touch on. */
function mostCited({ instruments, verdicts }: Report): CitedInstrument[] {
  const times = new Map<string, number>();
  for (const { outcome, basis } of verdicts)
    if (outcome !== 'inapplicable')
      for (const { instrument } of basis) times.set(instrument, (times.get(instrument) ?? 0) + 1);
  return instruments
    .filter(({ status }) => status !== 'not-yet')
    .toSorted((a, b) => (times.get(b.id) ?? 0) - (times.get(a.id) ?? 0));
}

/** 二、自查结果: coverage first, then numbers by item. */
export function results(voice: Voice): Block[] {
  const { t, report } = voice;
  const { coverage, counts, gaps } = report;
  const unknown = undecided(report);
  const { waiting } = papersOf(report);
  return [
    chapter(chapterNumber(voice, 2) + t('自查结果', 'Results')),
    para(
      t(
        `应公开义务（要素×渠道）${coverage.duties}项，其中可判定${coverage.told}项，占${percent(report)}%。全部结论中，合规${counts.passed}项，时限内${counts.pending}项，发现问题${gaps}个，未能判定${unknown}项，不适用${counts.inapplicable}项。由同一根源引起的问题只计一次；未能判定既不计为合规，也不计为问题。`,
        `Of ${coverage.duties} duties (element × channel) ${coverage.told} could be told (${percent(report)} %). Among all outcomes ${counts.passed} are in order, ${counts.pending} not due yet, ${gaps} gaps, ${unknown} cannot be told and ${counts.inapplicable} do not apply. Gaps with one root cause count once; what cannot be told is neither in order nor a gap.`,
      ),
    ),
    ...(waiting.length > 0
      ? [
          para(
            t(
              `单位内部管理义务中有${waiting.length}项未提供材料，未作判定，不计入上述未能判定。`,
              `For ${waiting.length} duties of internal management nothing was handed in; they are not judged and not counted above.`,
            ),
          ),
        ]
      : []),
    caption(t('表1　分事项统计表', 'Table 1: by item')),
    itemTable(voice),
  ];
}

function itemTable(voice: Voice): Block {
  const { t, report } = voice;
  const rows = report.items.flatMap((item) => {
    const own = report.verdicts.filter((verdict) => verdict.item === item.id);
    const counts = countOutcomes(own);
    if (own.length === counts.inapplicable) return [];
    return [
      [
        itemTitle(voice, item.id),
        counts.passed,
        own.filter(isGap).length,
        counts.pending,
        undecided({ items: [item], verdicts: own }),
      ],
    ];
  });
  const number = (header: string) => ({ header, share: 11, centred: true });
  return table(
    [
      { header: t('信息公开事项', 'Item'), share: 48 },
      number(t('合规', 'In order')),
      number(t('问题', 'Gaps')),
      number(t('时限内', 'Not due')),
      number(t('未能判定', 'Cannot tell')),
    ],
    rows,
    PORTRAIT_WIDTH,
  );
}
