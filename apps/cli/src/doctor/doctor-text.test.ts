import type { StorageMeasurement, StorageRate } from '@ballast/profiler';
import { bytes, GIB, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, startModels } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { doctorJson } from './doctor-json.ts';
import { doctorText } from './doctor-text.ts';
import type { Findings } from './findings.ts';
import { reductions } from './reductions.ts';

const COMPLETE: Findings = {
  versions: { ballast: '1.2.3', node: '20.0.0' },
  platform: 'linux',
  machine: {
    cpu: { brand: 'CPU', cores: 8, physicalCores: 4 },
    memory: bytes(32 * GIB),
    os: { name: 'OS', release: '1', arch: 'x64' },
    disks: [{ name: 'disk\u001b[2J', type: 'SSD', size: bytes(512 * GIB) }],
    missing: [],
  },
  machineId: '0123456789abcdef',
  cores: {
    usable: 3,
    source: 'cgroup-v2-quota',
    sources: [
      { source: 'node', cores: 8, evidence: 'reported by Node' },
      { source: 'cgroup-v2-quota', cores: 3, evidence: 'cpu.max' },
    ],
  },
  memory: {
    limit: {
      bytes: bytes(16 * GIB),
      source: 'cgroup-v2',
      candidates: [
        { source: 'cgroup-v2', bytes: bytes(16 * GIB), evidence: 'memory.max' },
        { source: 'node', bytes: null, evidence: 'no answer' },
      ],
    },
    inUse: {
      bytes: bytes(2 * GIB),
      source: 'cgroup-v2',
      candidates: [{ source: 'cgroup-v2', bytes: bytes(2 * GIB), evidence: 'memory.stat' }],
    },
    budget: bytes(10 * GIB),
    net: { inForce: true, evidence: 'memory.max of a group' },
  },
  numa: [{ id: 0, cpus: [0, 1], memory: bytes(16 * GIB) }],
  pressure: {
    machine: { memory: { some: { avg10: 12.5, total: milliseconds(9) }, full: null }, io: null, cpu: null },
    cgroup: null,
    commit: null,
  },
  directory: { path: 'sims', present: true, storage: { kind: 'solid', evidence: ['found so'] } },
  library: { found: true, path: 'libOrcFxAPI.so', version: '11.4' },
  history: {
    folder: 'data',
    file: 'data/history.json',
    present: true,
    records: 3,
    ofThisMachine: 2,
    warning: null,
  },
  sampling: { reason: null, highWater: true },
};

const lines = (findings: Partial<Findings> = {}, measurement: StorageMeasurement | null = null) =>
  doctorText({ ...COMPLETE, ...findings }, measurement);

function rate(readers: number, fromStorage: number | null): StorageRate {
  return { readers, bytes: 100 * MIB, seconds: 0.5, bytesPerSecond: 200 * MIB, fromStorage };
}

function cache(dropped: boolean, ...shares: readonly (number | null)[]): string {
  const rates = shares.map((share, i) => rate(2 ** i, share));
  const measured = { measured: true, read: 'files', files: 2, dropped, rates, problems: [] } as const;
  return lines({}, measured).find((line) => line.startsWith('  cache')) ?? '';
}

describe('the text of the doctor', () => {
  it('names the limits of cores and memory that are in force, and every other source', () => {
    const text = lines();
    expect(text).toContain('  usable          3 (cgroup-v2-quota sets the limit)');
    expect(text).toContain('  node            8: reported by Node');
    expect(text).toContain('  limit           16.0 GiB (cgroup-v2 sets the limit)');
    expect(text).toContain('  node            no limit: no answer');
    expect(text).toContain('  NUMA node       0: 2 logical cores, 16.0 GiB');
    expect(text).toContain('  machine         stalled in the last 10 s: memory 12.5 %');
    expect(text).toContain('  known           3 records, 2 of this machine');
  });

  it('prints hostile names safely', () => {
    expect(lines()).toContain('  disk            disk\\u{1b}[2J, SSD, 512 GiB');
  });

  it('ends with a sentence if nothing is missing', () => {
    expect(lines().at(-1)).toBe('Nothing is missing on this machine.');
  });

  it('shows where a library was looked for, and what to do', () => {
    const fault = { code: 'LIBRARY_NOT_FOUND', message: 'looked at: A, B.', hint: 'set A' };
    const text = lines({ library: { found: false, fault } });
    expect(text).toContain('  not found       looked at: A, B. (LIBRARY_NOT_FOUND)');
    expect(text).toContain('  next            set A');
    expect(text.at(-1)).toMatch(
      /^ {2}- no OrcFxAPI library can be used: batches with reader orcaflex cannot run/,
    );
  });

  it('lists rates by readers, and why there are none', () => {
    const measured = {
      measured: true,
      read: 'own-file',
      files: 1,
      dropped: true,
      rates: [rate(1, 1), rate(8, null)],
      problems: ['EIO'],
    } as const;
    const text = lines({}, measured);
    expect(text).toContain(
      '  1 reader           200 MiB/s   100 MiB in 0.50 s, 100 % of it from the storage',
    );
    expect(text).toContain('  8 readers          200 MiB/s   100 MiB in 0.50 s');
    expect(text).toContain('  problem         EIO');
    expect(lines({}, { measured: false, reason: 'it is full' })).toContain('  not measured    it is full');
    expect(lines().join()).not.toContain('Read rate');
  });

  it.each([
    [cache(true, 1, 0.95), 'cold; the system was asked'],
    [cache(false, 1, 0.9), 'cold'],
    [cache(true, 1, 0.5), 'warm, at least in part; the system was asked'],
    [cache(false, 0, 0), 'warm; these may be the rates of memory'],
    [cache(true, 0, 0), 'not known whether cold; the system was asked'],
    [cache(false, null), 'not known whether cold; these may be'],
  ])('judges the cache by what came from the storage: %s', (line, expected) => {
    expect(line.slice(18)).toMatch(new RegExp(`^${expected}`));
  });
});

