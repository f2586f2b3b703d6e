import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { cleanPath, lookInside } from './inside.ts';
import type { Attestation } from './workspace.ts';

/** Windows shows names without these endings, so people write them without. */
const PICTURE = /\.(?:png|jpe?g|bmp|gif|webp|heic|heif|tiff?)$/i;

/**
 * An answer with its photographs looked up, beside the checklist in the folder `beside` of `root`: a name without its ending is
 * completed where one picture has that name; a name that leads out of `root`, to no file, an empty one or several is no proof.
 */
export async function withPhotos(one: Attestation, root: string, beside = ''): Promise<Attestation> {
  const photos: string[] = [];
  const lost: string[] = [];
  for (const photo of one.photos) {
    const found = await photoAt(root, beside, photo);
    photos.push(found ?? photo);
    if (found === undefined) lost.push(photo);
  }
  return { ...one, photos, lostPhotos: lost };
}

/** The name of the photograph as its file has it; undefined when there is none. */
async function photoAt(root: string, beside: string, photo: string): Promise<string | undefined> {
  const clean = cleanPath(path.posix.join(beside, photo.replaceAll('\\', '/')));
  if ('refused' in clean) return undefined;
  if (await isFile(root, clean.path)) return photo;
  const { dir, base } = path.posix.parse(clean.path);
  const names = await readdir(path.join(root, dir)).catch(() => []);
  const meant = names.filter((name) => PICTURE.test(name) && name.replace(PICTURE, '') === base);
  const [only] = meant;
  if (only === undefined || meant.length > 1 || !(await isFile(root, path.posix.join(dir, only)))) return undefined;
  return `${photo}${only.slice(base.length)}`;
}

async function isFile(root: string, clean: string): Promise<boolean> {
  if ((await lookInside(root, clean)) !== 'there') return false;
  const found = await stat(path.join(root, clean));
  // An empty one shows nothing: it was lost on the way from the telephone.
  return found.isFile() && found.size > 0;
}
