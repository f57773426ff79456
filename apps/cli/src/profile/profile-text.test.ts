import type { Recommendation } from '@ballast/batch';
import { profileFiles } from '@ballast/profiler';
import { describe, expect, it } from 'vitest';
import { profileJson } from './profile-json.ts';
import { profileText } from './profile-text.ts';

const RECOMMENDATION: Recommendation = {
  binds: 'memory',
  because: 'they are large',
  tooLarge: 1,
  policies: [
    { policy: 'adaptive', workers: null, reasons: ['needs no number'] },
    { policy: 'size-table', workers: 1, reasons: ['one', 'two'] },
  ],
};
const MB = 2 ** 20;
const profile = profileFiles([...Array.from({ length: 1000 }, () => 5 * MB), 200 * MB]);
if (profile === null) throw new Error('no sizes');

describe('the text of a profile', () => {
  const lines = profileText('si\u001bms', profile, RECOMMENDATION);

  it('begins with the folder, safe to print, and the totals', () => {
    expect(lines[0]).toBe('si\\u{1b}ms: 1001 files, 5.08 GiB');
  });

  it('shows the label with its rule', () => {
    expect(lines).toContain('Sizes are small: the median is below 100 MiB.');
  });

  it('lists only classes that have files', () => {
    expect(lines.filter((line) => line.includes('of bytes'))).toEqual([
      '   1.00 MiB - 10.0 MiB      1000  99.9 % of files  4.88 GiB  96.2 % of bytes',
      '    100 MiB - 1.00 GiB         1   0.1 % of files   200 MiB   3.8 % of bytes',
    ]);
  });

  it('shows a single file among a thousand', () => {
    expect(lines).toContain(`    128 MiB - 256 MiB   #${' '.repeat(39)} 1`);
    expect(lines).toContain(`   4.00 MiB - 8.00 MiB  ${'#'.repeat(40)} 1000`);
  });

  it('ends with what binds and what the policies would choose', () => {
    expect(lines.slice(-5)).toEqual([
      'Memory will probably limit a batch: they are large.',
      '1 file may not fit in memory at all here: give the batch more memory (--memory) or use another machine.',
      'What the policies would choose on this machine:',
      '  adaptive   needs no number',
      '  size-table 1 worker: one; two',
    ]);
  });
});

describe('the JSON of a profile', () => {
  it('has the unit of every amount in its key', () => {
    expect(profileJson({ directory: 'd', include: ['*'] }, profile, RECOMMENDATION)).toMatchObject({
      directory: 'd',
      include: ['*'],
      count: 1001,
      totalBytes: 5200 * MB,
      maxBytes: 200 * MB,
      quantilesBytes: { p50: 5 * MB },
      classes: expect.arrayContaining([
        { fromBytes: MB, toBytes: 10 * MB, count: 1000, totalBytes: 5000 * MB },
      ]),
      label: 'small',
      rule: 'the median is below 100 MiB',
      recommendation: RECOMMENDATION,
    });
  });
});
