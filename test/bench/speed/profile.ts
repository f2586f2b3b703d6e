import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string };
  readonly children?: readonly number[];
}

/** What V8 writes with --cpu-prof; times in microseconds. */
interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Milliseconds by function, everything that it called included. The bundler numbers namesakes; they count as one. */
export type Times = ReadonlyMap<string, number>;

/** The profiles of one run: the program's own and those of its readers. */
export async function readProfiles(folder: string): Promise<{ readonly program: Times; readonly readers: Times }> {
  const [program, readers] = [new Map<string, number>(), new Map<string, number>()];
  for (const name of await readdir(folder)) {
    const profile = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Profile;
    const isReader = profile.nodes.some(({ callFrame }) => nameOf(callFrame) === 'readHard');
    add(profile, isReader ? readers : program);
  }
  return { program, readers };
}

const nameOf = ({ functionName }: Node['callFrame']): string => functionName.replace(/\d+$/, '');

function add({ nodes, samples, timeDeltas }: Profile, times: Map<string, number>): void {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<number, number>();
  for (const [at, id] of samples.entries()) spent.set(id, (spent.get(id) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  for (const [id, ms] of spent) {
    const above = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) above.add(names.get(at) ?? '');
    for (const name of above) times.set(name, (times.get(name) ?? 0) + ms);
  }
}
