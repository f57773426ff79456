import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/holds.ts';
import { memoryEstimator, OPPNDA_CODE } from './memory-estimator.ts';
import { optimalWorkers, type WorkersReason, workersReasonText } from './optimal-workers.ts';

const MB = 1e6;
const GB = 1e9;
const kinds = (reasons: readonly WorkersReason[]): string[] => reasons.map((reason) => reason.kind);
const files = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

describe('memory estimator', () => {
  it('adds base, overheads and gamma times the largest files', () => {
    const model = memoryEstimator({ base: 1000 });
    expect(model.ofFile(100 * MB)).toBe(350 * MB);
    expect(model.ofBatch([MB, 300 * MB, 200 * MB], 2)).toBe(1000 + 950 * MB + 650 * MB);
    expect(model.ofBatch([MB], 5)).toBe(1000 + 53 * MB);
    expect(memoryEstimator(OPPNDA_CODE).ofFile(100 * MB)).toBe(280 * MB);
  });
});

describe('optimal workers', () => {
  it('are the largest number whose worst moment fits eta of the memory', () => {
    const size = fc.integer({ min: 0, max: 4 * GB });
    const machine = fc.record({
      ram: fc.integer({ min: 4 * GB, max: 64 * GB }),
      base: fc.integer({ min: 0, max: 2 * GB }),
    });
    holds(
      fc.property(fc.array(size, { minLength: 1, maxLength: 40 }), machine, (sizes, { ram, base }) => {
        const { workers, alone, budget, estimated } = optimalWorkers(sizes, { ram, base });
        const rest = sizes.filter((_, i) => !alone.includes(i));
        const model = memoryEstimator({ base });
        expect(workers).toBeGreaterThanOrEqual(1);
        expect(workers).toBeLessThanOrEqual(Math.min(16, sizes.length));
        for (const i of alone) expect(model.ofBatch([sizes[i] ?? 0], 1)).toBeGreaterThan(budget ?? 0);
        if (rest.length === 0) return;
        expect(estimated).toBe(model.ofBatch(rest, workers));
        expect(estimated).toBeLessThanOrEqual(budget ?? 0);
        const more = model.ofBatch(rest, workers + 1) > (budget ?? 0);
        expect(more || workers === rest.length || workers === 16).toBe(true);
      }),
    );
  });

  it('have the binding reason first', () => {
    const memory = optimalWorkers(files(40, GB), { ram: 16 * GB });
    expect(memory.workers).toBe(3);
    expect(memory.reasons).toEqual([{ kind: 'memory', workers: 3, next: 12.2 * GB, budget: 12 * GB }]);
    expect(kinds(optimalWorkers(files(40, MB), { ram: 16 * GB }).reasons)).toEqual(['maximum']);
    expect(kinds(optimalWorkers(files(3, MB), { ram: 16 * GB }).reasons)).toEqual(['file-count']);
  });

  it('are zero for no files', () => {
    const { workers, reasons } = optimalWorkers([], { ram: 16 * GB, minWorkers: 2 });
    expect(workers).toBe(0);
    expect(kinds(reasons)).toEqual(['no-files']);
  });

  it('let a file larger than the budget run alone, with a reason', () => {
    const { workers, alone, reasons } = optimalWorkers([MB, 9 * GB, MB, 8 * GB], {
      ram: 16 * GB,
      ...OPPNDA_CODE,
    });
    expect(alone).toEqual([1, 3]);
    expect(workers).toBe(2);
    expect(kinds(reasons)).toEqual(['file-count', 'runs-alone']);
    const only = optimalWorkers([9 * GB, 9 * GB], { ram: 16 * GB, ...OPPNDA_CODE });
    expect(only.workers).toBe(1);
    expect(kinds(only.reasons)).toEqual(['below-minimum', 'runs-alone']);
  });

  it('put memory before the minimum', () => {
    const { workers, reasons } = optimalWorkers(files(4, 3 * GB), { ram: 16 * GB, minWorkers: 2 });
    expect(workers).toBe(1);
    expect(kinds(reasons)).toEqual(['memory', 'below-minimum']);
  });

  it('fall back if memory is unknown or the safety is off, never beyond the files', () => {
    expect(optimalWorkers(files(9, GB), { ram: null }).workers).toBe(4);
    const off = optimalWorkers(files(2, 99 * GB), { ram: 16 * GB, safety: false });
    expect(off.workers).toBe(2);
    expect(kinds(off.reasons)).toEqual(['fallback', 'file-count']);
  });

  it('have a sentence for every reason', () => {
    const reasons = [
      ...optimalWorkers([], { ram: null }).reasons,
      ...optimalWorkers(files(9, GB), { ram: null }).reasons,
      ...optimalWorkers(files(2, GB), { ram: 1, safety: false }).reasons,
      ...optimalWorkers([...files(9, 3 * GB), 99 * GB], { ram: 16 * GB, minWorkers: 2 }).reasons,
      ...optimalWorkers(files(40, MB), { ram: 16 * GB }).reasons,
    ];
    expect(reasons.map(workersReasonText)).toEqual([
      'there are no files',
      "the machine's memory is unknown: the fallback of 4 workers applies",
      'memory safety is off: the fallback of 2 workers applies',
      'only 2 files can run side by side',
      '2 workers could need 16.9 GiB of 11.2 GiB',
      'memory does not allow the minimum of 2 workers',
      '1 files, the largest needing 277 GiB, exceed the budget of 11.2 GiB and run alone',
      'at most 16 workers are allowed',
    ]);
  });
});
