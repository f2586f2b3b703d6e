import path from 'node:path';
import { text } from '../language/text.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';
import { indexPage, itemPage } from './rules-docs/page.ts';
import { writeFileWhole } from './write-file.ts';

export interface RulesDocsOptions {
  readonly catalogue: string;
  readonly out: string;
}

/** `rules docs`: a page for every item, made from the rules themselves. */
export async function writeDocs({ catalogue: id, out }: RulesDocsOptions, desk: Desk): Promise<ExitName> {
  const { catalogue } = await openLaw(id, { ...desk, workspace: '.' });
  await writeFileWhole(path.join(out, 'README.md'), indexPage(catalogue));
  for (const item of catalogue.items) await writeFileWhole(path.join(out, `${item.id}.md`), itemPage(item, catalogue));
  const says = text(`已写出 ${catalogue.items.length} 页：${out}`, `${catalogue.items.length} pages written to ${out}`);
  desk.print(says[desk.language]);
  return 'ok';
}
