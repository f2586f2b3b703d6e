/** Characters; longer words hardly come again. */
const LONGEST = 300;

/**
 * Remembers what is made of words that come back page after page: names of classes, addresses of menus. Beyond `most`
 * different ones it begins anew, so that a site which never repeats itself costs no memory.
 */
export function remembered<T>(most: number, make: (words: string) => T): (words: string) => T {
  const known = new Map<string, T>();
  return (words) => {
    const before = known.get(words);
    if (before !== undefined) return before;
    if (words.length > LONGEST) return make(words);
    if (known.size >= most) known.clear();
    const own = copyOf(words);
    const made = make(own);
    known.set(own, made);
    return made;
  };
}

/** A few letters cut out of a page hold the whole page in memory; their copy does not. */
const copyOf = (words: string): string => Buffer.from(words, 'utf16le').toString('utf16le');
