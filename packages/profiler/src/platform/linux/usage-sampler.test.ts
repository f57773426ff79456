import { rmSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { madeUpTree } from '../../../test/support/made-up-tree.ts';
import type { UsageSampler } from '../platform.ts';
import { createLinuxUsageSampler } from './usage-sampler.ts';

function stat(values: {
  name?: string;
  state?: string;
  user?: number;
  system?: number;
  start?: number;
}): string {
  const { name = 'node', state = 'S', user = 250, system = 50, start = 7000 } = values;
  return `42 (${name}) ${state} 1 42 42 0 -1 4194304 99 0 0 0 ${user} ${system} 9 9 20 0 8 0 ${start} 3133440 359 1 2 3\n`;
}

const FILES = {
  'proc/42/stat': stat({}),
  'proc/42/statm': '9000 1500 300 10 0 5000 0\n',
  'proc/42/io': 'rchar: 123456789012\nwchar: 5\nread_bytes: 77\n',
  'proc/42/status': 'Name:\tnode\nVmPeak:\t  90000 kB\nVmHWM:\t   8000 kB\nVmRSS:\t 6000 kB\n',
};

function sampler(root: string): UsageSampler {
  const made = createLinuxUsageSampler(root);
  onTestFinished(() => made.close());
  return made;
}

describe('the usage sampler on Linux', () => {
  it('reads resident set, CPU time and bytes read', () => {
    const usage = sampler(madeUpTree(FILES)).sample([42]);
    expect([...usage]).toEqual([
      [42, { resident: 1500 * 4096, highWater: null, cpuTime: 3000, bytesRead: 123_456_789_012 }],
    ]);
  });

  it('reads the high-water mark on request', () => {
    const usage = sampler(madeUpTree(FILES)).sample([42], { highWater: true });
    expect(usage.get(42)?.highWater).toBe(8000 * 1024);
  });

  it.runIf(endianness() === 'LE')('reads the page size and the clock ticks from the kernel', () => {
    const words = BigUint64Array.from([6n, 65_536n, 17n, 1000n, 0n, 0n]);
    const root = madeUpTree({ ...FILES, 'proc/self/auxv': new Uint8Array(words.buffer) });
    expect(sampler(root).sample([42]).get(42)).toMatchObject({ resident: 1500 * 65_536, cpuTime: 300 });
  });

  it('accepts a command with spaces, parentheses and line breaks in its name', () => {
    const root = madeUpTree({ ...FILES, 'proc/42/stat': stat({ name: 'a) R 1 (b\nc' }) });
    expect(sampler(root).sample([42]).get(42)?.cpuTime).toBe(3000);
  });

  it('leaves out invalid numbers and processes that do not exist or have ended', () => {
    const root = madeUpTree({ ...FILES, 'proc/43/stat': stat({ state: 'Z' }), 'proc/43/statm': '0 0\n' });
    expect([...sampler(root).sample([41, 43, 42, 0, -1, 1.5]).keys()]).toEqual([42]);
  });

  it('reports null bytes read if the system does not count them', () => {
    const { 'proc/42/io': _, ...files } = FILES;
    expect(sampler(madeUpTree(files)).sample([42]).get(42)?.bytesRead).toBeNull();
  });

  it('does not mistake another process with the same number for the first one', () => {
    const root = madeUpTree(FILES);
    const made = sampler(root);
    expect(made.sample([42]).size).toBe(1);
    writeFileSync(join(root, 'proc/42/stat'), stat({ start: 9000 }));
    expect(made.sample([42]).size).toBe(0);
    expect(made.sample([42]).size).toBe(0);
    made.forget(42);
    expect(made.sample([42]).size).toBe(1);
  });

  it('can be used again after it was closed', () => {
    const root = madeUpTree(FILES);
    const made = sampler(root);
    made.sample([42]);
    made.close();
    rmSync(join(root, 'proc/42'), { recursive: true });
    expect(made.sample([42]).size).toBe(0);
  });
});
