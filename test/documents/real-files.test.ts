import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/documents/document.ts';
import { readBundle } from '../../src/documents/read-bundle.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import { collect } from '../../src/evidence/collect.ts';
import type { Reason } from '../../src/evidence/reason.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { loadLaw } from '../support/law.ts';
import { SHANCHENG, shared } from './page.ts';

/** Files that nobody on this project wrote, read as a snapshot is: each in a process that may be killed. */
const KINDS = ['pdf', 'office', 'text'].filter((kind) => existsSync(shared(`realdata/${kind}`)));
/** A reader that crashed, or was killed because it would not end. */
const BROKEN: readonly Reason[] = ['internal-error', 'timeout'];

async function readFolder(kind: string): Promise<Document[]> {
  const source = { snapshot: kind, captured: '2026-11-18', base: 'http://files.example/', hosts: [], complete: false };
  const workspace: Workspace = {
    folder: shared('realdata'),
    company: SHANCHENG,
    catalogue: 'chongqing',
    channels: { portal: { sources: [{ ...source, landmarks: [] }] } },
    ...{ capabilities: [], records: {}, changes: [], approvals: [], reviews: [], waivers: [], history: 'none' },
  };
  const { catalogue } = await loadLaw('chongqing');
  const sink = memorySink();
  const bundle = sink.bundle(await collect(workspace, {}, sink));
  return readBundle(bundle, workspace, catalogue.vocabulary, () => undefined);
}

describe.skipIf(KINDS.length === 0)('real files', () => {
  it.each(KINDS)(
    '%s: each is read or ends in a named reason, none crashes or hangs',
    async (kind) => {
      const documents = await readFolder(kind);
      const told = documents.map(({ unread }) => unread?.reason ?? 'read');
      const counts = new Map<string, number>();
      for (const one of told) counts.set(one, (counts.get(one) ?? 0) + 1);
      console.log(`${kind}: ${[...counts].map(([reason, count]) => `${count} ${reason}`).join(', ')}`);
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.filter(({ unread }) => unread && BROKEN.includes(unread.reason))).toEqual([]);
    },
    400_000,
  );
});
