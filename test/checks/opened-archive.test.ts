import { expect, it } from 'vitest';
import { buildCorpus } from '../../src/checks/search/build-corpus.ts';
import type { Fault } from '../../src/evidence/capture.ts';
import { unread } from '../../src/documents/read.ts';
import { ruleBook } from '../support/corpus.ts';

/** An archive within a snapshot, as it is captured beside its files. */
const archive = (url: string, fault?: Fault) =>
  unread(
    {
      ...{ id: `portal:${url}`, channel: 'portal', site: '', url, capturedAt: '2026-11-19T02:00:00Z', status: 0 },
      ...{ obtained: 'snapshot', headers: {}, sha256: '0'.repeat(64), bytes: 9, marks: ['container'], depth: 0 },
      ...(fault && { fault }),
    },
    fault?.reason ?? 'unsupported-format',
    'zip',
  );

it('an archive that was taken apart hides nothing; one that could not be read whole may', async () => {
  const broken: Fault = { reason: 'corrupt-archive', detail: 'directory breaks off' };
  const { unread: inTheWay } = buildCorpus({
    scope: { channel: 'portal', site: '', closed: true, pages: 2 },
    documents: [archive('snapshot:证据.zip!/门户.zip'), archive('snapshot:证据.zip!/App.zip', broken)],
    hosts: new Set(),
    catalogue: (await ruleBook()).catalogue,
    starts: [],
  });
  expect(inTheWay.map(({ capture }) => capture.url)).toEqual(['snapshot:证据.zip!/App.zip']);
});
