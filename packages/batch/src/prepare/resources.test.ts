import { bytes, GIB, MIB, milliseconds } from '@ballast/resource-model';
import { initialState, type SchedulerState, startModels } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../test/small-batch.ts';
import { checkBatch } from './check-batch.ts';
import { CAUTIOUS_PRIOR, footprintsOf, heldBySize, READER_TRAITS } from './reader-traits.ts';
import { type BatchResources, batchResources, measureCapacity } from './resources.ts';

const ORCAFLEX = {
  ...batchOf(),
  reader: 'orcaflex',
  tables: [
    { name: 't', layout: 'long', columns: [{ object: 'Line1', variable: 'Tension', at: { end: 'A' } }] },
  ],
};

function resources(overrides: readonly string[], source = batchOf(), models = null): BatchResources {
  const { batch, inputDirectory } = checkBatch(source, { overrides });
  return batchResources(batch, { inputDirectory, models });
}

describe('the resources of a batch', () => {
  it('have the memory of the batch, minus that of the coordinator', () => {
    const { config, budgetSource } = resources(['resources.memory=8GiB']);
    expect(config.capacity.memory).toBeLessThan(8 * GIB - 64 * MIB);
    expect(config.capacity.memory).toBeGreaterThan(7 * GIB);
    expect(budgetSource).toBe('8.00 GiB, set by the batch');
  });

  it('refuse a memory budget that leaves nothing for workers', () => {
    expect(() => resources(['resources.memory=1MiB'])).toThrow(
      /^a memory budget of 1\.00? MiB leaves nothing for workers: this process needs \d+ MiB itself$/,
    );
  });

  it('have a share of the memory of the machine', () => {
    const half = resources(['resources.memory=50%']);
    expect(half.budgetSource).toMatch(/^50 % of .+ \(.+\), minus what other programs use$/);
    const all = resources(['resources.memory=100%']);
    expect(half.config.capacity.memory).toBeLessThan(all.config.capacity.memory);
  });

  it('take no licence seats for a reader without licences', () => {
    expect(resources([]).config).toMatchObject({ seatsPerTask: 0, licences: null });
    expect(resources([]).config.capacity.seats).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    [['resources.seats=5', 'orcaflex.licences.seats=3'], 3],
    [['resources.seats=2', 'orcaflex.licences.seats=3'], 2],
    [['orcaflex.licences.seats=3'], 3],
  ])('have the smaller number of seats of %j', (overrides, seats) => {
    const { config } = resources(overrides, ORCAFLEX);
    expect(config.capacity.seats).toBe(seats);
    expect(config.seatsPerTask).toBe(1);
  });

  it('start with the prior of the reader, or with the factor of the batch', () => {
    const { prior } = READER_TRAITS.openfast;
    expect(resources([]).config.models).toEqual(startModels(prior));
    expect(resources(['resources.memoryFactor=7']).config.models).toEqual(
      startModels({ ...prior, gamma: 7 }),
    );
  });
});

describe('the capacity while a batch runs', () => {
  function state(memory: number): SchedulerState {
    const { config } = resources([]);
    const capacity = { ...config.capacity, memory: bytes(memory) };
    return initialState({ ...config, capacity, killGrace: milliseconds(1) }, { sizes: new Float64Array(1) });
  }

  it('never changes if the batch sets a size', () => {
    expect(measureCapacity({ kind: 'size', bytes: bytes(GIB) })(state(1))).toBeNull();
  });

  it('changes if the share of the machine differs by more than noise', () => {
    const measure = measureCapacity({ kind: 'share', share: 0.5 });
    const changed = measure(state(1));
    expect(changed?.memory).toBeGreaterThan(1);
  });
});

describe('the footprint of a file', () => {
  it('is bounded for OpenFAST, which streams large files, and not for OrcaFlex', () => {
    expect(heldBySize('openfast', 10 * MIB)).toBe(10 * MIB);
    expect(heldBySize('openfast', GIB)).toBe(4 * MIB);
    expect(heldBySize('orcaflex', GIB)).toBe(GIB);
  });

  it.each(['openfast', 'orcaflex'] as const)(
    'of %s gives the planned bytes of memory with the prior',
    (reader) => {
      const { gamma } = READER_TRAITS[reader].prior;
      const of = (planned: number) =>
        footprintsOf(reader, { held: Float64Array.of(MIB), arrays: Float64Array.of(planned) })[0] ?? 0;
      expect(gamma * (of(6 * MIB) - of(0))).toBeCloseTo(6 * MIB);
    },
  );

  it('is never underestimated by the prior for unknown readers', () => {
    for (const { prior } of Object.values(READER_TRAITS)) {
      expect(CAUTIOUS_PRIOR.gamma).toBeGreaterThanOrEqual(prior.gamma);
      expect(CAUTIOUS_PRIOR.overhead).toBeGreaterThanOrEqual(prior.overhead);
    }
  });
});
