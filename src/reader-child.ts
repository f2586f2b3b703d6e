import { factsOf } from './checks/prepare.ts';
import { serveReader } from './documents/reader-child.ts';

/* The process in which pages are read, and looked at for what is asked of every page. */
await serveReader(factsOf);
