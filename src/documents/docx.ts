import mammoth from 'mammoth';
import type { Fault } from '../evidence/capture.ts';
import type { Around } from './docx/around.ts';
import type { FileReading } from './file-reading.ts';
import { unescapeMarkup } from './markup.ts';
import type { OfficePictures } from './office/pictures.ts';

/** Headings by style are mammoth's own; official documents set their title by these. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
];
/** A title longer than this is a paragraph. */
const TITLE_LETTERS = 80;
/** Stands in the markup where a picture stands, until its words do. */
const PLACE = 'gongkai-picture-';
const SOURCE = /src="gongkai-picture-\d+"/;
const PICTURE = /<img\b[^>]*\bsrc="gongkai-picture-(\d+)"[^>]*>/g;

/** Reads a Word file's text, headings, lists and tables, and its pictures where they stand; comments and notes are not shown. */
export async function readDocx(buffer: Buffer, around: Around, pictures: OfficePictures): Promise<FileReading | Fault> {
  const shown: string[] = [];
  const options = {
    styleMap: STYLES,
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(async (image) => {
      const bytes = await image.readAsBuffer().catch(() => undefined);
      return { src: `${PLACE}${shown.push(await pictures.take(bytes)) - 1}` };
    }),
  };
  const converted = await mammoth.convertToHtml({ buffer }, options).then(
    ({ value }) => value,
    () => undefined,
  );
  if (converted === undefined) return { reason: 'corrupt-archive', detail: 'not a Word document' };
  // What the file says of a picture stays, as on a page.
  const words = converted.replace(PICTURE, (tag, at: string) =>
    tag.includes(' alt=') ? `${tag.replace(SOURCE, 'src=""')}${shown[Number(at)] ?? ''}` : (shown[Number(at)] ?? ''),
  );
  const markup = `${around.header}${words}${around.footer}`;
  const title = /^\s*<(h1|p)>(?<words>.*?)<\/\1>/s.exec(words)?.groups?.words ?? '';
  const plain = title.replace(/<[^>]*>/g, '').trim();
  return { format: 'docx', markup, title: plain.length <= TITLE_LETTERS ? unescapeMarkup(plain) : '', remarks: [] };
}
