import { DIGITALMODEL_SIZE_TABLE, OPPNDA } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { Resources } from '../../batch.ts';
import { formatIssues } from '../../mistake.ts';
import { parseBatch } from '../../parse-batch.ts';

const HEAD = `version: 1
batch: a
reader: openfast
inputs: { directory: sims }
output: out
tables: [{ name: t, layout: wide, columns: [{ variable: x }] }]
`;

function resources(written: string): Resources {
  const result = parseBatch({ text: `${HEAD}resources: ${written}\n`, source: 'b' });
  if (!result.ok) throw new Error(formatIssues(result.issues, 'b'));
  return result.batch.resources;
}

function mistakes(written: string): readonly string[] {
  const result = parseBatch({ text: `${HEAD}resources: ${written}\n`, source: 'b' });
  return result.ok ? [] : formatIssues(result.issues, 'b').split('\n');
}

describe('resources.policy', () => {
  it.each([
    ['adaptive', { kind: 'adaptive' }],
    ['{ fixed: 15 }', { kind: 'fixed', workers: 15 }],
    ['size-table', { kind: 'size-table', thresholds: DIGITALMODEL_SIZE_TABLE }],
    [
      '{ size-table: [{ below: 100MB, workers: 30 }, { below: 1GiB, workers: 15 }, { workers: 10 }] }',
      {
        kind: 'size-table',
        thresholds: [
          { below: 100e6, workers: 30 },
          { below: 2 ** 30, workers: 15 },
          { below: null, workers: 10 },
        ],
      },
    ],
    ['oppnda', { kind: 'oppnda', knobs: OPPNDA, safety: true }],
    ['{ oppnda: {} }', { kind: 'oppnda', knobs: OPPNDA, safety: true }],
    [
      '{ oppnda: { eta: 0.85, gamma: 2.5, overhead: 30MB, minWorkers: 2, maxWorkers: 64, fallback: 8, safety: false } }',
      {
        kind: 'oppnda',
        knobs: { eta: 0.85, gamma: 2.5, overhead: 30e6, minWorkers: 2, maxWorkers: 64, fallback: 8 },
        safety: false,
      },
    ],
    ['{ memfree: 4GB, workers: 30 }', { kind: 'memfree', free: 4e9, workers: 30 }],
  ])('reads %s', (written, policy) => {
    expect(resources(`{ policy: ${written} }`).policy).toEqual(policy);
  });

  it('is frozen without freezing the tables that it was copied from', () => {
    expect(Object.isFrozen(resources('{ policy: size-table }').policy)).toBe(true);
    expect(Object.isFrozen(resources('{ policy: oppnda }').policy)).toBe(true);
    expect([DIGITALMODEL_SIZE_TABLE, DIGITALMODEL_SIZE_TABLE[0], OPPNDA].map(Object.isFrozen)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each([
    [
      'adaptiv',
      'b:7:22  Expected adaptive, size-table, oppnda, { fixed: N }, { size-table: [...] }, { oppnda: {...} } or { memfree: SIZE, workers: N } for `resources.policy`, found the text `adaptiv` (did you mean `adaptive`?)',
    ],
    [
      '30',
      'b:7:22  Expected adaptive, size-table, oppnda, { fixed: N }, { size-table: [...] }, { oppnda: {...} } or { memfree: SIZE, workers: N } for `resources.policy`, found the number 30',
    ],
    [
      '{ fixd: 3 }',
      'b:7:24  Expected one of the keys fixed, size-table, oppnda, memfree, workers in `resources.policy`, found the key `fixd` (did you mean `fixed`?)',
    ],
    [
      '{ fixed: 0 }',
      'b:7:31  Expected a whole number from 1 to 1024 for `resources.policy.fixed`, found the number 0',
    ],
    [
      '{}',
      'b:7:22  Expected exactly one of fixed, size-table, oppnda, memfree for `resources.policy`, found none of them',
    ],
    [
      '{ fixed: 3, oppnda: {} }',
      'b:7:22  Expected exactly one of fixed, size-table, oppnda, memfree for `resources.policy`, found fixed and oppnda',
    ],
    [
      '{ fixed: 3, workers: 4 }',
      'b:7:43  Expected workers only with memfree for `resources.policy.workers`, found the number 4',
    ],
    [
      '{ memfree: 4GB }',
      'b:7:22  Expected a whole number from 1 to 1024 for `resources.policy.workers`, found nothing',
    ],
    [
      '{ memfree: 4, workers: 2 }',
      'b:7:33  Expected a size with its unit for `resources.policy.memfree`, found the number 4 (for example `4GB`)',
    ],
    [
      '{ memfree: 0GB, workers: 2 }',
      'b:7:33  Expected a size of more than 0 bytes for `resources.policy.memfree`, found the text `0GB`',
    ],
    [
      '{ size-table: [] }',
      'b:7:36  Expected a list of rows with at least one element for `resources.policy.size-table`, found an empty list',
    ],
    [
      '{ size-table: [{ workers: 3 }, { workers: 4 }] }',
      'b:7:37  Expected a limit in every row but the last for `resources.policy.size-table[0].below`, found nothing',
    ],
    [
      '{ size-table: [{ below: 2GB, workers: 3 }, { below: 1GB, workers: 3 }, { workers: 4 }] }',
      'b:7:74  Expected a limit above that of the previous row for `resources.policy.size-table[1].below`, found the text `1GB`',
    ],
    [
      '{ size-table: [{ below: 2GB, workers: 3 }] }',
      'b:7:46  Expected no limit in the last row for `resources.policy.size-table[0].below`, found the text `2GB`',
    ],
    [
      '{ oppnda: { etta: 1 } }',
      'b:7:34  Expected one of the keys eta, gamma, overhead, minWorkers, maxWorkers, fallback, safety in `resources.policy.oppnda`, found the key `etta` (did you mean `eta`?)',
    ],
    [
      '{ oppnda: { eta: 75 } }',
      'b:7:39  Expected a share above 0 and at most 1 for `resources.policy.oppnda.eta`, found the number 75',
    ],
    [
      '{ oppnda: { minWorkers: 20 } }',
      'b:7:32  Expected minWorkers of at most maxWorkers for `resources.policy.oppnda`, found 20 and 16',
    ],
  ])('refuses %s', (written, expected) => {
    expect(mistakes(`{ policy: ${written} }`)).toEqual([expected]);
  });

  it('can be set on the command line', () => {
    const overrides = ['resources.policy={ fixed: 30 }', 'resources.loads=2'];
    const result = parseBatch({ text: HEAD, source: 'b', overrides });
    expect(result).toMatchObject({
      batch: { resources: { policy: { kind: 'fixed', workers: 30 }, loads: 2 } },
    });
  });
});

describe('the other numbers of resources', () => {
  it('have defaults that limit nothing', () => {
    expect(resources('{}')).toMatchObject({
      memoryFactor: 'auto',
      loads: 'auto',
      seats: 'auto',
      nativeThreads: 1,
      policy: { kind: 'adaptive' },
      affinity: 'none',
    });
  });

  it('are read as written', () => {
    const written = '{ loads: 64, seats: 10000, nativeThreads: 64, affinity: numa }';
    expect(resources(written)).toMatchObject({
      loads: 64,
      seats: 10_000,
      nativeThreads: 64,
      affinity: 'numa',
    });
  });

  it('are refused out of range, each with its range', () => {
    expect(mistakes('{ loads: 65, seats: 0, nativeThreads: 1.5, affinity: nuna }')).toEqual([
      'b:7:21  Expected auto or a whole number from 1 to 64 for `resources.loads`, found the number 65',
      'b:7:32  Expected auto or a whole number from 1 to 10000 for `resources.seats`, found the number 0',
      'b:7:50  Expected a whole number from 1 to 64 for `resources.nativeThreads`, found the number 1.5',
      'b:7:65  Expected none or numa for `resources.affinity`, found the text `nuna` (did you mean `numa`?)',
    ]);
  });
});
