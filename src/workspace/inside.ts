import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { text, type Text } from '../language/text.ts';

const OUTSIDE = text('只能写工作区文件夹以内的相对路径', 'only relative paths inside the workspace folder are allowed');

/** A path that somebody wrote, cleaned: forward slashes, no `./`. Or why it cannot be used. */
export type CleanPath = { readonly path: string } | { readonly refused: Text };

/**
 * `evidence\hall\` and `./evidence/hall` both become `evidence/hall`. Absolute, drive (`C:`), UNC (`\\server`) and
 * parent (`..`) paths are refused: a workspace is read nowhere but in its own folder.
 */
export function cleanPath(wording: string): CleanPath {
  const slashed = wording.replaceAll('\\', '/');
  const refuse = (zh: string, en: string): CleanPath => ({
    refused: text(`${zh}；${OUTSIDE.zh}`, `${en}; ${OUTSIDE.en}`),
  });
  if (slashed.startsWith('//')) return refuse('不允许网络共享路径', 'network shares are not allowed');
  if (slashed.startsWith('/')) return refuse('不允许绝对路径', 'absolute paths are not allowed');
  if (/^[A-Za-z]:/.test(slashed)) return refuse('不允许带盘符的路径', 'drive letters are not allowed');
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return refuse('不允许用「..」指向上级文件夹', '".." is not allowed');
  if (parts.some((part) => /[\0:]/.test(part)))
    return refuse('文件名里有不允许的字符', 'a character that file names cannot have');
  return parts.length === 0 ? refuse('路径是空的', 'the path is empty') : { path: parts.join('/') };
}

/** What stands at a cleaned path: `outside` when a link on the way leads out of the folder. */
export async function lookInside(folder: string, clean: string): Promise<'there' | 'missing' | 'outside'> {
  const root = await realpath(folder);
  const target = await realpath(path.join(root, clean)).catch(() => undefined);
  if (target === undefined) return 'missing';
  return target === root || target.startsWith(root + path.sep) ? 'there' : 'outside';
}
