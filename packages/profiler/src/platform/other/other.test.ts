import { describe, expect, it } from 'vitest';
import { otherPlatform } from './index.ts';

describe('a system without readers of its own', () => {
  const platform = otherPlatform('darwin');

  it('measures nothing and says why', () => {
    const sampler = platform.createUsageSampler();
    expect(sampler.reason).toMatch(/not on darwin/);
    expect(sampler.sample([process.pid]).size).toBe(0);
  });

  it('gives reasons instead of effects', () => {
    expect(platform.setAffinity(process.pid, [0])).toMatchObject({ ok: false });
    expect(platform.dieWithParent(1)).toMatchObject({ ok: false });
    expect(platform.createProcessJob()).toHaveProperty('reason');
  });

  it('still knows the installed memory', () => {
    expect(platform.memoryLimits()[0]?.bytes).toBeGreaterThan(0);
  });
});
