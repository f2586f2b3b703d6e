// Stands in for the reading process: what it does with a page is told by the page's address.
import { existsSync, writeFileSync } from 'node:fs';

const deeds = {
  dies: () => process.kill(process.pid, 'SIGKILL'),
  hangs: () => {
    for (;;);
  },
  diesOnce: (marker) => {
    if (existsSync(marker)) return;
    writeFileSync(marker, '');
    process.kill(process.pid, 'SIGKILL');
  },
};

let page;
process.on('message', (order) => {
  if (order.kind === 'page') page = { ...order, filled: 0 };
  if (order.kind === 'piece') page.filled += order.bytes.length;
  if (!page || page.filled < page.bytes) return;
  const { capture, sealed } = page;
  page = undefined;
  const deed = new URL(capture.url).searchParams.get('deed');
  if (deed === 'fetchesNot' && sealed) return process.send({ kind: 'unfetched' });
  deeds[deed]?.(capture.from);
  const packed = JSON.stringify({
    title: capture.url,
    texts: [],
    blocks: [],
    fields: [],
    tables: [],
    links: { numbers: [], hrefs: [], dates: [] },
  });
  process.send({ kind: 'read', packed });
});
process.send({ kind: 'ready' });
