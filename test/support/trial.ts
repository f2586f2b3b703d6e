import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sitting } from '../../src/audit.ts';
import { parseYaml } from '../../src/catalogue/validate.ts';
import { readBundle } from '../../src/documents/read-bundle.ts';
import type { Document } from '../../src/documents/document.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import type { Bundle } from '../../src/evidence/bundle.ts';
import type { Scope } from '../../src/evidence/capture.ts';
import { collect } from '../../src/evidence/collect.ts';
import { bindRecords } from '../../src/workspace/bind-records.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { loadLaw } from './law.ts';
import { caseReaders, openCase } from './run-case.ts';

const home = path.resolve(import.meta.dirname, '../..');

/** A body of evidence read once, to be judged again and again: the whole of it, and with faults in it. */
export interface Trial {
  readonly name: string;
  readonly sitting: Sitting;
  readonly documents: readonly Document[];
  readonly scopes: readonly Scope[];
}

/** The demonstration workspace on the day of its truth. */
export async function demoTrial(): Promise<Trial> {
  const loaded = await loadWorkspace(path.join(home, 'fixtures/demo/gongkai.yaml'));
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message.en).join('\n'));
  const law = await loadLaw(loaded.workspace.catalogue);
  const bound = bindRecords(loaded.workspace, law.catalogue);
  if ('problems' in bound) throw new Error(bound.problems.map(({ message }) => message.en).join('\n'));
  const sink = memorySink();
  const scopes = await collect(bound.workspace, {}, sink);
  return read('demo', sink.bundle(scopes), { law, workspace: bound.workspace, asOf: '2026-11-20', version: 'test' });
}

/** Every case of domain knowledge, in the order of its name; or every tenth, say. */
export async function caseTrials(every = 1): Promise<Trial[]> {
  const folder = path.join(home, 'fixtures/cases');
  const trials: Trial[] = [];
  const readers = caseReaders();
  const names = readdirSync(folder).filter((one) => one.endsWith('.yaml'));
  for (const name of names.filter((_, at) => at % every === 0)) {
    const parsed = parseYaml(caseSchema, readFileSync(path.join(folder, name)), name);
    if (!('value' in parsed)) throw new Error(`${name} is not a case`);
    const { bundle, sitting } = await openCase(parsed.value);
    trials.push(await read(path.basename(name, '.yaml'), bundle, { ...sitting, readers }));
  }
  readers.close();
  return trials;
}

async function read(name: string, bundle: Bundle, sitting: Sitting): Promise<Trial> {
  const { workspace, law, readers: staff } = sitting;
  const documents = await readBundle(bundle, workspace, law.catalogue.vocabulary, () => undefined, { staff });
  return { name, sitting, documents, scopes: bundle.scopes };
}
