import type { Law, Sitting } from '../audit.ts';
import { todayInShanghai } from '../calendar/civil-date.ts';
import { CHANNELS, type ChannelId } from '../catalogue/rule.ts';
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
      channels[channel] = { sites: shelves.map((shelf) => ({ name: shelf.site ?? '', sources: [sourceOf(shelf)] })) };
    else channels[channel] = { sources: shelves.map(sourceOf) };
  }
  const { changes, approvals, reviews } = file.records;
  return {
    folder: '/',
    company: file.company,
    catalogue: file.catalogue,
    channels,
    capabilities: file.capabilities,
    records: {},
    history: 'none',
    waivers: [],
    changes: changes.map((one) => ({ ...one, note: '', at: '变更登记' })),
    approvals: approvals.map((one) => ({ ...one, at: '批复登记' })),
    reviews: reviews.map((one) => ({ ...one, at: '三审记录' })),
  };
}

const sourceOf = ({ base, hosts, captured, complete, operator, landmarks }: CaseShelf): Source => ({
  snapshot: 'pages',
  base,
  hosts,
  captured: captured.slice(0, 10),
  complete: complete === 'true',
  landmarks,
  ...(operator !== undefined && { operator }),
});
