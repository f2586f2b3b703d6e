import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isLeftover } from '../../evidence/snapshot/folder.ts';
import { kindOf } from '../../evidence/snapshot/kind.ts';
import { join, text, verbatim, type Text } from '../../language/text.ts';
import { warn, type Diagnosis } from './diagnosis.ts';

/** Files that an audit does not read, and what to put in their place. What several formats are named is told by the first bytes. */
interface NotRead {
  readonly named: RegExp;
  readonly isSo?: (head: Buffer) => boolean;
  readonly advice: Text;
}

const EMPTY = text('空文件（0 字节）请重新复制', 'copy empty files (0 bytes) anew');

const NOT_READ: readonly NotRead[] = [
  {
    named: /\.(?:lnk|url)$/i,
    advice: text('快捷方式里没有内容，请放原文件', 'a shortcut holds nothing: put the file itself there'),
  },
  { named: /\.(?:rar|7z)$/i, advice: text('RAR、7Z 请解压', 'unpack RAR and 7Z') },
  {
    named: /\.(?:doc|wps|rtf)$/i,
    isSo: (head) => kindOf(head) === 'office',
    advice: text('DOC、WPS、RTF 请另存为 DOCX', 'save DOC, WPS and RTF as DOCX'),
  },
  { named: /\.(?:pptx?|dps|ofd)$/i, advice: text('演示文稿和 OFD 请另存为 PDF', 'save slides and OFD as PDF') },
  {
    named: /\.(?:hei[cf]|tiff?)$/i,
    isSo: (head) => /^(?:.{4}ftyp|II\*|MM\0)/s.test(head.toString('latin1')),
    advice: text('HEIC、TIFF 请转成 PNG 或 JPG', 'save HEIC and TIFF as PNG or JPEG'),
  },
  {
    named: /\.(?:mp4|mov|avi|wmv|mkv|flv|webm|3gp|mp3|m4a|wav|amr)$/i,
    advice: text('视频和录音请截图', 'of films and recordings give screens'),
  },
];

/** What lies in a snapshot's folder (or a file that is one): how many files an audit looks at, and which it does not read. */
export interface Filed {
  readonly count: number;
  readonly notRead: readonly { readonly name: string; readonly advice: Text }[];
}

/** Looks at names and first bytes only; nothing for a place that is not there. */
export async function filesIn(place: string): Promise<Filed> {
  const found = await stat(place).catch(() => undefined);
  if (!found?.isDirectory()) return { count: found === undefined ? 0 : 1, notRead: [] };
  const entries = await readdir(place, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  const notRead: { name: string; advice: Text }[] = [];
  for (const name of names) {
    const advice = await adviceFor(path.join(place, name), name);
    if (advice) notRead.push({ name, advice });
  }
  return { count: names.filter((name) => !isLeftover(name)).length, notRead };
}

async function adviceFor(file: string, name: string): Promise<Text | undefined> {
  const isShortcut = /\.(?:lnk|url)$/i.test(name);
  if ((isLeftover(name) && !isShortcut) || /[._]files\//.test(name)) return undefined;
  const head = await headOf(file);
  if (head === undefined) return undefined;
  if (head.length === 0) return EMPTY;
  return NOT_READ.find(({ named, isSo }) => named.test(name) && (isSo?.(head) ?? true))?.advice;
}

/** The first bytes; undefined where the disk does not give them. */
async function headOf(file: string): Promise<Buffer | undefined> {
  const handle = await open(file).catch(() => undefined);
  try {
    const { buffer, bytesRead } = (await handle?.read(Buffer.alloc(64), 0, 64, 0)) ?? {
      buffer: undefined,
      bytesRead: 0,
    };
    return buffer?.subarray(0, bytesRead);
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}

const SHOWN = 5;

/** One line for all files of a place that are not read; none where all are. */
export function notReadIn(at: Text, { notRead }: Filed): Diagnosis[] {
  if (notRead.length === 0) return [];
  const shown = join(notRead.slice(0, SHOWN).map(({ name }) => verbatim(name)));
  const more = notRead.length > SHOWN;
  const advice = [...new Set(notRead.map((one) => one.advice))];
  return [
    warn(
      text(
        `${at.zh} 中有 ${notRead.length} 个文件不读：${shown.zh}${more ? ' 等' : ''}`,
        `${at.en}: ${notRead.length} files are not read: ${shown.en}${more ? ' …' : ''}`,
      ),
      text(advice.map(({ zh }) => zh).join('；'), advice.map(({ en }) => en).join('; ')),
    ),
  ];
}
