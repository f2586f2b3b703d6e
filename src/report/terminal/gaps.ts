import { gapCount, noGaps } from '../gap-count.ts';
import { deadlineText } from '../deadline-text.ts';
import { gapsByDepartment, quotedPages, type DepartmentEntries, type GapEntry, type Strand } from '../gap-entries.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { addressText } from '../place-words.ts';
import {
  basisText,
  elementTitle,
  itemTitle,
  lateText,
  ownersText,
  placeText,
  saysOf,
  searchText,
  SEVERITY_NAMES,
  statedText,
} from '../view.ts';
import { cutTo } from './columns.ts';
import { heading, labelled, lines, type Sheet } from './sheet.ts';

/** Words searched for that are printed; the whole list stands in the JSON report. */
const TERMS_SHOWN = 6;
const QUOTE_COLUMNS = 96;
const INDENT = '      ';

/** Gaps by department, each told once in full. */
export function gaps(sheet: Sheet): string[] {
  const { t, say, report } = sheet.voice;
  const departments = gapsByDepartment(report);
  const entries = departments.flatMap(({ items }) => items.flatMap((one) => one.entries)).length;
  const title = heading(sheet, t('二、问题（按责任部门）', '2. Gaps by department'));
  if (entries === 0) return [title, ...lines(sheet, '', say(noGaps(report)))];
  const sum = gapCount(report, entries);
  return [
    title,
    ...lines(sheet, '', say(sum), sheet.paint.dim),
    ...departments.flatMap((one) => department(sheet, one)),
  ];
}

function department(sheet: Sheet, { department: name, items, gaps: count, shared }: DepartmentEntries): string[] {
  const { voice, paint } = sheet;
  const { t } = voice;
  const own = count === 0 ? '' : t(`　${count} 个问题`, `: ${count} ${count === 1 ? 'gap' : 'gaps'}`);
  return [
    '',
    heading(sheet, `■ ${voice.department(name)}${own}`),
    ...items.flatMap(({ item, entries }) => [
      ...lines(sheet, '  ', itemTitle(voice, item), paint.bold),
      ...entries.flatMap((entry) => entryLines(sheet, entry)),
    ]),
    ...shared.flatMap((entry) => labelled(sheet, 2, t('共同负责', 'also answers for'), sharedText(sheet, entry))),
  ];
}

function sharedText({ voice }: Sheet, { number, item, gap, owners, ...place }: GapEntry): string {
  const { t, say, department: named } = voice;
  const lead = named(owners.content[0] ?? '');
  const what = `${itemTitle(voice, item)} · ${placeText(voice, place)} · ${say(GAP_NAMES[gap])}`;
  return t(`第${number}条（见${lead}）　${what}`, `no. ${number} (under ${lead}): ${what}`);
}

function entryLines(sheet: Sheet, entry: GapEntry): string[] {
  const { voice, paint } = sheet;
  const { t, say } = voice;
  const [first] = entry.strands;
  if (!first) return [];
  const alone = entry.strands.length === 1;
  const late = alone ? lateText(voice, first[0]) : '';
  const title = `${entry.number}. ${placeText(voice, entry)} · ${say(GAP_NAMES[entry.gap])}${late} · ${say(SEVERITY_NAMES[entry.severity])}`;
  const owners = ownersText(voice, first[0]);
  return [
    ...lines(sheet, '  ✘ ', title, entry.severity === 'critical' ? paint.red.bold : paint.red),
    ...entry.strands.flatMap((strand) => strandLines(sheet, strand, alone)),
    ...remedyLines(sheet, entry),
    ...labelled(sheet, 6, t('依据', 'basis'), basisText(voice, entry.gaps), paint.dim),
    ...labelled(
      sheet,
      6,
      t('责任', 'owners'),
      `${owners.content}${t('　发布：', '; published by: ')}${owners.publisher}`,
      paint.dim,
    ),
    ...labelled(sheet, 6, t('编号', 'ids'), entry.gaps.map(({ id }) => id).join(t('，', ', ')), paint.dim),
  ];
}

function strandLines(sheet: Sheet, strand: Strand, alone: boolean): string[] {
  const { voice, paint } = sheet;
  const { t } = voice;
  const [first] = strand;
  const searched = first.quotes.length === 0 && first.search !== undefined;
  const stated = statedText(voice, first);
  const says = searched && strand.length > 1 ? [] : saysOf(voice, first);
  return [
    ...lines(
      sheet,
      INDENT,
      voice.list(strand.map((gap) => elementTitle(voice, gap))) + (alone ? '' : lateText(voice, first)),
    ),
    ...says.flatMap((one) => lines(sheet, `${INDENT}· `, one)),
    ...(stated === '' ? [] : lines(sheet, `${INDENT}· `, stated)),
    ...(first.deadline ? labelled(sheet, 6, t('期限', 'deadline'), deadlineText(first.deadline, voice)) : []),
    ...(searched ? lines(sheet, INDENT, searchText(voice, strand, TERMS_SHOWN)) : []),
    ...quotedPages(strand, 2).flatMap(({ first: { url }, quotes }) => [
      ...labelled(
        sheet,
        6,
        t('原文', 'quote'),
        quotes.map(({ words }) => `“${cutTo(words, QUOTE_COLUMNS)}”`).join(' '),
      ),
      ...lines(sheet, INDENT, addressText(sheet.voice, url), paint.dim),
    ]),
  ];
}

function remedyLines(sheet: Sheet, { gaps: own }: GapEntry): string[] {
  const remedies = [...new Set(own.map(({ remedy }) => sheet.voice.say(remedy)))];
  const label = sheet.voice.t('整改', 'remedy');
  if (remedies.length === 1) return labelled(sheet, 6, label, remedies.join(''));
  return labelled(sheet, 6, label, remedies.map((one, at) => `(${at + 1}) ${one}`).join(' '));
}
