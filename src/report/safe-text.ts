/**
 * Text from outside, made harmless for a terminal: control characters, escape sequences and bidirectional overrides are
 * shown as `\u{…}` instead of obeyed, and a line cannot begin with a CI log command (faults O5, O6).
 */
export function safe(text: string): string {
  const shown = text.replace(/[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200e}\u{200f}]/gu, (character) =>
    character === '\n' || character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return shown.replace(/^::/, ': :');
}
