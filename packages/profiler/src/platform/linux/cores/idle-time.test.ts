import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxIdleMeter } from './idle-time.ts';

const cpu = (idle: number, waiting: number): string =>
  `cpu  900 10 80 ${idle} ${waiting} 0 3 0 0 0\ncpu0 450 5 40 ${idle} ${waiting} 0 3 0 0 0\n`;

describe('the idle time of all cores on Linux', () => {
  it('grows by the ticks in which cores were idle or only waited for storage', () => {
    const root = madeUpTree({ 'proc/stat': cpu(1000, 50) });
    const idle = linuxIdleMeter(root);
    expect(idle()).toBeNull();
    writeFileSync(join(root, 'proc/stat'), cpu(1020, 57));
    expect(idle()).toBe(270);
    expect(idle()).toBe(0);
  });

  it('is never negative: the kernel takes back some ticks of iowait', () => {
    const root = madeUpTree({ 'proc/stat': cpu(1000, 50) });
    const idle = linuxIdleMeter(root);
    idle();
    writeFileSync(join(root, 'proc/stat'), cpu(1000, 49));
    expect(idle()).toBe(0);
  });

  it.each([{}, { 'proc/stat': 'intr 4\n' }, { 'proc/stat': cpu(0, 0) }])(
    'is unknown if the system does not show it: %j',
    (files) => {
      const idle = linuxIdleMeter(madeUpTree(files));
      expect([idle(), idle()]).toEqual([null, null]);
    },
  );
});
