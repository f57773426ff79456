import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxCoreWait } from './core-wait.ts';

describe('the time that a thread waited for a core on Linux', () => {
  it('is the second figure of schedstat, in milliseconds', () => {
    const root = madeUpTree({ 'proc/self/schedstat': '120000000 2500000 31\n' });
    const waited = linuxCoreWait(root);
    expect(waited()).toBe(2.5);
    writeFileSync(join(root, 'proc/self/schedstat'), '130000000 7500000 32\n');
    expect(waited()).toBe(7.5);
  });

  it.each([{}, { 'proc/self/schedstat': 'x\n' }])('is 0 on a kernel without schedstat: %j', (files) => {
    expect(linuxCoreWait(madeUpTree(files))()).toBe(0);
  });
});
