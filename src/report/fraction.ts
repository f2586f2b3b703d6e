/** An exact fraction; the denominator is above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Below 0, 0 or above 0, as sorting wants it; exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const by = a.over * b.under - b.over * a.under;
  return by < 0n ? -1 : by > 0n ? 1 : 0;
}

export const minus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under - b.over * a.under,
  under: a.under * b.under,
});

/** Rounded half away from 0 to two decimals: `96.67`, `-0.50`. For the eye only; nothing is ranked by it. */
export function twoDecimals({ over, under }: Fraction): string {
  const negative = over < 0n;
  const hundredths = ((negative ? -over : over) * 200n + under) / (under * 2n);
  const digits = hundredths.toString().padStart(3, '0');
  return `${negative && hundredths > 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
