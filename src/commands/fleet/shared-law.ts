import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Law } from '../../audit.ts';
import { openLaw } from '../law.ts';
import type { Means } from '../means.ts';

/** Opens each catalogue once for all companies; one that keeps rules of its own, or names none that there is, is served apart. */
export function sharedLaw(): Means['openLaw'] {
  const opened = new Map<string, Promise<Law>>();
  return async (id, places, namedIn) => {
    if (namedIn === undefined || existsSync(path.join(path.dirname(namedIn), 'rules')))
      return openLaw(id, places, namedIn);
    const law = opened.get(id) ?? openLaw(id, places);
    opened.set(id, law);
    // Asked for again with the file that names it, so that the message says where.
    return law.catch(() => openLaw(id, places, namedIn));
  };
}
