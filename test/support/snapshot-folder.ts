import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import type { Bundle } from '../../src/evidence/bundle.ts';
import { SNAPSHOT_LIMITS, type SnapshotLimits } from '../../src/evidence/snapshot/entry.ts';
import { takeSnapshot, type SnapshotSource } from '../../src/evidence/snapshot.ts';

/** A workspace folder in the temporary directory, and snapshots taken from it. */
export interface SnapshotFolder {
  readonly path: string;
  readonly put: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Takes `site` below the folder, unless another snapshot is named. */
  readonly take: (source?: Partial<SnapshotSource>, limits?: Partial<SnapshotLimits>) => Promise<Bundle>;
  readonly remove: () => Promise<void>;
}

export async function snapshotFolder(): Promise<SnapshotFolder> {
  const path = await mkdtemp(join(tmpdir(), 'gongkai-snapshot-'));
  return {
    path,
    put: async (name, content) => {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), content);
    },
    take: async (source = {}, limits = {}) => {
      const sink = memorySink();
      const whole = { snapshot: 'site', hosts: [], complete: false, landmarks: [], ...source };
      const request = { folder: path, channel: 'portal' as const, site: '', source: whole };
      const scope = await takeSnapshot({ ...request, limits: { ...SNAPSHOT_LIMITS, ...limits } }, sink);
      return sink.bundle([scope]);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** A small page in UTF-8. */
export const page = (words: string): string => `<!doctype html><meta charset="utf-8"><p>${words}</p>`;
