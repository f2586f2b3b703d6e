import type { Headers } from './exchange.ts';

/** Files that servers like to call HTML. */
const OTHER_FILE = /^(?:%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc\xaf)/;
const LIKE_HTML =
  /^\s*(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype html|html|head|body|!--|meta|title|table|div|script)|<\?xml[^>]*>\s*<(?:!doctype html|html))/i;

/** A page that is called plain text, data or XML is read as a page, so its links are followed too: else they would count as dead. */
const WHOLE_PAGE = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)[\s>]/i;
/** What no page is ever called. */
const FILE_TYPE = /^\s*(?:(?:image|audio|video|font)\/|application\/(?:pdf|zip|vnd\.openxmlformats))/i;

/** Whether a reply is an HTML page, by its header or, where that is missing or its bytes belie it, by how it begins. */
export function isHtml(reply: { readonly headers: Headers; readonly body: Uint8Array }): boolean {
  const head = Buffer.from(reply.body.buffer, reply.body.byteOffset, Math.min(reply.body.length, 512)).toString(
    'latin1',
  );
  const type = reply.headers['content-type']?.[0] ?? '';
  if (type === '') return LIKE_HTML.test(head);
  if (isHtmlType(type)) return !OTHER_FILE.test(head);
  return !isFileType(type) && WHOLE_PAGE.test(head);
}

/** Whether a `Content-Type` calls something a page. */
export const isHtmlType = (type: string): boolean => /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type);

/** Whether a `Content-Type` says by itself that there is no page to be looked for in the bytes. */
export const isFileType = (type: string): boolean => FILE_TYPE.test(type);
