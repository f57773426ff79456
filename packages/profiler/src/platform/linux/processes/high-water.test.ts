import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxHighWaterMark } from './high-water.ts';

const STATUS = { 'proc/self/status': 'Name:\tnode\nVmHWM:\t    8000 kB\nVmRSS:\t 6000 kB\n' };

describe('the high-water mark of this process on Linux', () => {
  it('is reset by the kernel and read in bytes', () => {
    const root = madeUpTree({ ...STATUS, 'proc/self/clear_refs': '' });
    const mark = linuxHighWaterMark(root);
    mark.reset();
    expect(readFileSync(join(root, 'proc/self/clear_refs'), 'utf8')).toBe('5');
    expect(mark.read()).toBe(8000 * 1024);
  });

  it('is found behind thousands of groups', () => {
    const groups = `Groups:\t${'1234567890 '.repeat(5000)}\n`;
    const status = STATUS['proc/self/status'].replace('VmHWM', `${groups}VmHWM`);
    const mark = linuxHighWaterMark(madeUpTree({ 'proc/self/status': status, 'proc/self/clear_refs': '' }));
    mark.reset();
    expect([mark.read(), mark.read()]).toEqual([8000 * 1024, 8000 * 1024]);
  });

  it('is unknown if the kernel does not reset it', () => {
    const mark = linuxHighWaterMark(madeUpTree({ ...STATUS, 'proc/self/clear_refs/folder': '' }));
    mark.reset();
    expect(mark.read()).toBeNull();
  });

  it('is unknown if the kernel does not report it', () => {
    expect(linuxHighWaterMark(madeUpTree({ 'proc/self/status': 'Name:\tnode\n' })).read()).toBeNull();
  });
});
