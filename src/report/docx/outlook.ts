import { GAPS } from '../../checks/search/finding.ts';
import { REASONS } from '../../evidence/reason.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { departmentCounts } from '../departments.ts';
import { gapsByDepartment } from '../gap-entries.ts';
import { group } from '../group.ts';
import { unknownsByGroup } from '../unknowns.ts';
import { elementTitle, placeText } from '../view.ts';
import { noGaps } from '../gap-count.ts';
import type { Voice } from '../voice.ts';
import { caption, chapter, para, section, table, toFill, type Block } from './blocks.ts';
import { chapterNumber, sectionNumber } from './numerals.ts';
import { PORTRAIT_WIDTH } from './paper.ts';

const REMEDIES_SHOWN = 5;

/** 四、原因分析: what the numbers show; why it came to that only the unit knows. */
export function causes(voice: Voice): Block[] {
  const { t, say, list, department, report } = voice;
  const counts = departmentCounts(report);
  const total = (kind: (typeof GAPS)[number]): number => counts.reduce((sum, { byKind }) => sum + byKind[kind], 0);
  const kinds = GAPS.filter((kind) => total(kind) > 0).toSorted((a, b) => total(b) - total(a));
  const led = counts.filter(({ gaps }) => gaps > 0);
  const head = chapter(chapterNumber(voice, 4) + t('原因分析', 'Causes'));
  if (kinds.length === 0) return [head, para(say(noGaps(report)))];
  return [
    head,
    para(
      t(
        `从问题类型看，${list(kinds.map((kind) => `${say(GAP_NAMES[kind])}${total(kind)}个`))}；从责任部门看，${list(led.map((one) => `${department(one.department)}${one.gaps}个`))}。`,
        `By kind: ${list(kinds.map((kind) => `${say(GAP_NAMES[kind])} ${total(kind)}`))}. By department: ${list(led.map((one) => `${department(one.department)} ${one.gaps}`))}.`,
      ),
    ),
    toFill(
      t(
        '【由责任部门填写：制度执行、职责分工、审核发布流程等方面的具体原因】',
        '[For the departments to fill in: rules, division of labour, review and publication]',
      ),
    ),
  ];
}

/** 五、整改措施及完成情况: done, under way, to be agreed on. */
export function remedies(voice: Voice): Block[] {
  const { t, list, department, report } = voice;
  const departments = gapsByDepartment(report);
  const rows = departments
    .filter(({ gaps }) => gaps > 0)
    .map((one) => [department(one.department), one.gaps, remedyLines(voice, one)]);
  const shared = departments.filter(({ shared: entries }) => entries.length > 0);
  return [
    chapter(chapterNumber(voice, 5) + t('整改措施及完成情况', 'Remedies and how far they are')),
    section(sectionNumber(voice, 1) + t('已完成', 'Done')),
    toFill(
      t(
        '【由单位填写：自查期间立行立改的问题及佐证】',
        '[For the unit to fill in: what was mended during the audit, with proof]',
      ),
    ),
    section(sectionNumber(voice, 2) + t('正在整改', 'Under way')),
    ...(rows.length > 0
      ? [
          para(
            t(
              `待整改问题${report.gaps}个，按责任部门列措施如下。`,
              `${report.gaps} gaps are to be mended, by department as follows.`,
            ),
          ),
          caption(t('表2　整改措施表', 'Table 2: remedies')),
          table(
            [
              { header: t('责任部门', 'Department'), share: 18, centred: true },
              { header: t('问题', 'Gaps'), share: 9, centred: true },
              { header: t('整改措施', 'Remedies'), share: 73 },
            ],
            rows,
            PORTRAIT_WIDTH,
          ),
        ]
      : [para(t('没有待整改的问题。', 'There is nothing to mend.'))]),
    section(sectionNumber(voice, 3) + t('需协调', 'To be agreed on')),
    para(
      shared.length > 0
        ? t(
            `由多个部门共同负责的问题，涉及${list(shared.map((one) => `${department(one.department)}${one.shared.length}条`))}，由牵头部门商定分工和时限。`,
            `Gaps that several departments answer for: ${list(shared.map((one) => `${department(one.department)} ${one.shared.length}`))}; the leading department settles who does what by when.`,
          )
        : t('没有需要跨部门协调的问题。', 'No gap needs several departments.'),
    ),
  ];
}

function remedyLines({ say, t }: Voice, { items }: ReturnType<typeof gapsByDepartment>[number]): string {
  const all = [
    ...new Set(items.flatMap(({ entries }) => entries.flatMap(({ gaps }) => gaps.map(({ remedy }) => say(remedy))))),
  ];
  const shown = all.slice(0, REMEDIES_SHOWN).map((one, at) => `${at + 1}. ${one}`);
  const more = all.length - shown.length;
  return [...shown, ...(more > 0 ? [t(`另有${more}项，见附件1。`, `${more} more in attachment 1.`)] : [])].join('\n');
}

/** 六、下一步工作计划: what falls due, what lapses, what is needed to tell the rest. */
export function nextSteps(voice: Voice): Block[] {
  const { t, say, report } = voice;
  const reasons = unknownsByGroup(report).flatMap((group) => group.reasons);
  const rows = reasons.map(({ reason, verdicts }) => [
    say(REASONS[reason].name),
    verdicts.length,
    say(REASONS[reason].advice),
  ]);
  return [
    chapter(chapterNumber(voice, 6) + t('下一步工作计划', 'Next steps')),
    ...dueSoon(voice),
    ...report.notices.map((notice) => para(say(notice))),
    ...(rows.length > 0
      ? [
          para(
            t(
              '对未能判定的事项逐类核实，补齐材料后复查。',
              'What could not be told is checked reason by reason, then audited again.',
            ),
          ),
          caption(t('表3　未能判定事项核实表', 'Table 3: what could not be told')),
          table(
            [
              { header: t('原因', 'Reason'), share: 34 },
              { header: t('项数', 'How many'), share: 10, centred: true },
              { header: t('怎么办', 'What to do'), share: 56 },
            ],
            rows,
            PORTRAIT_WIDTH,
          ),
        ]
      : []),
    toFill(
      t(
        '【由单位填写：长效机制、责任分工和完成时限】',
        '[For the unit to fill in: standing arrangements, who and by when]',
      ),
    ),
  ];
}

/** What falls due within the warning window, an element a clause. */
function dueSoon(voice: Voice): Block[] {
  const { t, list, report } = voice;
  const soon = group(
    report.verdicts.filter(({ flag }) => flag === 'due-soon'),
    (one) => `${elementTitle(voice, one)}|${one.deadline?.due ?? ''}`,
  );
  if (soon.size === 0) return [];
  const clauses = [...soon.values()].map((own) => {
    const [first] = own;
    const places = list(own.map((one) => placeText(voice, one)));
    if (!first) return '';
    const by = first.deadline ? t(`${first.deadline.due}前，`, `by ${first.deadline.due}, `) : '';
    return t(`“${elementTitle(voice, first)}”（${by}${places}）`, `${elementTitle(voice, first)} (${by}${places})`);
  });
  return [para(t(`即将到期、须按期公开的有：${list(clauses)}。`, `Due soon: ${list(clauses)}.`))];
}
