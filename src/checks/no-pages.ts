import type { Corpus } from './search/corpus.ts';

/** What a duty of the unit itself is shown by on the channels: nothing. Its check looks at records and attestations only. */
export const NO_PAGES: Corpus = {
  channel: 'documents',
  site: '',
  documents: [],
  foreign: [],
  unread: [],
  scope: { channel: 'documents', site: '', closed: false, pages: 0 },
  about: () => [],
  follow: () => ({ kind: 'nowhere' }),
  home: undefined,
};
