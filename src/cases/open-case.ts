import type { Law, Sitting } from '../audit.ts';
import { todayInShanghai } from '../calendar/civil-date.ts';
import { CHANNELS, type ChannelId } from '../catalogue/closed-lists.ts';
import { compileRules } from '../checks/compile.ts';
import type { Bundle } from '../evidence/bundle.ts';
import { bindRecords } from '../workspace/bind-records.ts';
import type { ChannelEntry, Source, Workspace } from '../workspace/workspace.ts';
import type { CaseFile, CaseShelf } from './case-file.ts';
import { sealCase, shelvesOf, type Makers } from './seal-case.ts';

/** A case as an audit finds it: sealed bytes, and who sits over them. */
export interface OpenCase {
  readonly bundle: Bundle;
  readonly sitting: Sitting;
}

/** Makes a case's bytes and its workspace, without disk or network. */
export function openCase(file: CaseFile, law: Law, makers?: Makers): OpenCase {
  const own = amended(law, file);
  const asOf = file.now === undefined ? file.as_of : todayInShanghai(new Date(file.now));
  const workspace = bound(workspaceOf(file), own);
  return { bundle: sealCase(file, makers), sitting: { law: own, workspace, asOf, version: 'test' } };
}

/** Records name their subject as staff write it, and the program looks it up. */
function bound(workspace: Workspace, { catalogue }: Law): Workspace {
  const result = bindRecords(workspace, catalogue);
  if ('workspace' in result) return result.workspace;
  throw new Error(result.problems.map(({ message }) => message.zh).join('\n'));
}

/** The catalogue with a province's own deadlines, bound to the checks anew. */
function amended(law: Law, { update }: CaseFile): Law {
  if (Object.keys(update).length === 0) return law;
  const items = law.catalogue.items.map((item) => ({
    ...item,
    elements: item.elements.map((element) => ({
      ...element,
      ...(update[element.id] && { update: update[element.id] }),
    })),
  }));
  const catalogue = { ...law.catalogue, items };
  return { ...law, catalogue, rules: compileRules(catalogue).rules };
}

function workspaceOf(file: CaseFile): Workspace {
  const channels: Partial<Record<ChannelId, ChannelEntry>> = {};
  for (const channel of CHANNELS) {
    const entry = file.channels[channel];
    if (entry === undefined) continue;
    const shelves = shelvesOf(file, channel);
    if (entry === 'none') channels[channel] = 'none';
    else if (shelves.some(({ site }) => site !== undefined))
      channels[channel] = { sites: shelves.map((shelf) => ({ name: shelf.site ?? '', sources: sourcesOf(shelf) })) };
    else channels[channel] = { sources: shelves.flatMap(sourcesOf) };
  }
  return {
    folder: '/',
    company: file.company,
    catalogue: file.catalogue,
    channels,
    capabilities: file.capabilities,
    records: {},
    history: 'none',
    waivers: [],
    ...registersOf(file),
  };
}

type Registers = 'changes' | 'approvals' | 'reviews' | 'consultations' | 'evaluations' | 'contacts' | 'attestations';

function registersOf({ records }: CaseFile): Pick<Workspace, Registers> {
  const { changes, approvals, reviews, consultations, evaluations, contacts, checklist } = records;
  const from = <T>(list: readonly T[], at: string): (T & { at: string })[] => list.map((one) => ({ ...one, at }));
  return {
    changes: changes.map((one) => ({ ...one, note: '', at: '变更登记' })),
    approvals: from(approvals, '批复登记'),
    reviews: from(reviews, '三审记录'),
    ...(consultations && { consultations: from(consultations, '咨询台账') }),
    ...(evaluations && { evaluations: from(evaluations, '评价考核') }),
    ...(contacts && { contacts: from(contacts, '联系人表') }),
    ...(checklist && {
      attestations: from(checklist, '核查表').map(({ lost, ...one }) => ({ ...one, lostPhotos: lost })),
    }),
  };
}

const sourcesOf = (shelf: CaseShelf): Source[] => (shelf.unseen === 'true' ? [] : [sourceOf(shelf)]);

const sourceOf = ({ base, hosts, captured, complete, operator, landmarks }: CaseShelf): Source => ({
  snapshot: 'pages',
  base,
  hosts,
  captured: captured.slice(0, 10),
  complete: complete === 'true',
  landmarks,
  ...(operator !== undefined && { operator }),
});
