import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { written } from './support/folder.ts';

const MIB = 1024 * 1024;

interface ReadAll {
  readonly samples: number;
  /** The largest value of each channel. */
  readonly last: readonly number[];
  readonly highWaterMiB: number;
}

/** Statistics of all channels of an event log of a size in MiB, in a process of its own. */
async function readAll(size: number): Promise<ReadAll> {
  const events = Math.round((size * MIB) / 37);
  const lines = Array.from({ length: events }, (_, i) => {
    const time = (1_000_000 + i / 10).toFixed(1);
    return `${time} ${i % 2 === 0 ? 'S host1000 host2000' : 'DR host1000'} M${10_000_000 + i}\n`;
  });
  const path = written('large_EventLogReport.txt', lines.join(''));
  expect(statSync(path).size).toBeGreaterThan(0.8 * size * MIB);
  // A small heap keeps rubbish from looking like need.
  const args = ['--max-old-space-size=40', join(import.meta.dirname, 'support/read-all.mjs'), path];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const read = JSON.parse(stdout) as ReadAll;
  expect(read.samples).toBe(events);
  expect(read.last.filter((count) => count > 0)).toEqual([Math.ceil(events / 2), Math.floor(events / 2)]);
  return read;
}

describe('an event log of 10 MB', () => {
  it('takes a heap of 40 MiB, and hardly more of the machine than one of 1 MB', async () => {
    const small = await readAll(1);
    const large = await readAll(10);
    expect(large.highWaterMiB - small.highWaterMiB).toBeLessThan(40);
    expect(large.highWaterMiB).toBeLessThan(200);
  });
});
