import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from './support/folder.ts';
import { outb } from './support/outb.ts';

const MIB = 1024 * 1024;
/** Node itself uses some 50 MiB of it. */
const MOST_MIB = 350;

const folder = new Folder();
afterAll(() => folder.remove());

async function readAll(path: string): Promise<{ samples: number; means: number[]; highWaterMiB: number }> {
  const script = join(import.meta.dirname, 'support/read-all.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
  return JSON.parse(stdout) as { samples: number; means: number[]; highWaterMiB: number };
}

interface LargeFile {
  readonly head: Uint8Array;
  readonly block: Uint8Array;
  readonly times: number;
}

/** Writes `head`, then `block` repeatedly. */
function repeat(name: string, { head, block, times }: LargeFile): string {
  const path = folder.write(name, head);
  const file = openSync(path, 'a');
  for (let i = 0; i < times; i += 1) writeSync(file, block);
  closeSync(file);
  return path;
}

describe('a file larger than the limit for memory', () => {
  it('needs a built package to be read with', () => {
    expect(existsSync(join(import.meta.dirname, '../dist/index.js'))).toBe(true);
  });

  it('is streamed if it is binary: its size does not show in the resident set', async () => {
    const channels = 128;
    const rowsInBlock = 4096;
    const samples = 160 * rowsInBlock;
    const block = Buffer.alloc(rowsInBlock * channels * 2);
    for (let at = 0; at < block.length; at += 2) block.writeInt16LE((at / 2) % channels, at);
    const names = Array.from({ length: channels + 1 }, (_, i) => `Ch${i}`);
    const head = outb({ names, units: names.map(() => '(m)'), samples, rows: [] });
    const path = repeat('large.outb', { head, block, times: 160 });
    expect(statSync(path).size).toBeGreaterThan(160 * MIB);
    const { means, highWaterMiB, ...read } = await readAll(path);
    rmSync(path);
    expect(read.samples).toBe(samples);
    expect(means).toEqual([-0.5, 0, 0.5, 1]);
    expect(highWaterMiB).toBeLessThan(MOST_MIB);
  });

  it('is streamed if it is text', async () => {
    const row = '    0.0000   1.0000E+00  -2.5000E+00   3.0000E+00   4.0000E+00\n';
    const block = Buffer.from(row.repeat(16 * 1024));
    const path = repeat('large.out', {
      head: Buffer.from('Time A B C D\n(s) (m) (m) (m) (m)\n'),
      block,
      times: 72,
    });
    expect(statSync(path).size).toBeGreaterThan(64 * MIB);
    const { means, highWaterMiB, samples } = await readAll(path);
    rmSync(path);
    expect(samples).toBe(72 * 16 * 1024);
    expect(means).toEqual([1, -2.5, 3, 4]);
    expect(highWaterMiB).toBeLessThan(MOST_MIB);
  });
});
