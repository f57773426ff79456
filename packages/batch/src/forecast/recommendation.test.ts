import { bytes, GIB, MIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { type ProfileInputs, type Recommendation, recommend } from './recommendation.ts';

type Machine = ProfileInputs['machine'];

function of(sizes: readonly number[], machine: Partial<Machine> = {}): Recommendation {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return recommend({
    footprints: sizes,
    total,
    mean: total / sizes.length,
    largest: sizes.reduce((a, b) => Math.max(a, b)),
    machine: { budget: bytes(64 * GIB), cores: 4, storage: 'solid', ...machine },
  });
}

const many = (size: number): number[] => Array.from({ length: 20 }, () => size);

describe('what binds', () => {
  it('is the number of files when cores would have nothing to do', () => {
    expect(of([GIB, GIB, GIB])).toMatchObject({ binds: 'files', because: 'there are 3 files for 4 cores' });
  });

  it('is one file that has most of the bytes', () => {
    expect(of([...many(MIB), GIB])).toMatchObject({
      binds: 'files',
      because: 'the largest file has 98 % of all bytes: nothing else takes as long',
    });
  });

  it('is memory when the largest files of all cores do not fit together', () => {
    expect(of(many(GIB), { budget: bytes(8 * GIB) })).toMatchObject({
      binds: 'memory',
      because: expect.stringMatching(/^the 4 largest files together may need 12.4 GiB of the 8.00 GiB /),
    });
    expect(of(many(GIB), { budget: bytes(2 * GIB), cores: 1 })).toMatchObject({
      binds: 'memory',
      because: expect.stringMatching(/^the largest file may need 3.09 GiB of the 2.00 GiB /),
      tooLarge: 20,
    });
  });

  it.each(['rotational', 'network'] as const)('is %s storage when memory does not bind', (storage) => {
    expect(of(many(GIB), { storage }).binds).toBe('storage');
  });

  it('is the cores otherwise', () => {
    expect(of(many(GIB))).toMatchObject({
      binds: 'cores',
      because: expect.stringContaining('many readers'),
      tooLarge: 0,
    });
    expect(of(many(GIB), { storage: 'unknown' }).because).toContain('not known');
  });
});

describe('what the policies would choose', () => {
  it('is a number with its reason, except for the policy that searches for it', () => {
    const [adaptive, table, oppnda] = of(many(GIB), { budget: bytes(20 * GIB) }).policies;
    expect(adaptive).toMatchObject({ policy: 'adaptive', workers: null });
    expect(table).toEqual({
      policy: 'size-table',
      workers: 10,
      reasons: ['the mean size of 1074 MB is not below 1000 MB'],
    });
    expect(oppnda).toEqual({
      policy: 'oppnda',
      workers: 4,
      reasons: ['5 workers could need 15.2 GiB of 15.0 GiB', 'it plans with 75 % of the budget, 15.0 GiB'],
    });
  });

  it('follows the rows of the table', () => {
    const choice = (size: number) => of(many(size)).policies[1];
    expect(choice(99e6)).toMatchObject({
      workers: 30,
      reasons: ['the mean size of 99 MB is below 100 MB'],
    });
    expect(choice(100e6)).toMatchObject({ workers: 20 });
    expect(choice(750e6)).toMatchObject({ workers: 15 });
  });
});
