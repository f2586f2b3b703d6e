import { readableAddresses } from '../evidence/address-words.ts';
import type { Language, Text } from '../language/text.ts';
import type { Report } from './report.ts';

/** One report being told in one language; every reporter and every part of a page speaks through it. */
export interface Voice {
  readonly report: Report;
  readonly language: Language;
  /** Picks the wording of the language. */
  readonly t: (zh: string, en: string) => string;
  /** The same, its addresses spelt as people write them. */
  readonly say: (wording: Text) => string;
  /** `营销部、设备部`, `Marketing Department, Equipment Department`. */
  readonly list: (words: readonly string[]) => string;
  /** A department as the language names it; the Chinese name where the catalogue gives no other. */
  readonly department: (name: string) => string;
}

export function voiceOf(report: Report, language: Language): Voice {
  const zh = language === 'zh';
  const english = new Map(report.departments.map(({ name, en }) => [name, en]));
  return {
    report,
    language,
    t: (chinese, other) => (zh ? chinese : other),
    say: (wording) => readableAddresses(wording[language]),
    list: (words) => words.join(zh ? '、' : ', '),
    department: (name) => (zh ? name : (english.get(name) ?? name)),
  };
}
