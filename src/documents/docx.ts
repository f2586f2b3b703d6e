import mammoth from 'mammoth';
import type { Fault } from '../evidence/capture.ts';
import type { FileReading } from './file-reading.ts';

/** Headings by style are mammoth's own; official documents set their title by these. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
];
/** A title longer than this is a paragraph. */
const TITLE_LETTERS = 80;

/** Reads a Word file's text, headings, lists and tables. Pictures are left out, comments and notes are not shown. */
export async function readDocx(buffer: Buffer): Promise<FileReading | Fault> {
  const options = {
    styleMap: STYLES,
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
  };
  const markup = await mammoth.convertToHtml({ buffer }, options).then(
    ({ value }) => value,
    () => undefined,
  );
  if (markup === undefined) return { reason: 'corrupt-archive', detail: 'not a Word document' };
  const title = /^\s*<(h1|p)>(?<words>.*?)<\/\1>/s.exec(markup)?.groups?.words ?? '';
  const words = title.replace(/<[^>]*>/g, '').trim();
  return { format: 'docx', markup, title: words.length <= TITLE_LETTERS ? unescapeMarkup(words) : '', remarks: [] };
}

const unescapeMarkup = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '');
