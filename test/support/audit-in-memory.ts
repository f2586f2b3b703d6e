import { check } from '../../src/audit.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import { collect, type CollectOptions } from '../../src/evidence/collect.ts';
import type { Report } from '../../src/report/report.ts';
import { bindRecords } from '../../src/workspace/bind-records.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { loadLaw } from './law.ts';

/** Audits a workspace file without leaving a bundle behind; throws with all problems when it is not valid. */
export async function auditInMemory(file: string, asOf: string): Promise<{ report: Report; workspace: Workspace }> {
  const loaded = await loadWorkspace(file);
  if ('problems' in loaded)
    throw new Error(loaded.problems.map(({ file: at, line, message }) => `${at}:${line} ${message.zh}`).join('\n'));
  const { catalogue } = await loadLaw(loaded.workspace.catalogue);
  const bound = bindRecords(loaded.workspace, catalogue);
  if ('problems' in bound)
    throw new Error(bound.problems.map(({ file: at, line, message }) => `${at}:${line} ${message.zh}`).join('\n'));
  return { report: await auditWorkspace(bound.workspace, asOf), workspace: bound.workspace };
}

/** The whole road for a workspace made by hand. */
export async function auditWorkspace(
  workspace: Workspace,
  asOf: string,
  options: CollectOptions = {},
): Promise<Report> {
  const law = await loadLaw(workspace.catalogue);
  const sink = memorySink();
  const scopes = await collect(workspace, options, sink);
  return check(sink.bundle(scopes), { law, workspace, asOf, version: 'test' });
}
