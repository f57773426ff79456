import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { memoryEnvironment } from './memory-environment.ts';

describe('the environment of a worker', () => {
  it('maps large buffers one by one on Linux, unless the user has decided that', () => {
    expect(memoryEnvironment({ A: 'b' }, 'linux')).toEqual({ A: 'b', MALLOC_MMAP_THRESHOLD_: '1048576' });
    const own = { MALLOC_MMAP_THRESHOLD_: '4096' };
    expect(memoryEnvironment(own, 'linux')).toEqual(own);
    expect(memoryEnvironment(own, 'win32')).toBe(own);
    expect(memoryEnvironment({}, 'win32')).toEqual({});
  });

  it('returns the memory of every buffer to the system, whatever was freed before', () => {
    const script = `
      const { rss } = process.memoryUsage;
      const take = (size) => { const b = Buffer.allocUnsafeSlow(size).fill(1); return b.length; };
      take(30e6); gc(); gc({ type: 'minor' });
      const before = rss();
      for (let i = 0; i < 4; i += 1) { take(25e6); take(20e6); gc(); gc({ type: 'minor' }); }
      console.log(rss() - before);
    `;
    const env = memoryEnvironment(process.env, process.platform);
    const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', '-e', script], {
      env,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(Number(stdout)).toBeLessThan(15e6);
  });
});
