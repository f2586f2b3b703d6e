/** A sentence or a name in both languages; every user-facing text travels as one of these and the report picks. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Tagged as a function so that a forgotten translation is a compile error, not a gap on screen. */
export const text = (zh: string, en: string): Text => ({ zh, en });

/** The same wording in both languages: numbers, addresses, quotations. */
export const verbatim = (wording: string): Text => ({ zh: wording, en: wording });

/** Joins texts language by language, e.g. with `、` and `, `. */
export const join = (texts: readonly Text[], zh = '、', en = ', '): Text => ({
  zh: texts.map((one) => one.zh).join(zh),
  en: texts.map((one) => one.en).join(en),
});
