/**
 * Text in two forms: as it stands on the page, and normalised for matching (NFKC, simplified, zero-width removed, spaces
 * between Chinese characters dropped, dashes and quotes unified). `map[i]` is the raw offset of normal character i, so
 * that a quote is always the page's own text.
 */
export interface NormalText {
  readonly raw: string;
  readonly norm: string;
  /** Omitted when raw and norm are identical. */
  readonly map?: Uint32Array;
}
