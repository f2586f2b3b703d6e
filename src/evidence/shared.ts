/** Strings longer than this hardly come again. */
const LONGEST = 200;
/** So that a site which never repeats itself costs little. */
const MOST = 20_000;

/** Holds what comes again and again on the pages of a site (headers of a server, lines of a footer) once. */
export class Shared<T> {
  readonly #known = new Map<string, T>();

  /** What was given first under this key, or else this. */
  once(key: string, value: T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (key.length <= LONGEST && this.#known.size < MOST) this.#known.set(key, value);
    return value;
  }
}
