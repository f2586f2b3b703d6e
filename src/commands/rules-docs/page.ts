import { CHANNEL_NAMES } from '../../catalogue/channel-names.ts';
import type { Basis, Catalogue, Item, Severity, UpdateRule } from '../../catalogue/rule.ts';
import { obligationsOf, type Obligation } from '../../workspace/plan.ts';
import { CHECKS_PAGE } from './checks-page.ts';
import { GENERATED, lines, row, table } from './markdown.ts';
import { updateWords } from './update-words.ts';

const SEVERITY_NAMES = { minor: '一般', major: '较重', critical: '严重' } as const satisfies Record<Severity, string>;

/** The list of all items of a catalogue. */
export function indexPage({ name, items }: Catalogue): string {
  const rows = items.map((item) => row([`[${item.id}](${item.id}.md)`, item.name.zh, item.name.en]));
  const checks = `规则可以选用的检查和写法，见 [${CHECKS_PAGE}](${CHECKS_PAGE})。`;
  return lines([GENERATED, '', `# ${name.zh}`, '', ...table(['编号', '事项', 'Item'], rows), '', checks]);
}

/** What one item asks: of whom, where, by when, on what basis, and how each gap is mended. */
export function itemPage(item: Item, catalogue: Catalogue): string {
  const obligations = obligationsOf(item);
  return lines([
    GENERATED,
    '',
    `# ${item.id} ${item.name.zh}`,
    '',
    `${item.summary.zh}`,
    '',
    `*${item.name.en}: ${item.summary.en}*`,
    '',
    ...(item.aliases.length > 0 ? [`栏目也叫：${item.aliases.join('、')}`, ''] : []),
    '## 要求',
    '',
    ...table(
      ['编号', '要素', '渠道', '更新期限', '责任部门', '严重程度', '检查'],
      obligations.map((one) => obligationRow(one, item)),
    ),
    '',
    '## 依据',
    '',
    ...basesOf(obligations).map((basis) => `- ${basisWords(basis, catalogue)}`),
    ...readingLines(obligations, catalogue),
    '',
    '## 整改',
    '',
    ...item.elements.map(({ id, remedy }) => `- **${id}** ${remedy.zh}`),
  ]);
}

const obligationRow = (one: Obligation, item: Item): string =>
  row([
    one.id,
    one.name.zh,
    item.scope === 'unit' ? '单位资料' : one.channels.map((channel) => CHANNEL_NAMES[channel].zh).join('、'),
    one.update.map(deadline).join('；') || '—',
    (one.element.departments ?? item.departments)?.content.join('、') ?? '',
    SEVERITY_NAMES[one.severity],
    ...Object.keys(one.element.check).map((check) => `[${check}](${CHECKS_PAGE}#${check})`),
  ]);

const deadline = (rule: UpdateRule): string =>
  `${updateWords(rule)}${rule.reading === undefined ? '' : `（口径 ${rule.reading}）`}`;

const basesOf = (obligations: readonly Obligation[]): Basis[] => [
  ...new Map(
    obligations.flatMap(({ basis }) => basis.map((one) => [`${one.instrument} ${one.clause ?? ''}`, one] as const)),
  ).values(),
];

function basisWords({ instrument, clause = '' }: Basis, { instruments }: Catalogue): string {
  const found = instruments.get(instrument);
  const number = found?.number === undefined ? '' : `（${found.number}）`;
  return `《${found?.title.zh ?? instrument}》${number}${clause}`;
}

function readingLines(obligations: readonly Obligation[], { readings }: Catalogue): string[] {
  const used = new Set(obligations.flatMap((one) => one.readings));
  const found = [...readings.values()].filter(({ id }) => used.has(id));
  if (found.length === 0) return [];
  return ['', '## 口径', '', ...found.map(({ id, chosen }) => `- **${id}** ${chosen.zh}`)];
}
