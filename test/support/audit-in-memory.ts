import { check } from '../../src/audit.ts';
import { memorySink } from '../../src/evidence/bundle-memory.ts';
import { collect, type CollectOptions } from '../../src/evidence/collect.ts';
import type { Report } from '../../src/report/report.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { loadLaw } from './law.ts';

/** Audits a workspace without leaving a bundle behind; throws with all problems when the workspace is not valid. */
export async function auditInMemory(file: string, asOf: string, options: CollectOptions = {}): Promise<{ report: Report; workspace: Workspace }> {
  const loaded = await loadWorkspace(file);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ file: at, line, message }) => `${at}:${line} ${message.zh}`).join('\n'));
  const { workspace } = loaded;
  const law = await loadLaw(workspace.catalogue);
  const sink = memorySink();
  const scopes = await collect(workspace, options, sink);
  const report = await check(sink.bundle(scopes), { law, workspace, asOf, version: 'test' });
  return { report, workspace };
}
