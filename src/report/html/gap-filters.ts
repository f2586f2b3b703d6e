import { CHANNELS, SEVERITIES } from '../../catalogue/closed-lists.ts';
import { GAPS } from '../../checks/search/finding.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import type { GapEntry } from '../gap-entries.ts';
import { itemTitle, SEVERITY_NAMES } from '../view.ts';
import type { Voice } from '../voice.ts';
import { html, type Markup } from './escape.ts';
import { filterForm, type Choice } from './filters.ts';

/** Where an entry stands among the choices of each filter; indices, since names may be a page's words. */
export interface Filters {
  readonly form: Markup;
  readonly dataOf: (entry: GapEntry) => Markup;
}

/** Drop-downs over the entries: by item, channel, department, kind and severity. */
export function filtersOf(voice: Voice, entries: readonly GapEntry[]): Filters {
  const { t, say, department: named, report } = voice;
  const items = report.items.map(({ id }) => id).filter((id) => entries.some(({ item }) => item === id));
  const departments = [...new Set(entries.flatMap(({ owners }) => ownersIn(owners)))];
  const channels = CHANNELS.filter((id) => entries.some(({ channel }) => channel === id));
  const across = entries.some(({ channel }) => channel === undefined);
  const kinds = GAPS.filter((kind) => entries.some(({ gap }) => gap === kind));
  const severities = SEVERITIES.toReversed().filter((one) => entries.some(({ severity }) => severity === one));
  const numbered = (names: readonly string[]): Choice[] => names.map((label, at) => ({ value: String(at), label }));
  const form = filterForm(voice, 'gaps', [
    { name: 'item', label: t('信息公开事项', 'item'), choices: numbered(items.map((id) => itemTitle(voice, id))) },
    {
      name: 'channel',
      label: t('公示渠道', 'channel'),
      choices: [
        ...channels.map((id) => ({ value: id, label: say(CHANNEL_NAMES[id]) })),
        ...(across ? [{ value: 'across', label: t('各渠道之间', 'across channels') }] : []),
      ],
    },
    { name: 'department', label: t('责任部门', 'department'), choices: numbered(departments.map(named)) },
    {
      name: 'kind',
      label: t('问题类型', 'kind'),
      choices: kinds.map((id) => ({ value: id, label: say(GAP_NAMES[id]) })),
    },
    {
      name: 'severity',
      label: t('严重程度', 'severity'),
      choices: severities.map((id) => ({ value: id, label: say(SEVERITY_NAMES[id]) })),
    },
  ]);
  const dataOf = ({ item, channel, owners, gap, severity }: GapEntry): Markup =>
    html` data-one data-item="${items.indexOf(item)}" data-channel="${channel ?? 'across'}"
    data-department="${ownersIn(owners)
      .map((name) => departments.indexOf(name))
      .join(' ')}"
    data-kind="${gap}" data-severity="${severity}"`;
  return { form, dataOf };
}

const ownersIn = ({ content, publisher }: GapEntry['owners']): readonly string[] =>
  content.length > 0 ? content : [publisher];
