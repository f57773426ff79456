import { createHash } from 'node:crypto';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OutputFolder } from '../src/folder/layout.ts';
import { editJournal } from './small-batch.ts';

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/**
 * Makes what a batch left in an output folder what the other system would have left there: its paths below `folder` become paths of a
 * share that has another name there, and times are rounded.
 */
export function asOnAnotherSystem({ effectiveBatch, plan, journal }: OutputFolder, folder: string): void {
  const isWindows = path.sep === '\\';
  const [share, separator] = isWindows ? ['/mnt/projects', '/'] : ['\\\\nas\\projects', '\\'];
  const there = (below: string): string => `${share}${below.split(/[\\/]+/).join(separator)}`;
  const renamed = (text: string, written: (one: string) => string): string => {
    const [from] = [written(folder)].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return text.replace(new RegExp(`${from}([^"'\\n]*)`, 'g'), (_, below: string) => written(there(below)));
  };
  const json = (one: string): string => JSON.stringify(one).slice(1, -1);
  writeFileSync(
    effectiveBatch,
    renamed(readFileSync(effectiveBatch, 'utf8'), (one) => one),
  );
  writeFileSync(plan, renamed(readFileSync(plan, 'utf8'), json));
  const hashes = { batchHash: hashOf(effectiveBatch), planHash: hashOf(plan) };
  editJournal(journal, (text) => {
    const record = JSON.parse(text) as Record<string, unknown>;
    if (record.type === 'journal') return JSON.stringify({ ...record, ...hashes });
    return JSON.stringify(record);
  });
}

/** Moves the time of a file by what systems round. */
export function roundTime(file: string, modified: number): void {
  const seconds = Math.ceil(modified / 2000) * 2;
  utimesSync(file, seconds, seconds);
}
