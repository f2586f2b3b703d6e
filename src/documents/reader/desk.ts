import type { SealedPlace } from '../../evidence/bundle.ts';
import type { Capture } from '../../evidence/capture.ts';
import { fetchBody } from '../../evidence/sealed-body.ts';
import type { Document } from '../document.ts';
import { pack, packWords } from '../packing.ts';
import { isFile } from '../read-file.ts';
import type { Answer, Desk, Order, PageOrder } from './messages.ts';
import { readHard } from '../reader.ts';
import { SpillWriter, type Place } from '../spill.ts';

/** A page whose body is on its way. */
interface Arriving {
  readonly page: PageOrder;
  readonly body: Uint8Array;
  filled: number;
}

/** What else is worked out of a page where it is read; the parent gets it as plain data. */
export type Look = (document: Document, wanted: unknown) => unknown;

/**
 * Turns this process into one in which pages are read: started by `ReaderProcess`, and killed by it at will. It reads one
 * page after the other and has its answer out before it begins the next, so that the parent knows of which page it died.
 */
export async function serveReader(look: Look): Promise<void> {
  let desk: ReadingDesk | undefined;
  let arriving: Arriving | undefined;
  let last: Promise<void> = Promise.resolve();
  process.on('message', (order: Order) => {
    if (order.kind === 'open') {
      desk?.leave();
      desk = new ReadingDesk(order.desk, look);
    } else if (order.kind === 'page') arriving = { page: order, body: new Uint8Array(order.bytes), filled: 0 };
    else if (arriving) {
      arriving.body.set(order.bytes, arriving.filled);
      arriving.filled += order.bytes.length;
    }
    if (!arriving || !desk || arriving.filled < arriving.page.bytes) return;
    const [whole, at] = [arriving, desk];
    arriving = undefined;
    last = last.then(() => at.read(whole));
  });
  // Ctrl-C reaches the whole group; the parent decides when the reading ends.
  process.on('SIGINT', () => undefined);
  await answer({ kind: 'ready' });
}

/** Reads for one bundle. */
class ReadingDesk {
  readonly #desk: Desk;
  readonly #look: Look;
  #writer: SpillWriter | undefined;

  constructor(desk: Desk, look: Look) {
    this.#desk = desk;
    this.#look = look;
  }

  async read(arrived: Arriving): Promise<void> {
    const { capture, source, sealed } = arrived.page;
    const body = sealed ? pageAt(sealed, capture) : arrived.body;
    if (!body) return answer({ kind: 'unfetched' });
    // The parent counts the time anew from each sign of life, so that a long picture is not taken for a hang.
    const alive = (): void => void answer({ kind: 'alive' });
    const document = await readHard({ capture, source, body }, this.#desk.setting, alive);
    const { wanted } = this.#desk;
    const facts = wanted === undefined || document.unread ? undefined : this.#look(document, wanted);
    const place = document.unread ? undefined : this.#layDown(document);
    const packed = pack(place ? { ...document, blocks: [], fields: [], tables: [] } : document);
    await answer({ kind: 'read', packed, ...(place && { place }), ...(facts !== undefined && { facts }) });
  }

  leave(): void {
    this.#writer?.close();
    this.#writer = undefined;
  }

  /** Undefined where there is no place for it: then the words are sent. */
  #layDown(document: Document): Place | undefined {
    const { folder } = this.#desk;
    if (folder === undefined) return undefined;
    try {
      this.#writer ??= new SpillWriter(folder, `${process.pid}`);
      return this.#writer.write(packWords(document));
    } catch {
      return undefined;
    }
  }
}

/** Undefined for a file too: it may take longer than a page, and whoever waits for it must know. */
function pageAt(sealed: SealedPlace, capture: Capture): Uint8Array | undefined {
  const body = fetchBody(sealed, capture);
  return body && !isFile(body, capture) ? body : undefined;
}

/** Resolves when the answer has left this process. */
const answer = (message: Answer): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
