import { describe, expect, it } from 'vitest';
import { otherPlatform } from './index.ts';

describe('a system that this package cannot read', () => {
  const platform = otherPlatform('darwin');

  it('measures nothing and gives the reason', () => {
    const sampler = platform.createUsageSampler();
    expect(sampler.reason).toMatch(/not on darwin/);
    expect(sampler.sample([process.pid]).size).toBe(0);
  });

  it('refuses changes with a reason', () => {
    expect(platform.setAffinity(process.pid, [0])).toMatchObject({ ok: false });
    expect(platform.createProcessJob()).toHaveProperty('reason');
  });

  it('knows the installed memory', () => {
    expect(platform.memoryLimits()[0]?.bytes).toBeGreaterThan(0);
  });
});
