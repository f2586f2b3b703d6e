import path from 'node:path';
import { check, convene, judgeDocuments } from '../../src/audit.ts';
import { openLaw } from '../../src/commands/law.ts';
import { openBundle } from '../../src/evidence/wacz.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import { readPage } from '../../src/documents/reader.ts';
import type { Document } from '../../src/documents/document.ts';
void check; void convene;
const [,, folder = '', what = 'read'] = process.argv;
const home = process.cwd();
let t = process.cpuUsage();
const lap = (name: string) => { const d = process.cpuUsage(t); console.log(name, ((d.user + d.system) / 1e3).toFixed(0), 'ms CPU', (process.memoryUsage().rss / 2 ** 20).toFixed(0), 'MB'); t = process.cpuUsage(); };
const loaded = await loadWorkspace(path.join(folder, 'gongkai.yaml'));
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const { workspace } = loaded;
lap('workspace');
const law = await openLaw(workspace.catalogue, { home });
lap('law');
const bundle = await openBundle(path.join(folder, 'captured/evidence.wacz'));
if (!('captures' in bundle)) throw new Error('bundle');
lap('open bundle');
const bodies: Uint8Array[] = [];
const captures = bundle.captures;
for (const one of captures) bodies.push(one.sha256 === '' ? new Uint8Array() : await bundle.body(one));
lap('load bodies');
const setting = { company: workspace.company, vocabulary: law.catalogue.vocabulary };
const documents: Document[] = [];
for (const [at, capture] of captures.entries()) documents.push(readPage({ capture, source: { hosts: ['127.0.0.1'], landmarks: [], operator: undefined }, body: bodies[at] }, setting));
lap(`read ${captures.length}`);
if (what === 'judge') {
  const j = judgeDocuments(bundle, documents, { law, workspace, asOf: '2026-11-20' as never });
  lap(`judge ${j.verdicts.length}`);
}
import { hear } from '../../src/verdicts/hear.ts';
import { judge } from '../../src/verdicts/judge.ts';
import { assemble } from '../../src/checks/assemble.ts';
import { plan } from '../../src/workspace/plan.ts';
import { attach } from '../../src/documents/attachments.ts';
import { spreadSuspicion } from '../../src/documents/identity.ts';
if (what === 'rules') {
  const docs = spreadSuspicion(attach(documents)); lap('spread');
  const court = convene(law, workspace, '2026-11-20' as never);
  const duties = plan(law.catalogue, workspace, '2026-11-20' as never);
  const corpora = assemble(bundle, docs, workspace, law.catalogue);
  lap('assemble');
  console.log('ours', corpora[0]?.documents.length, 'foreign', corpora[0]?.foreign.length, 'unread', corpora[0]?.unread.length);
  for (const item of law.catalogue.items) corpora[0]?.about(item);
  lap('about');
  console.log(law.catalogue.items.map((item) => `${item.id}:${corpora[0]?.about(item).length}`).join(' '));
  const by = new Map<string, { n: number; ms: number; top: [number, string] }>();
  const hearings = [];
  for (const duty of duties) {
    const from = process.hrtime.bigint();
    hearings.push(...hear([duty], corpora, law.rules, court));
    const ms = Number(process.hrtime.bigint() - from) / 1e6;
    const name = Object.keys(duty.obligation.element.check)[0] ?? '';
    const row = by.get(name) ?? { n: 0, ms: 0, top: [0, ''] };
    row.n += 1; row.ms += ms; if (ms > row.top[0]) row.top = [ms, duty.obligation.element.id + ' ' + String(duty.obligation.variant?.id ?? '')];
    by.set(name, row);
  }
  for (const [name, row] of [...by].sort((a, b) => b[1].ms - a[1].ms)) console.log(name.padEnd(22), String(row.n).padStart(4), row.ms.toFixed(0).padStart(6), row.top[0].toFixed(0).padStart(6), row.top[1]);
  lap('hear');
  judge(hearings, court);
  lap('judge');
}
