/** `snapshot:` addresses hold the file's own name; in a WARC a URI is ASCII without spaces. */
export const asciiUri = (url: string): string =>
  encodeURI(Buffer.from(url).toString()).replace(/%25(?=[0-9a-f]{2})/gi, '%');
