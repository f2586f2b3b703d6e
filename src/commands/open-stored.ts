import { stat } from 'node:fs/promises';
import { openBundle, type StoredBundle } from '../evidence/wacz/read.ts';
import { text, type Text } from '../language/text.ts';
import { Stop } from './desk.ts';

/** Bundle and workspace are easily confused: both are named by where they lie. */
export async function mustBeNoFolder(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isDirectory()) return;
  throw new Stop(
    'usage',
    text(
      `${file} 是文件夹，请写出其中的证据包，例如 out/2026-11-20/evidence.wacz。`,
      `${file} is a folder; name the bundle in it, such as out/2026-11-20/evidence.wacz.`,
    ),
  );
}

const MAY_NOT = text('，没有读取权限，或文件正被其他程序打开', ', no permission, or another program has it open');
const WHY: Readonly<Record<string, Text>> = {
  ENOENT: text('，没有这个文件', ', there is no such file'),
  ...{ EACCES: MAY_NOT, EPERM: MAY_NOT, EBUSY: MAY_NOT },
};

/** A path that leads to no file is a slip of whoever typed it; what the file holds is another matter. */
export const cannotOpen =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Stop(
      'usage',
      text(
        `打不开证据包 ${file}（${code}${WHY[code]?.zh ?? ''}），请确认路径；证据包由 gongkai audit 或 gongkai capture 写出。`,
        `cannot open the bundle ${file} (${code}${WHY[code]?.en ?? ''}); check the path. Bundles are written by gongkai audit and gongkai capture.`,
      ),
    );
  };

/** A bundle to be judged or looked at; one that cannot be opened ends the command with 2, a damaged one with 6. */
export async function openStored(file: string): Promise<StoredBundle> {
  await mustBeNoFolder(file);
  const bundle = await openBundle(file).catch(cannotOpen(file));
  if (bundle.kind === 'bundle') return bundle;
  if (bundle.file === '')
    throw new Stop(
      'unverified',
      text(
        `${file} 不是证据包，或已损坏、重新打包过而无法打开；请用 gongkai evidence verify 查看详情，或使用备份。`,
        `${file} is no bundle, or was damaged or packed again and cannot be opened; see gongkai evidence verify, or use a backup.`,
      ),
    );
  const part = bundle.file;
  throw new Stop(
    'unverified',
    text(
      `证据包已损坏：${part}。请用 gongkai evidence verify 查看详情，或使用备份。`,
      `the bundle is damaged: ${part}; see gongkai evidence verify, or use a backup.`,
    ),
  );
}
