import { describe, expect, it } from 'vitest';
import { nameKey } from './name-key.ts';

describe('the key of a name', () => {
  it.each([
    ['D:\\Sims\\Größe.SIM', 'd:\\sims\\GRÖSSE.sim', 'win32', false],
    ['D:\\Sims\\Grün.SIM', 'd:\\sims\\GRÜN.sim', 'win32', true],
    ['/sims/a.sim', '/sims/A.sim', 'linux', false],
    ['/sims/a.sim', '/sims/a.sim', 'linux', true],
  ] as const)('of %s and %s on %s: the same is %s', (one, other, platform, same) => {
    expect(nameKey(one, platform) === nameKey(other, platform)).toBe(same);
  });
});
