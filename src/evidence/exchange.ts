import { Agent, errors, type Dispatcher } from 'undici';
import type { Fault } from './capture.ts';
import type { GuardedConnector } from './connect.ts';
import { Stopped, codeOf, faultOf, type Stage } from './fault/of.ts';
import { wrongFraming } from './framing.ts';
import type { LiveLimits } from './limits.ts';

export type Headers = Readonly<Record<string, readonly string[]>>;

/** One request and what came back, raw: not decoded, not redirected, not judged. */
export interface Exchange {
  /** 0 when no header arrived. */
  readonly status: number;
  /** Lower-case names, Latin-1 values; a header sent twice keeps both. */
  readonly headers: Headers;
  readonly raw: Uint8Array;
  readonly fault?: Fault;
  /** Whether the strict parser refused the header, so that a second, lenient look may do better. */
  readonly unparsed: boolean;
  /** The code of the error behind the fault, where there is one. */
  readonly code?: string;
  readonly lenient: boolean;
}

/** HTTP/1.1 over guarded connections. Its own timers are off: ours also stop what never idles. */
export const openAgent = (connect: GuardedConnector, limits: LiveLimits, connections: number): Agent =>
  new Agent({
    connect,
    connections,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: -1,
  });

/** Sends one GET, or one POST where there is a body. Never rejects: what goes wrong is the `fault`. */
export function exchange(
  agent: Dispatcher,
  url: URL,
  headers: Record<string, string>,
  limits: LiveLimits,
  signal?: AbortSignal,
  body?: Uint8Array,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const transfer = new Transfer(limits, resolve, signal);
    try {
      const what =
        body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body: Buffer.from(body) };
      agent.dispatch({ origin: url.origin, path: url.pathname + url.search, headers, ...what }, transfer);
    } catch (error) {
      transfer.fail(error);
    }
  });
}

/** Collects one reply under the caps, and ends it when a timer or the caller says so. */
class Transfer implements Dispatcher.DispatchHandler {
  readonly #limits: LiveLimits;
  readonly #resolve: (exchange: Exchange) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #total: NodeJS.Timeout;
  readonly #onAbort = (): void => this.#stop(new Stopped('interrupted', 'interrupted'));
  #idle: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #stopped: Stopped | undefined;
  #stage: Stage = 'connecting';
  #status = 0;
  #headers: Headers = {};
  #interim = 0;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #done = false;

  constructor(limits: LiveLimits, resolve: (exchange: Exchange) => void, signal?: AbortSignal) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#signal = signal;
    this.#total = setTimeout(
      () => this.#stop(new Stopped('timeout', `request over ${limits.requestMs} ms`)),
      limits.requestMs,
    );
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) queueMicrotask(this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#stopped) return controller.abort(this.#stopped);
    const { firstByteMs } = this.#limits;
    this.#idle = setTimeout(() => this.#stop(new Stopped('timeout', `no reply in ${firstByteMs} ms`)), firstByteMs);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return this.#countInterim();
    clearTimeout(this.#idle);
    this.#stage = 'body';
    this.#status = status;
    this.#headers = listed(headers);
    const { idleMs, rawBytes } = this.#limits;
    this.#idle = setTimeout(() => this.#stop(new Stopped('timeout', `silent for ${idleMs} ms`)), idleMs);
    const wrong = wrongFraming(this.#headers);
    if (wrong !== undefined) return this.#stop(new Stopped('protocol', wrong));
    const declared = Number(this.#headers['content-length']?.[0] ?? '0');
    if (declared > rawBytes) this.#stop(new Stopped('too-large', `${declared} bytes declared`));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#idle?.refresh();
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.rawBytes)
      return this.#stop(new Stopped('too-large', `over ${this.#limits.rawBytes} bytes`));
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish({});
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    const unparsed = this.#stage === 'connecting' && (error instanceof errors.HTTPParserError || isUnasked(error));
    this.#finish({ fault: faultOf(error, this.#stage), unparsed, code: codeOf(error) });
  }

  #countInterim(): void {
    this.#interim += 1;
    if (this.#interim > this.#limits.interim)
      this.#stop(new Stopped('protocol', `over ${this.#limits.interim} interim replies`));
  }

  #stop(stopped: Stopped): void {
    this.#stopped = stopped;
    this.#controller?.abort(stopped);
    this.#finish({ fault: stopped.fault });
  }

  #finish(outcome: Partial<Pick<Exchange, 'fault' | 'unparsed' | 'code'>>): void {
    if (this.#done) return;
    this.#done = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    const raw = outcome.fault ? new Uint8Array() : Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [];
    this.#resolve({ status: this.#status, headers: this.#headers, raw, lenient: false, unparsed: false, ...outcome });
  }
}

/** An interim reply (100) that nobody asked for, which browsers pass over and the strict parser does not. */
const isUnasked = (error: unknown): boolean => error instanceof errors.SocketError && error.message === 'bad response';

function listed(headers: Record<string, string | string[] | undefined>): Headers {
  const lists: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) lists[name.toLowerCase()] = typeof value === 'string' ? [value] : value;
  }
  return lists;
}
