import type { Headers } from './exchange.ts';

/** Files that servers like to call HTML. */
const OTHER_FILE = /^(?:%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc\xaf)/;
const LIKE_HTML =
  /^\s*(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype html|html|head|body|!--|meta|title|table|div|script)|<\?xml[^>]*>\s*<(?:!doctype html|html))/i;

/** A page that is called plain text is read as a page, so its links are followed too: else they would count as dead. */
const WHOLE_PAGE = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]/i;

/** Whether a reply is an HTML page, by its header or, where that is missing or its bytes belie it, by how it begins. */
export function isHtml(reply: { readonly headers: Headers; readonly body: Uint8Array }): boolean {
  const head = Buffer.from(reply.body.buffer, reply.body.byteOffset, Math.min(reply.body.length, 512)).toString(
    'latin1',
  );
  const type = reply.headers['content-type']?.[0] ?? '';
  if (type === '') return LIKE_HTML.test(head);
  if (/^\s*text\/plain/i.test(type)) return WHOLE_PAGE.test(head);
  return isHtmlType(type) && !OTHER_FILE.test(head);
}

/** Whether a `Content-Type` calls something a page. */
export const isHtmlType = (type: string): boolean => /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(type);
