import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryStall } from './memory-stall.ts';

const stalled = (percent: number): string =>
  `some avg10=${percent} avg60=0.00 avg300=0.00 total=9\nfull avg10=${percent} avg60=0.00 avg300=0.00 total=9\n`;

const meminfo = (available: number): string => `MemTotal: 1000 kB\nMemAvailable: ${available} kB\n`;

/** The system files, below a folder. */
function madeUpSystem(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'ballast-stall-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

describe.runIf(process.platform === 'linux')('a memory stall', () => {
  it('counts while memory is short', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5), 'proc/meminfo': meminfo(60) });
    expect(memoryStall({ root })).toBe(0.025);
  });

  it('does not count while only page cache is replaced', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5), 'proc/meminfo': meminfo(600) });
    expect(memoryStall({ root })).toBe(0);
  });

  it.each([
    ['the memory of processes', 95_000, 0.025],
    ['page cache', 50_000, 0],
  ])(
    'depends on the limit of the control group, without its page cache: a group full of %s',
    (_, anonymous, share) => {
      const root = madeUpSystem({
        'proc/pressure/memory': stalled(70),
        'proc/meminfo': meminfo(900),
        'proc/self/cgroup': '0::/a\n',
        'sys/fs/cgroup/a/memory.pressure': stalled(2.5),
        'sys/fs/cgroup/a/memory.max': '100000\n',
        'sys/fs/cgroup/a/memory.current': '100000\n',
        'sys/fs/cgroup/a/memory.stat': `anon ${anonymous}\nfile ${100_000 - anonymous}\nshmem 0\nkernel 0\n`,
      });
      expect(memoryStall({ root })).toBe(share);
    },
  );

  it('counts if the memory in use is unknown', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5) });
    expect(memoryStall({ root })).toBe(0.025);
  });

  it('is unknown if the system does not report pressure', () => {
    expect(memoryStall({ root: madeUpSystem({ 'proc/meminfo': meminfo(10) }) })).toBeNull();
  });
});
