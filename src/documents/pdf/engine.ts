import { createRequire } from 'node:module';
import path from 'node:path';
import '../image-data.ts';

/** What else pdf.js asks of a browser even where nothing is drawn. */
const drawing: Record<string, unknown> = globalThis;
for (const name of ['DOMMatrix', 'Path2D']) drawing[name] ??= class {};

// Loaded after the lines above, which a plain import would not be.
const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
export { OPS };

const home = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** How every PDF is opened: without scripts, fonts or pictures; with the maps that fonts outside the file need. */
export const openPdf = (bytes: Uint8Array): ReturnType<typeof getDocument> =>
  getDocument({
    // The bytes are taken over.
    data: Uint8Array.from(bytes),
    cMapUrl: `${path.join(home, 'cmaps')}${path.sep}`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(home, 'standard_fonts')}${path.sep}`,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    // A picture of more pixels is not decoded; pictures are not read here.
    maxImageSize: 1,
    verbosity: 0,
  });
