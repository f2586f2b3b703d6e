/**
 * Text from outside, made harmless for a terminal and a CI log: control characters, escape sequences and bidirectional
 * overrides are shown as `\u{…}` instead of obeyed, and no line begins with a log command (faults O5, O6).
 */
export const safe = (text: string): string => withoutLogCommands(withoutControls(text));

const withoutControls = (text: string): string =>
  text.replace(/[\p{Cc}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200e}\u{200f}\u{feff}]/gu, (character) =>
    /[\n\t\r]/.test(character) ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** A runner obeys `::command` at the start of a line, leading blanks forgiven, and `##[command]` anywhere in it. */
export const withoutLogCommands = (line: string): string =>
  line.replace(/^(\s*):(?=:)/u, '$1: ').replaceAll('##[', '# #[');
