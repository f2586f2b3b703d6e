import { csv } from './csv.ts';
import { docx } from './docx.ts';
import { htmlPage } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { oscal } from './oscal.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal.ts';
import { xlsx } from './xlsx.ts';

/** Every report format by its name: option choices, help and docs come from these keys. */
export const REPORTERS = {
  terminal,
  json,
  html: htmlPage,
  xlsx,
  docx,
  csv,
  markdown,
  sarif,
  junit,
  oscal,
} as const satisfies Record<string, Reporter>;

export type Format = keyof typeof REPORTERS;
export const FORMATS = Object.keys(REPORTERS) as Format[];
export const isFormat = (name: string): name is Format => name in REPORTERS;
