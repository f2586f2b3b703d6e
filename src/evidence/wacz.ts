/** One run is one WACZ file: written by `openBundleWriter`, read by `openBundle`, checked by `verify.ts`. */
export { openBundle, type BundleUnreadable, type StoredBundle } from './wacz/read.ts';
export { openBundleWriter, tidyBundle, type BundleWriter, type WriterOptions } from './wacz/write.ts';
export type { BundleHead } from './wacz/files.ts';
export type { BundleBusy, Holder } from './bundle/lock.ts';
