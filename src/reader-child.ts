import { factsOf } from './checks/prepare.ts';
import { serveReader } from './documents/reader/desk.ts';

/* The process in which pages are read, and looked at for what is asked of every page. */
await serveReader(factsOf);
