import path from 'node:path';
import { text } from '../language/text.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';
import { CHECKS_PAGE, checksPage } from './rules-docs/checks-page.ts';
import { indexPage, itemPage } from './rules-docs/page.ts';
import { writeFileWhole } from './write-file.ts';

export interface RulesDocsOptions {
  readonly catalogue: string;
  readonly out: string;
}

/** `rules docs`: a page for every item and one of all checks, made from the rules themselves. */
export async function writeDocs({ catalogue: id, out }: RulesDocsOptions, desk: Desk): Promise<ExitName> {
  const { catalogue } = await openLaw(id, { ...desk, workspace: '.' });
  await writeFileWhole(path.join(out, 'README.md'), indexPage(catalogue));
  await writeFileWhole(path.join(out, CHECKS_PAGE), checksPage(catalogue));
  for (const item of catalogue.items) await writeFileWhole(path.join(out, `${item.id}.md`), itemPage(item, catalogue));
  const pages = catalogue.items.length + 2;
  const says = text(`已写出 ${pages} 页：${out}`, `${pages} pages written to ${out}`);
  desk.print(says[desk.language]);
  return 'ok';
}
