import { ConverterBuilder } from 'opencc-js/core';
import * as preset from 'opencc-js/preset/cn2t';

/** The ways in which pages dress the same words. */
export const traditional: (text: string) => string = ConverterBuilder(preset)({ from: 'cn', to: 't' });

/** Digits and dashes in full width. */
export const wide = (text: string): string =>
  text.replace(/[0-9-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** Spaces around the signs of a date. */
export const spaced = (text: string): string => text.replace(/(?<=[年月日])|(?=[年月日])/g, ' ');
