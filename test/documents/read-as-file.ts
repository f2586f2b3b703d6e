import type { Document } from '../../src/documents/document.ts';
import { readHard } from '../../src/documents/reader.ts';
import { SHANCHENG, vocabulary } from './page.ts';

/** Reads the bytes of a file as the reading process does, for a fictional company. */
export function readAsFile(bytes: Uint8Array, name: string, type?: string): Promise<Document> {
  const url = new URL(`/files/${name}`, 'http://www.shancheng.example/').href;
  const capture = {
    ...{ id: `portal:${url}`, channel: 'portal' as const, site: '', url, obtained: 'snapshot' as const, status: 200 },
    ...{ capturedAt: '2026-11-18T16:00:00Z', sha256: 'x', bytes: bytes.length, marks: [], depth: 0 },
    headers: type === undefined ? {} : { 'content-type': [type] },
  };
  // The marks that every page of the site carries; an attachment does not.
  const source = { hosts: ['www.shancheng.example'], landmarks: ['国网示范省电力公司门户'] };
  return readHard({ capture, source, body: bytes }, { company: SHANCHENG, vocabulary: vocabulary() });
}

export const rowsOf = ({ tables: [table] }: Document): string[][] =>
  (table?.rows ?? []).map((row) => row.map(({ raw }) => raw));

export const linesOf = ({ blocks }: Document): string[] => blocks.map(({ text }) => text.raw);
