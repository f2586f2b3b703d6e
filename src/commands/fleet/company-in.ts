import { z } from 'zod';
import { parseYaml } from '../../catalogue/validate.ts';
import { companySchema, type Company } from '../../workspace/workspace.ts';

const headSchema = z.strictObject({ company: companySchema });

/** The line `company:` of a file, with the indented ones below it. */
const HEAD = /^company[ \t]*:.*(?:\r?\n(?:[ \t].*)?)*/mu;

/** Whose a `gongkai.yaml` is that cannot be read whole: misspelt or unclosed further down, or saved by Notepad in GBK. */
export function companyIn(bytes: Uint8Array): Company | undefined {
  const [head] = HEAD.exec(decoded(bytes)) ?? [];
  const parsed = head === undefined ? undefined : parseYaml(headSchema, new TextEncoder().encode(head), '');
  return parsed && 'value' in parsed ? parsed.value.company : undefined;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
