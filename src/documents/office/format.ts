/** What an Office file is, by its content; its name decides only where several programs share one format. */
export type OfficeFormat = 'docx' | 'xlsx' | OtherFormat;

/** Formats that are recognised and named; of these only the old spreadsheets are read. */
export type OtherFormat =
  'doc' | 'xls' | 'ppt' | 'et' | 'wps' | 'dps' | 'rtf' | 'pptx' | 'odt' | 'ods' | 'ofd' | 'epub' | 'ole' | 'zip';

const NAMED = /\.(doc|xls|ppt|et|wps|dps)(?:$|[?#])/i;
/** Names of the streams that only one program writes, as they stand in an OLE directory. */
const STREAMS: readonly (readonly [stream: string, format: OtherFormat])[] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['Book', 'xls'],
];

/** The format of an OLE or RTF file. */
export function oldFormat(bytes: Uint8Array, url: string): OtherFormat {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.subarray(0, 5).toString('latin1') === '{\\rtf') return 'rtf';
  const named = NAMED.exec(url)?.[1]?.toLowerCase() as OtherFormat | undefined;
  return named ?? STREAMS.find(([stream]) => buffer.includes(Buffer.from(stream, 'utf16le')))?.[1] ?? 'ole';
}

/** The format of a ZIP by the names in it. */
export function packedFormat(names: ReadonlySet<string>, mimetype: string): OfficeFormat {
  if (names.has('OFD.xml') || names.has('Document.xml')) return 'ofd';
  if (mimetype.includes('opendocument.spreadsheet')) return 'ods';
  if (mimetype.includes('opendocument')) return 'odt';
  if (mimetype.includes('epub')) return 'epub';
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  return names.has('ppt/presentation.xml') ? 'pptx' : 'zip';
}
