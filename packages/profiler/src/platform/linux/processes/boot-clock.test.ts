import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { bootClock } from './boot-clock.ts';

describe('the clock of the kernel', () => {
  it('counts ticks since boot', () => {
    expect(bootClock(madeUpTree({ 'proc/uptime': '12.34 99.00\n' }))()).toBe(1234);
  });

  it('is unknown without its file, and if that contains something else', () => {
    expect(bootClock(madeUpTree({}))()).toBeNull();
    expect(bootClock(madeUpTree({ 'proc/uptime': 'soon\n' }))()).toBeNull();
  });
});
