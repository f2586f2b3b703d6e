/** The mark of a page that a second look, in the words of a citizen's browser, showed to be the same. */
export const SEEN_TWICE = 'seen-twice';
/** The mark of a page that was answered to us and to a citizen's browser in different words: it proves nothing. */
export const CLOAKED = 'cloaked';
/** The mark of what each of two such looks was answered: kept as proof, and no page of the site. */
export const LOOK = 'look';
