/** As much as a piece holds before the next begins, in characters. */
const PIECE = 64 * 1024;

/**
 * The bytes of `JSON.stringify(value, null, 2)` and a line break, in pieces, of plain data: as one string the report of many pages takes
 * several times the memory that its file does.
 */
export function jsonPieces(value: object): Buffer[] {
  const pieces: Buffer[] = [];
  let words = '';
  for (const part of partsOf(value)) {
    words += part;
    if (words.length < PIECE) continue;
    pieces.push(Buffer.from(words));
    words = '';
  }
  pieces.push(Buffer.from(words));
  return pieces;
}

/** The properties of the value one by one; of its lists, the elements one by one. */
function* partsOf(value: object): Iterable<string> {
  let lead = '{';
  for (const [name, property] of Object.entries(value) as [string, unknown][]) {
    if (property === undefined) continue;
    yield `${lead}\n  ${JSON.stringify(name)}: `;
    yield* Array.isArray(property) && property.length > 0 ? elementsOf(property) : [indented(property, '  ')];
    lead = ',';
  }
  yield lead === '{' ? '{}\n' : '\n}\n';
}

function* elementsOf(list: readonly unknown[]): Iterable<string> {
  let lead = '[';
  for (const element of list) {
    yield `${lead}\n    ${indented(element, '    ')}`;
    lead = ',';
  }
  yield '\n  ]';
}

/** No line breaks but those of the layout: within a string JSON escapes them. */
const indented = (value: unknown, margin: string): string =>
  JSON.stringify(value ?? null, null, 2).replaceAll('\n', `\n${margin}`);
