import type { Fault } from '../evidence/capture.ts';

/** What a page may hold (faults 5.5); parsers are quadratic in depth and in attributes. */
export interface HtmlLimits {
  readonly characters: number;
  readonly depth: number;
  readonly nodes: number;
  readonly attributes: number;
  /** Rules of inline sheets that bear on what is seen. */
  readonly rules: number;
}

export const HTML_LIMITS: HtmlLimits = {
  characters: 10 * 1024 * 1024,
  depth: 512,
  nodes: 500_000,
  attributes: 500,
  rules: 20_000,
};

/** Thrown by what builds a page when it holds more than it may. */
export class BeyondLimit extends Error {
  readonly fault: Fault;

  constructor(what: keyof HtmlLimits, count: number) {
    super(`${what}: ${count}`);
    this.fault = { reason: 'too-complex', detail: this.message };
  }
}
