/** As much as a piece holds before the next begins, in bytes. */
const PIECE = 1024 * 1024;
/** The most bytes that a unit of a string takes in UTF-8. */
const WIDEST = 3;

/** Elements of a list that are written in one step: one by one takes twice as long, all at once the memory of the whole. */
const AT_ONCE = 32;

/**
 * The bytes of `JSON.stringify(value, null, 2)` and a line break, in pieces, of plain data: as one string the report of many pages takes
 * several times the memory that its file does.
 */
export function jsonPieces(value: object): Buffer[] {
  const pieces: Buffer[] = [];
  let [piece, length] = [Buffer.allocUnsafe(PIECE), 0];
  for (const part of partsOf(value)) {
    const most = part.length * WIDEST;
    if (most > piece.length - length) {
      pieces.push(piece.subarray(0, length));
      [piece, length] = [Buffer.allocUnsafe(Math.max(PIECE, most)), 0];
    }
    length += piece.write(part, length);
  }
  pieces.push(piece.subarray(0, length));
  return pieces;
}

/** The properties of the value one by one; of its lists, some elements at a time. */
function* partsOf(value: object): Iterable<string> {
  let lead = '{';
  for (const [name, property] of Object.entries(value) as [string, unknown][]) {
    if (property === undefined) continue;
    yield `${lead}\n  ${JSON.stringify(name)}: `;
    yield* Array.isArray(property) && property.length > 0
      ? elementsOf(property)
      : [JSON.stringify([property], null, 2).slice('[\n  '.length, -'\n]'.length)];
    lead = ',';
  }
  yield lead === '{' ? '{}\n' : '\n}\n';
}

/** Some at a time, and two lists deep, so that what is written is indented as it stands in the report. */
function* elementsOf(list: readonly unknown[]): Iterable<string> {
  for (let i = 0; i < list.length; i += AT_ONCE)
    yield (
      (i === 0 ? '[' : ',') +
      JSON.stringify([list.slice(i, i + AT_ONCE)], null, 2).slice('[\n  ['.length, -'\n  ]\n]'.length)
    );
  yield '\n  ]';
}
