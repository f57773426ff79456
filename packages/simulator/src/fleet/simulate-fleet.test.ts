import { bytes } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { file, MB, smallMachine } from '../../test/small-machine.ts';
import type { FleetNode } from './fleet-node.ts';
import { ordersOf, placeAll } from './placement.ts';
import { type FleetOptions, simulateFleet } from './simulate-fleet.ts';

const node = (name: string, memory = 1e12, speed = 1): FleetNode => ({
  ...{ name, speed },
  machine: smallMachine({ memory: { budget: memory, physical: 1.2 * memory } }),
});

const batch = (given: Pick<FleetOptions, 'tasks' | 'nodes'> & Partial<FleetOptions>): FleetOptions => ({
  policy: { kind: 'adaptive' },
  prior: { overhead: bytes(0), gamma: 1 },
  growth: 'while-loading',
  ...given,
});

const tasks = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }))
    .map(([size, time]) => file(size, time, size)),
  { minLength: 1, maxLength: 25 },
);
const nodes = fc
  .array(fc.tuple(fc.integer({ min: 70, max: 400 }), fc.constantFrom(0.5, 1, 2)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.map(([memory, speed], i) => node(`n${i}`, memory * MB, speed)));

describe('a simulated fleet', () => {
  it('settles every task once, without a claim that was lost for ever', () => {
    fc.assert(
      fc.property(
        tasks,
        nodes,
        fc.constantFrom('while-loading', 'after-loading'),
        fc.integer({ min: 1, max: 99 }),
        (some, fleet, growth, seed) => {
          const result = simulateFleet(batch({ tasks: some, nodes: fleet, growth, seed }));
          expect(result).toMatchObject({ settled: some.length, failed: 0, oomKills: 0 });
          expect(result.messages).toBe(2 * some.length + 2 * result.lostClaims + 2 * result.givenBack);
          expect(result.byNode.reduce((sum, one) => sum + one.settled, 0)).toBe(some.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is the same each time', () => {
    const given = batch({
      tasks: [file(9, 3), file(8, 2), file(7, 1)],
      nodes: [node('a'), node('b')],
      seed: 7,
    });
    expect(simulateFleet(given)).toEqual(simulateFleet(given));
  });

  it('leaves what fits one node only to that node', () => {
    const giants = [0, 3];
    const some = [300, 10, 20, 280, 5, 30].map((size) => file(size, 5, size));
    const fleet = [node('small', 100 * MB), node('large', 400 * MB), node('other', 120 * MB)];
    const { doneBy } = simulateFleet(batch({ tasks: some, nodes: fleet }));
    expect(giants.map((task) => doneBy[task])).toEqual([1, 1]);
  });

  it('loses fewer claims if nodes begin with different ones of equal tasks', () => {
    const some = Array.from({ length: 200 }, () => file(10, 0.1, 10));
    const given = batch({ tasks: some, nodes: ['a', 'b', 'c'].map((name) => node(name)) });
    const [same, own] = [true, false].map((sameOrder) => simulateFleet({ ...given, sameOrder }).lostClaims);
    expect(own).toBeLessThan((same ?? 0) / 2);
  });
});

describe('a placement with all knowledge', () => {
  it('gives each task to one node that has room for it', () => {
    fc.assert(
      fc.property(tasks, nodes, (some, fleet) => {
        for (const order of ordersOf(some)) {
          const shares = placeAll(some, fleet, order);
          expect(shares.flat().toSorted((a, b) => a - b)).toEqual([...some.keys()]);
          for (const [i, own] of shares.entries())
            for (const task of own)
              expect(some[task]?.growth).toBeLessThanOrEqual(fleet[i]?.machine.memory.budget ?? 0);
        }
      }),
    );
  });
});
