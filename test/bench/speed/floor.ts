import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { Agent, request } from 'undici';

/** What cannot be undercut: the same pages fetched by a list, then decoded, then parsed; none of it is an audit. */
export type Floor = 'raw' | 'decode' | 'parse';

const WIDTH = 64;

export async function runFloor(floor: Floor, origin: string, paths: readonly string[]): Promise<void> {
  const dispatcher = new Agent({ connections: WIDTH });
  const queue = paths.values();
  const lane = async (): Promise<void> => {
    for (const at of queue) await look(floor, `${origin}${at}`, dispatcher);
  };
  await Promise.all(Array.from({ length: WIDTH }, lane));
  await dispatcher.close();
}

async function look(floor: Floor, url: string, dispatcher: Agent): Promise<void> {
  const reply = await request(url, { dispatcher, headers: { 'accept-encoding': 'gzip, br' } });
  if (floor === 'raw') return reply.body.dump({ limit: 1e9 });
  const wire = Buffer.from(await reply.body.arrayBuffer());
  const text = decode(inflate(wire, String(reply.headers['content-encoding'] ?? '')));
  if (floor === 'parse') load(text);
}

const inflate = (wire: Buffer, coding: string): Buffer =>
  coding === 'gzip' ? gunzipSync(wire) : coding === 'br' ? brotliDecompressSync(wire) : wire;

function decode(bytes: Buffer): string {
  const declared = /charset="?(gbk)/i.test(bytes.subarray(0, 300).toString('latin1')) ? 'gb18030' : 'utf-8';
  return new TextDecoder(declared).decode(bytes);
}

/** The floor under `check`: every stored page decoded and parsed by cheerio on one core. */
export async function parseStored(folder: string): Promise<void> {
  for (const name of await readdir(folder)) load(decode(await readFile(path.join(folder, name))));
}