describe('what is missing', () => {
  it.each<[string, Partial<Findings>, string]>([
    [
      'pressure',
      { pressure: { machine: null, cgroup: null, commit: null } },
      'does not report memory pressure',
    ],
    ['a high-water mark', { sampling: { reason: null, highWater: false } }, 'no high-water mark'],
    ['all usage', { sampling: { reason: 'other system', highWater: false } }, 'usage of other processes'],
    ['signals that suspend', { platform: 'win32' }, 'no signal that suspends'],
    ['a tie to the parent', { platform: 'darwin' }, 'tie workers'],
    ['NUMA nodes', { numa: [] }, 'no NUMA nodes'],
    [
      'the kind of storage',
      { directory: { ...COMPLETE.directory, storage: { kind: 'unknown', evidence: [] } } },
      'kind of storage',
    ],
    [
      'memory in use',
      { memory: { ...COMPLETE.memory, inUse: { ...COMPLETE.memory.inUse, bytes: null } } },
      'memory in use is not known',
    ],
    [
      'the net',
      { memory: { ...COMPLETE.memory, net: { inForce: false, evidence: 'not root' } } },
      'cannot enforce a hard limit',
    ],
    ['missing facts', { machine: { ...COMPLETE.machine, missing: ['cpu'] } }, 'describe itself'],
  ])('lists %s once', (_, changes, words) => {
    const found = reductions({ ...COMPLETE, ...changes });
    expect(found.map(({ missing }) => missing)).toEqual([expect.stringContaining(words)]);
  });
});

describe('the search for the number of loads', () => {
  it.each([2, 3, 16])('starts where the doctor shows for %d cores and unknown storage', (usable) => {
    const storage = { kind: 'unknown', evidence: [] } as const;
    const facts = {
      ...COMPLETE,
      cores: { ...COMPLETE.cores, usable },
      directory: { ...COMPLETE.directory, storage },
    };
    const state = initialState(
      {
        capacity: { memory: bytes(GIB), loadPermits: 64, corePermits: usable, seats: 1 },
        workers: 'auto',
        loads: 'auto',
        policy: { kind: 'adaptive' },
        storage: 'other',
        memoryGrowth: 'while-loading',
        nativeThreads: 1,
        timeout: null,
        killGrace: milliseconds(1000),
        models: startModels({ overhead: bytes(MIB), gamma: 1 }),
        seatsPerTask: 0,
      },
      { sizes: new Float64Array(100) },
    );
    const [{ means } = { means: '' }] = reductions(facts);
    expect(means).toContain(`starts at ${state.limits.search.permits},`);
  });
});

describe('the JSON of the doctor', () => {
  it('has the unit of every amount in its key', () => {
    const measured = {
      measured: true,
      read: 'files',
      files: 1,
      dropped: true,
      rates: [rate(2, 0.5)],
      problems: [],
    } as const;
    expect(doctorJson(COMPLETE, measured)).toMatchObject({
      machine: { memoryBytes: 32 * GIB, disks: [{ sizeBytes: 512 * GIB }] },
      memory: { limitBytes: 16 * GIB, inUseBytes: 2 * GIB, budgetSharePercent: 75, budgetBytes: 10 * GIB },
      numaNodes: [{ id: 0, memoryBytes: 16 * GIB }],
      pressure: { overSeconds: 10, machine: { memory: { somePercent: 12.5, fullPercent: null } } },
      storageRate: { rates: [{ readers: 2, bytesPerSecond: 200 * MIB, fromStoragePercent: 50 }] },
      reduced: [],
    });
    expect(doctorJson(COMPLETE, null)).toMatchObject({ storageRate: null });
  });
});
