import { byCode } from '../bundle.ts';
import { folderOf } from './address.ts';

/**
 * The folders that a snapshot declared complete holds, where it is a part of a site: the declared base, where that lies below the
 * root of its host, or else the folder that all pages of a host have in common. Empty where a host was saved from its root
 * on, or nothing is known of addresses. Without scheme, sorted: `www.a.example/qingxi/`.
 */
export function savedFolders(base: string | undefined, pages: readonly string[]): string[] {
  const declared = base === undefined ? undefined : folderOf(base);
  const folders = new Map<string, string>();
  for (const page of pages) {
    if (!/^https?:/.test(page)) continue;
    const { host, pathname } = new URL(page);
    const folder = pathname.slice(0, pathname.lastIndexOf('/') + 1);
    folders.set(host, shared(folders.get(host) ?? folder, folder));
  }
  if (declared && declared.pathname !== '/') folders.set(declared.host, declared.pathname);
  return [...folders]
    .filter(([, folder]) => folder !== '/')
    .map(([host, folder]) => host + folder)
    .sort(byCode);
}

/** The folder that holds both. */
function shared(one: string, other: string): string {
  let folder = one;
  while (!other.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}
