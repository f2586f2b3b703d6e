/** Parameters that let whoever reads them in as somebody else; an ordinary `id`, `code` or `sid` names a page. */
const SECRETS =
  '(?:access_|refresh_|id_|auth_?|csrf_?|x-)?token|session_?id|jsessionid|phpsessid|aspsessionid[a-z]*|sign|sig|signature|x-[a-z]+-signature|ticket|auth|authorization|api_?key|(?:app|client)_?secret|secret|password|passwd|pwd|openid|unionid';
/** In a path a parameter ends where the query begins; in a query a question mark is a character like others. */
const PARAMETER = new RegExp(
  `([?&#](?:${SECRETS})=)[^&#;\\s"'<>）」》]+|(;(?:${SECRETS})=)[^?&#;/\\s"'<>）」》]+`,
  'giu',
);

/** http://name:password@host/ */
const USER = /(\bhttps?:\/\/)[\w.~%!$&*+-]*:[\w.~%!$&*+-]*@/giu;

/** Text from outside with the values of tokens, signatures and session ids in its addresses masked (faults O8). */
export function withoutSecrets(words: string): string {
  const named = words.includes('@') ? words.replace(USER, '$1***@') : words;
  return named.includes('=')
    ? named.replace(
        PARAMETER,
        (_all, query: string | undefined, path: string | undefined) => `${query ?? path ?? ''}***`,
      )
    : named;
}

/** The same for every text within plain data; what the bundle keeps is not touched. */
export function maskSecrets<Data>(data: Data): Data {
  if (typeof data === 'string') return withoutSecrets(data) as Data;
  if (typeof data !== 'object' || data === null) return data;
  // Hardly anything has a secret in it: what has none is not copied.
  let masked: Data | undefined;
  // Whoever lists the names first makes a list for each of the report's many thousand parts.
  for (const name in data) {
    const after = maskSecrets(data[name]);
    if (after === data[name]) continue;
    masked ??= (Array.isArray(data) ? [...(data as unknown[])] : { ...data }) as Data;
    masked[name] = after;
  }
  return masked ?? data;
}
