import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryStall } from './memory-stall.ts';

const stalled = (percent: number): string =>
  `some avg10=${percent} avg60=0.00 avg300=0.00 total=9\nfull avg10=${percent} avg60=0.00 avg300=0.00 total=9\n`;

const meminfo = (available: number): string => `MemTotal: 1000 kB\nMemAvailable: ${available} kB\n`;

/** What the system says, as files below a folder. */
function madeUpSystem(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'ballast-stall-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

describe.runIf(process.platform === 'linux')('a stall for want of memory', () => {
  it('counts while memory is short', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5), 'proc/meminfo': meminfo(60) });
    expect(memoryStall({ root })).toBe(0.025);
  });

  it('does not count while only files come and go', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5), 'proc/meminfo': meminfo(600) });
    expect(memoryStall({ root })).toBe(0);
  });

  it.each([
    ['what others in it hold', 95_000, 0.025],
    ['its page cache', 50_000, 0],
  ])(
    'is judged by the limit of the control group, without the page cache: short of %s',
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

  it('counts where nothing says how much is in use', () => {
    const root = madeUpSystem({ 'proc/pressure/memory': stalled(2.5) });
    expect(memoryStall({ root })).toBe(0.025);
  });

  it('is not known where the system does not tell', () => {
    expect(memoryStall({ root: madeUpSystem({ 'proc/meminfo': meminfo(10) }) })).toBeNull();
  });
});
