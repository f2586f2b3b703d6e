import { StoreDamaged, mergeScopes, type Bundle, type CaptureSink } from '../bundle.ts';
import { settle } from './settle.ts';
import type { Capture, Scope } from '../capture.ts';
import { sha256 } from '../sha256.ts';

/** A capture with its bytes; the body is left out for a capture that has none. */
export interface Sealed {
  readonly capture: Capture;
  readonly body?: Uint8Array | undefined;
}

/** A bundle held in memory: for tests, and for runs that keep no evidence. */
export function memoryBundle(sealed: readonly Sealed[], scopes: readonly Scope[]): Bundle {
  const bodies = new Map<string, Uint8Array>();
  for (const { capture, body } of sealed) if (body) bodies.set(capture.sha256, body);
  return {
    captures: settle(sealed).map(({ capture }) => capture),
    scopes: mergeScopes(scopes),
    body: (capture) => bodyOf(bodies, capture),
  };
}

function bodyOf(bodies: ReadonlyMap<string, Uint8Array>, capture: Capture): Promise<Uint8Array> {
  if (capture.sha256 === '') return Promise.reject(new RangeError(`${capture.id} has no body`));
  const body = bodies.get(capture.sha256);
  const intact = body !== undefined && sha256(body) === capture.sha256;
  return intact ? Promise.resolve(body) : Promise.reject(new StoreDamaged(capture.id));
}

/** Collects captures as they come and makes them a bundle at the end. */
export interface MemorySink extends CaptureSink {
  readonly bundle: (scopes: readonly Scope[]) => Bundle;
}

export function memorySink(): MemorySink {
  const sealed: Sealed[] = [];
  return {
    add: async (capture, content) => {
      const body = content instanceof Uint8Array ? content : await content?.body();
      sealed.push({ capture, body });
    },
    bundle: (scopes) => memoryBundle(sealed, scopes),
  };
}
