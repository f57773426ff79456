import { expect } from 'vitest';
import { type Fault, World, type WorldOptions } from './world.ts';

const ALL: readonly Fault[] = ['lost-answers', 'lost-requests', 'kill', 'stop', 'outage'];
const TASKS = 6;
/** On the made-up clock: far longer than any fleet needs. */
const LIMIT = 240_000;

function world(seed: number, changes: Partial<WorldOptions> = {}): World {
  const usual = { nodes: 3, tasks: TASKS, seats: 0, faultsUntil: 8000, faults: new Set(ALL) };
  return new World({ seed, ...usual, ...changes });
}

/** Tasks with other than one settlement in the log. */
function notOnce({ log }: World): number[] {
  const counts = new Array<number>(TASKS).fill(0);
  for (const { record } of log.entries) {
    if (record.type === 'settled') counts[record.task] = (counts[record.task] ?? 0) + 1;
  }
  return counts.flatMap((count, task) => (count === 1 ? [] : [task]));
}

/** Numbers of interleavings of every message, death and stop. */
export type Seeds = readonly [first: number, last: number];

function each([first, last]: Seeds, check: (seed: number) => void): void {
  for (let seed = first; seed <= last; seed += 1) check(seed);
}

/** Runs it to its end: only what may follow is appended, each task is settled once, and the fleet finishes. */
function holds(seed: number, changes: Partial<WorldOptions>): World {
  const one = world(seed, changes);
  const isOver = one.run(LIMIT);
  expect(one.log.foul, `seed ${seed}`).toEqual([]);
  expect(isOver, `seed ${seed} ends`).toBe(true);
  expect(notOnce(one), `seed ${seed}`).toEqual([]);
  return one;
}

export function settlesOnce(seeds: Seeds): void {
  each(seeds, (seed) => {
    const { counted } = holds(seed, {});
    // A node may die before it hears that its result counts; no result counts twice.
    expect(new Set(counted).size, `seed ${seed}`).toBe(counted.length);
  });
}

export function keepsSeats(seeds: Seeds): void {
  each(seeds, (seed) => {
    expect(holds(seed, { seats: 2, nodes: 4 }).mostSeats, `seed ${seed}`).toBeLessThanOrEqual(2);
  });
}

/** How many of the interleavings use too many seats if workers do not stop by themselves. */
export function unfencedOver(seeds: Seeds): number {
  let over = 0;
  each(seeds, (seed) => {
    const one = world(seed, { seats: 2, nodes: 4, faults: new Set(['stop', 'outage']), isFenced: false });
    one.run(LIMIT);
    if (one.mostSeats > 2) over += 1;
  });
  return over;
}

export function outagesAreHarmless(seeds: Seeds): void {
  each(seeds, (seed) => {
    const { log } = holds(seed, { faults: new Set(['outage', 'lost-answers']) });
    const types = log.entries.map(({ record }) => record.type);
    expect(
      types.filter((type) => type === 'dead'),
      `seed ${seed}`,
    ).toEqual([]);
    expect(types.filter((type) => type === 'claimed').length, `seed ${seed}`).toBe(TASKS);
  });
}
