import { bytes } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import {
  type MemoryInUse,
  type MemoryLimit,
  memoryBudget,
  memoryInUse,
  memoryLimit,
  nodeLimit,
} from './memory.ts';

const limit: MemoryLimit = {
  bytes: bytes(1000),
  source: 'cgroup-v2',
  candidates: [
    { source: 'cgroup-v2', bytes: bytes(1000), evidence: '' },
    { source: 'node', bytes: bytes(1000), evidence: '' },
    { source: 'physical', bytes: bytes(2000), evidence: '' },
  ],
};

function inUse(cgroup: number, physical: number): MemoryInUse {
  return {
    bytes: bytes(cgroup),
    source: 'cgroup-v2',
    candidates: [
      { source: 'cgroup-v2', bytes: bytes(cgroup), evidence: '' },
      { source: 'physical', bytes: bytes(physical), evidence: '' },
    ],
  };
}

describe('the memory budget', () => {
  it('is a share of the limit minus the usage of others', () => {
    expect(memoryBudget(limit, inUse(400, 400), { share: 0.9, ours: bytes(300) })).toBe(800);
  });

  it('is limited by the machine if others fill it, even with headroom in the control group', () => {
    expect(memoryBudget(limit, inUse(300, 1900), { share: 0.9, ours: bytes(300) })).toBe(200);
  });

  it('does not grow if our resident sets add up to more than the system counts', () => {
    expect(memoryBudget(limit, inUse(100, 100), { share: 0.9, ours: bytes(300) })).toBe(900);
  });

  it('is never negative', () => {
    expect(memoryBudget(limit, inUse(1000, 1990), { share: 0.5, ours: bytes(0) })).toBe(0);
  });
});

describe('the limit that Node reports', () => {
  it.each([undefined, 0, 18_446_744_073_709_552_000])('does not exist for %s', (reported) => {
    expect(nodeLimit(reported).bytes).toBeNull();
  });

  it('is any plausible number', () => {
    expect(nodeLimit(123).bytes).toBe(123);
  });
});

describe('the memory of this machine', () => {
  it('is limited by the smallest limit found, and partly in use', () => {
    const found = memoryLimit();
    const limits = found.candidates.flatMap((candidate) => candidate.bytes ?? []);
    expect(found.bytes).toBe(Math.min(...limits));
    expect(memoryInUse().candidates.length).toBeGreaterThan(0);
  });
});
