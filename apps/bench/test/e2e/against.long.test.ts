import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bench } from './run-bench.ts';

const BALLAST = fileURLToPath(new URL('../../../cli/dist/bin.js', import.meta.url));

describe('bench against', () => {
  it('measures two builds in pairs, and gives the ratio of their times with its interval', async () => {
    const sizes = ['--files', '2', '--pairs', '2', '--channels', '40', '--rows', '20'];
    const { code, stdout } = await bench(['against', '--against', BALLAST, ...sizes]);
    const result = JSON.parse(stdout) as {
      own: number[];
      other: number[];
      ratio: Record<'estimate' | 'low' | 'high', number>;
    };
    expect([code, result.own.length, result.other.length]).toEqual([0, 2, 2]);
    const { low, estimate, high } = result.ratio;
    expect(low).toBeLessThanOrEqual(estimate);
    expect(estimate).toBeLessThanOrEqual(high);
  });

  it('exits 2 if no other build is named', async () => {
    const { code, stderr } = await bench(['against']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--against is missing')]);
  });
});
