import { bytes, GIB, MIB } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Scenario } from '../../../test/scenario/scenario.ts';
import { NO_LIMIT } from '../verdict/first-credit.ts';

/** A load of `name` reports; the resident set in GiB. */
function reports(scenario: Scenario, name: string, at: { read: number; resident: number }): Scenario {
  const [worker, task] = [scenario.worker(name), scenario.id(name)];
  return scenario.on({
    type: 'loading',
    worker,
    task,
    bytesRead: at.read * GIB,
    resident: bytes(at.resident * GIB),
  });
}

const credits = (scenario: Scenario): (number | null)[] =>
  scenario.commands.flatMap((command) => (command.type === 'credit' ? [command.bytes] : []));

it('a load may read a fifth at first, and everything once it was measured and its memory fits', () => {
  const scenario = new Scenario({ tasks: { a: 4 }, memory: 8, cores: 2 });
  const [run] = scenario.commands.filter(({ type }) => type === 'run');
  expect(run).toMatchObject({ credit: 0.2 * 4 * GIB });
  reports(scenario, 'a', { read: 0.4, resident: 0.4 });
  expect(credits(scenario)).toEqual([]);
  reports(scenario, 'a', { read: 0.8, resident: 0.8 });
  expect(credits(scenario)).toEqual([null]);
});

it('a file of one piece is never held up', () => {
  const { commands } = new Scenario({ tasks: { a: 16 / 1024 }, memory: 8 });
  expect(commands.filter(({ type }) => type === 'run')).toMatchObject([{ credit: null }]);
});

it('a file that proves too large reads only what fits, and the rest when others have ended', () => {
  const scenario = new Scenario({ tasks: { a: 4, b: 4 }, memory: 9 }).loaded('a').running('a', 'b');
  // Three times what the model expects: 12 GiB in the end, and 5 are free.
  reports(scenario, 'b', { read: 0.8, resident: 2.4 });
  const [most] = credits(scenario);
  expect(most).toBeGreaterThan(0.3 * 4 * GIB);
  expect(most).toBeLessThan((4 * GIB * 5.1) / 12);
  expect(scenario.state.tasks.totals.reserved).toBeLessThanOrEqual(scenario.state.machine.capacity.memory);
  const stopped = { worker: scenario.worker('b'), task: scenario.id('b'), bytesRead: most as number };
  scenario.on({ type: 'loading', ...stopped, resident: bytes(4.9 * GIB), stoppedAt: most as number });
  expect(scenario.state.tasks.totals.heldBack).toBe(1);
  scenario.done('a');
  expect(credits(scenario)).toEqual([null]);
  expect(scenario.state.tasks.totals.heldBack).toBe(0);
});

const life = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
  memory: fc.integer({ min: 100, max: 1500 }),
  factors: fc.array(fc.double({ min: 0.3, max: 4, noNaN: true }), { minLength: 12, maxLength: 12 }),
  steps: fc.array(
    fc.record({ what: fc.nat(9), which: fc.nat(), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      maxLength: 80,
    },
  ),
});

it('what may be read never exceeds what is reserved, in any interleaving of reports', () => {
  fc.assert(
    fc.property(life, ({ sizes, memory, factors, steps }) => {
      const tasks = Object.fromEntries(sizes.map((size, i) => [`t${i}`, size / 1024]));
      const scenario = new Scenario({ tasks, memory: memory / 1024, cores: 3 });
      const read = new Map<number, number>();
      for (const { what, which, part } of steps) {
        scenario.after(50);
        const active = [...scenario.state.tasks.active];
        const [id, task] = active[which % Math.max(1, active.length)] ?? [];
        if (id === undefined || task === undefined) break;
        const size = scenario.state.inputs.sizes[id] ?? 0;
        const factor = factors[id] ?? 1;
        const { worker } = task;
        if (task.state === 'loading') {
          // A worker reads up to what it was granted, in pieces, and reports late or at once.
          const before = Math.max(read.get(id) ?? 0, task.bytesRead);
          const most = Math.max(before, Math.min(size, task.mayRead));
          const bytesRead = Math.floor(before + part * (most - before));
          read.set(id, bytesRead);
          const resident = bytes(factor * bytesRead);
          const isAtEnd = bytesRead >= Math.min(size, task.mayRead) && bytesRead < size;
          if (bytesRead >= size) scenario.on({ type: 'loaded', worker, task: id, resident });
          else {
            const stopped = isAtEnd || task.paused === 'memory' ? { stoppedAt: task.mayRead } : {};
            scenario.on({ type: 'loading', worker, task: id, bytesRead, resident, ...stopped });
          }
        } else if (what < 4) {
          read.delete(id);
          scenario.done(`t${id}`);
        }
        for (const [other, seen] of scenario.state.tasks.active) {
          if (seen.state !== 'loading' || seen.mayRead === NO_LIMIT || !seen.isMeasured) continue;
          if (seen.paused === 'memory') continue;
          const { full, now } = seen.reservation;
          const share = seen.mayRead / (scenario.state.inputs.sizes[other] ?? 1);
          const from = Math.min(seen.baseline ?? 0, full);
          expect(from + (full - from) * share).toBeLessThanOrEqual(now + MIB / 1024);
        }
      }
    }),
    { numRuns: 100 },
  );
});
