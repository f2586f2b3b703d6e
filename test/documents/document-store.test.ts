import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judgeDocuments } from '../../src/audit.ts';
import { Preparation } from '../../src/checks/prepare.ts';
import { revised, type Document } from '../../src/documents/document.ts';
import { DocumentStore } from '../../src/documents/document-store.ts';
import { pack } from '../../src/documents/packing.ts';
import { caseTrials, demoTrial, type Trial } from '../support/trial.ts';

/** Nothing stays in memory but the document that was asked for last. */
const TIGHT = { characters: 0, passing: 1 };

const trials = [await demoTrial(), ...(await caseTrials(10))];
const [demo] = trials;
const pages = (demo?.documents ?? []).filter((one) => !one.unread);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-'));
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('TEMP', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (store: DocumentStore, document: Document): Document =>
  store.keep(pack(document), document.capture) ?? document;

describe('documents whose words lie on disk', () => {
  it('are the same documents', () => {
    const store = new DocumentStore(TIGHT);
    const kept = pages.map((one) => keep(store, one));
    expect(pages.length).toBeGreaterThan(10);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(kept.map((one) => ({ ...one }))).toEqual(pages);
    store.close();
  });

  it.each(trials.map((trial): [string, Trial] => [trial.name, trial]))('are judged alike: %s', (_name, trial) => {
    const store = new DocumentStore(TIGHT);
    const kept = trial.documents.map((one) => keep(store, one));
    const { meet } = new Preparation(trial.sitting.law);
    for (const one of kept) meet(one, undefined);
    const judged = (documents: readonly Document[]): string =>
      JSON.stringify(judgeDocuments({ scopes: trial.scopes }, documents, trial.sitting).verdicts);
    expect(judged(kept)).toBe(judged(trial.documents));
    store.close();
  });

  it('take other facts without their words', () => {
    const store = new DocumentStore(TIGHT);
    const [first] = pages;
    if (!first) throw new Error('no page');
    const told = revised(keep(store, first), { identity: 'suspicious', identityWhy: '博彩' });
    expect(told).toMatchObject({ title: first.title, identity: 'suspicious', identityWhy: '博彩' });
    expect(Object.getOwnPropertyDescriptor(told, 'blocks')).not.toHaveProperty('value');
    expect(told.blocks).toEqual(first.blocks);
    store.close();
  });

  it('leave nothing behind', () => {
    const store = new DocumentStore(TIGHT);
    for (const one of pages) keep(store, one);
    store.close();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('words in memory', () => {
  it('stay where there is room for them', () => {
    const store = new DocumentStore({ characters: Infinity, passing: 1 });
    const kept = pages.map((one) => keep(store, one));
    const before = kept.map(({ blocks }) => blocks);
    expect(kept.every(({ blocks }, at) => blocks === before[at])).toBe(true);
    store.close();
  });

  it('are let go of where there is not', () => {
    const store = new DocumentStore(TIGHT);
    const kept = pages.map((one) => keep(store, one));
    const before = kept.map(({ blocks }) => blocks);
    expect(kept.some(({ blocks }, at) => blocks === before[at])).toBe(false);
    store.close();
  });

  it('are cleared away after a run that was killed, and not of one that is at work', () => {
    const [killed = NaN] = [spawnSync(process.execPath, ['-e', '']).pid];
    const store = new DocumentStore(TIGHT);
    const own = path.basename(store.folder ?? '');
    const name = own.slice(0, own.lastIndexOf(`${process.pid}-`));
    for (const left of [`${name}${killed}-AbCdEf`, `${name}${process.ppid}-AbCdEf`, 'gongkai-words-elsewhere-1-AbCdEf'])
      mkdirSync(path.join(folder, left));
    const other = new DocumentStore(TIGHT);
    expect(readdirSync(folder).sort()).toEqual(
      [
        own,
        path.basename(other.folder ?? ''),
        `${name}${process.ppid}-AbCdEf`,
        'gongkai-words-elsewhere-1-AbCdEf',
      ].sort(),
    );
    for (const one of [store, other]) one.close();
  });

  it('are all of them where there is no place for a folder', () => {
    rmSync(folder, { recursive: true });
    const store = new DocumentStore(TIGHT);
    const kept = pages.map((one) => keep(store, one));
    expect(store.folder).toBeUndefined();
    expect(kept.every((one, at) => one === pages[at])).toBe(true);
    expect(existsSync(folder)).toBe(false);
    store.close();
  });
});
