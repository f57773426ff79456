import { bytes, GIB, milliseconds, type Usage } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { Scenario } from '../../../test/scenario/scenario.ts';
import type { RecordOf } from '../../journal/record.ts';

type Sample = RecordOf<'sample'>;

function usage(resident: number, read: number, cpu: number): Usage {
  return {
    resident: bytes(resident * GIB),
    highWater: null,
    cpuTime: milliseconds(cpu),
    bytesRead: bytes(read * GIB),
  };
}

function samplesIn({ commands }: Scenario): Sample[] {
  return commands.flatMap((command) =>
    command.type === 'record' && command.record.type === 'sample' ? [command.record] : [],
  );
}

/** A tick after `elapsed` milliseconds, with what the worker of `a` has used. */
function tick(batch: Scenario, elapsed: number, measured?: Usage): Sample[] {
  const usages = new Map(measured === undefined ? [] : [[batch.worker('a'), measured]]);
  return samplesIn(batch.after(elapsed).on({ type: 'tick', usages, available: bytes(GIB) }));
}

describe('samples', () => {
  it('are recorded once a second: the largest of what is held, means of tasks, sums of what flowed', () => {
    const batch = new Scenario({ tasks: { a: 4, b: 4, c: 4 }, memory: 8, cores: 4 });
    expect(tick(batch, 250, usage(1, 7, 10))).toEqual([]);
    expect(tick(batch, 250, usage(3, 8, 60))).toEqual([]);
    expect(tick(batch, 500, usage(2, 10, 110))).toEqual([
      {
        type: 'sample',
        at: 1000,
        span: 1000,
        res: 3 * GIB,
        hold: expect.any(Number),
        n: [0, 1.5, 0, 0, 0.5],
        read: 3 * GIB,
        cpu: 110,
        loads: 64,
        bound: 'memory',
        free: GIB,
      },
    ]);
  });

  it('count no time in which nothing was observed, and have what is left at the end', () => {
    const batch = new Scenario({ tasks: { a: 1 }, memory: 8 });
    expect(tick(batch, 400)).toEqual([]);
    const [last] = samplesIn(batch.after(100).done('a'));
    expect(last).toMatchObject({ at: 500, bound: 'tail' });
  });

  it('thin out with the length of the batch', () => {
    const batch = new Scenario({ tasks: { a: 1 }, memory: 8 });
    let samples = 0;
    for (let minute = 0; minute < 24 * 60; minute += 1) samples += tick(batch, 60_000).length;
    expect(samples).toBe(24 * 60);
    // Half an hour of ticks, one a second, from the twenty-fourth hour on.
    samples = 0;
    for (let second = 0; second < 1800; second += 1) samples += tick(batch, 1000).length;
    expect(samples).toBeLessThan(50);
  });
});
