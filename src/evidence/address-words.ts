import { text, verbatim, type Text } from '../language/text.ts';

/** What stands in front of the path of a file that no address is known of. */
const FILE = 'snapshot:';

/** The address of a page as people read it: a file that was handed in without one is called by its name, and by the archive it lay in. */
export function addressWords(url: string): Text {
  if (!url.startsWith(FILE)) return verbatim(url);
  const name = url.slice(FILE.length).replaceAll('!/', ' › ');
  return text(`快照文件 ${name}`, `snapshot file ${name}`);
}
