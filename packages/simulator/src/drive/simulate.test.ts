import { bytes } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { batch, file, MB, smallMachine } from '../../test/small-machine.ts';
import { machinePreset } from '../machine/presets.ts';
import { scenarioTasks } from '../scenario/scenario-tasks.ts';
import { simulate } from './simulate.ts';

const both = { policy: { kind: 'fixed', workers: 2 } } as const;

describe('a simulated batch', () => {
  it('takes start, latency, loading and computing, one after the other, for one file', () => {
    const machine = smallMachine({ storage: { latency: 0.5 }, process: { startSeconds: 1 } });
    const result = simulate(batch([file(100, 5)], machine));
    expect(result.makespan).toBeCloseTo(1 + 0.5 + 10 + 5, 9);
    expect(result).toMatchObject({ settled: 1, attempts: 1, requeues: 0, oomKills: 0, processes: 1 });
  });

  it('gives two loads equal shares, and the last one the whole rate', () => {
    const machine = smallMachine({
      storage: {
        curve: [
          [1, 10 * MB],
          [2, 16 * MB],
        ],
      },
    });
    // 8 MB a second each until the smaller one has its 80; then 10 MB a second for the other 80.
    const result = simulate(batch([file(80), file(160, 3)], machine, both));
    expect(result.makespan).toBeCloseTo(10 + 8 + 3, 9);
    expect(result.utilisation.storage).toBeCloseTo(240 / (16 * 21), 9);
  });

  it('computes in waves if tasks outnumber the cores', () => {
    const three = [file(0, 4), file(0, 4), file(0, 4)];
    expect(simulate(batch(three, smallMachine(), { shortLoad: 0 })).makespan).toBeCloseTo(8, 9);
  });

  it('slows every task if a policy starts more than there are cores', () => {
    const three = [file(0, 4), file(0, 4), file(0, 4)];
    const all = { policy: { kind: 'fixed', workers: 3 } } as const;
    expect(simulate(batch(three, smallMachine(), all)).makespan).toBeCloseTo(6, 9);
    const crowded = smallMachine({ cores: { oversubscription: 0.5 } });
    expect(simulate(batch(three, crowded, all)).makespan).toBeCloseTo(6 * 1.25, 9);
  });

  it('keeps all cores of a large machine busy with files that load in no time', () => {
    const machine = machinePreset('nvme', '64c256g');
    const tasks = Array.from({ length: 1000 }, () => file(1, 1, 2));
    const { makespan } = simulate(batch(tasks, machine, { growth: 'after-loading' }));
    // Sixteen rounds; if a computing task counted as a load, five times as many.
    expect(makespan).toBeGreaterThan(1000 / 64);
    expect(makespan).toBeLessThan(1.15 * Math.ceil(1000 / 64));
  });

  it('reads of a second file what the budget has room for if both do not fit into it', () => {
    const machine = smallMachine({ memory: { budget: 100 * MB, physical: 111 * MB } });
    const result = simulate(batch([file(60, 4, 60), file(60, 4, 60)], machine));
    expect(result.highWaterMemory / MB).toBeGreaterThan(60);
    expect(result.overBudgetSeconds).toBe(0);
    // No later than one after the other.
    expect(result.makespan).toBeLessThan(20.1);
    expect(result.requeues).toBe(0);
  });

  it('slows down and counts the time if a policy uses more memory than there is', () => {
    const machine = smallMachine({ memory: { budget: 100 * MB, physical: 110 * MB, oomShare: 2 } });
    const result = simulate(batch([file(60, 4, 60), file(60, 4, 60)], machine, both));
    // 10 MB a second until 110 at 11 s, the last 10 in 2 s, then 4 s of computing at half the speed.
    expect(result.makespan).toBeCloseTo(11 + 2 + 8, 6);
    expect(result.swapSeconds).toBeCloseTo(10, 6);
    expect(result.overBudgetSeconds).toBeCloseTo(11, 6);
    expect(result.highWaterShare).toBeCloseTo(1.2, 6);
  });

  it('kills the largest process if swapping does not help, and runs the lost task alone at the end', () => {
    const machine = smallMachine({ memory: { budget: 100 * MB, physical: 100 * MB, oomShare: 1.1 } });
    const result = simulate(batch([file(60, 4, 60), file(60, 4, 60)], machine, both));
    // 100 at 10 s, 110 at 12 s: one is killed; the other's last 5 MB come by 12.5 s. Then 6 s + 4 s for the lost one.
    expect(result.oomKills).toBe(1);
    expect(result.makespan).toBeCloseTo(12.5 + 4 + 10, 6);
    expect(result.settled).toBe(2);
  });

  it('takes the memory after loading if the reader does so', () => {
    const machine = smallMachine();
    const seen: number[] = [];
    const options = batch([file(100, 8, 60)], machine, {
      growth: 'after-loading',
      watch: (_, event) => {
        if (event.type === 'tick')
          for (const { resident } of event.usages.values()) seen.push(Math.round(resident / MB));
      },
    });
    simulate({ ...options, tickEvery: 1 });
    // Ten seconds of loading without memory; then 60 MB within half of 8 s.
    expect(seen.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(seen.slice(10, 16)).toEqual([15, 30, 45, 60, 60, 60]);
  });

  it('starts eager workers before anything else, whether they are needed or not', () => {
    const machine = smallMachine({ process: { base: 7 * MB, startSeconds: 1 } });
    const eager = { workers: 30, secondsEach: 0.189 };
    const result = simulate(batch([file(100, 5)], machine, { ...both, eager }));
    expect(result.makespan).toBeCloseTo(30 * 0.189 + 15, 9);
    expect(result.highWaterMemory / MB).toBeCloseTo(30 * 7, 6);
  });

  it('never holds more seats than there are', () => {
    const machine = smallMachine({ seats: 1 });
    expect(simulate(batch([file(10, 3), file(10, 3)], machine)).makespan).toBeCloseTo(8, 2);
  });

  it('loads every byte of every file once', () => {
    const machine = machinePreset('nas', '8c32g');
    const { tasks, gamma } = scenarioTasks('mixed', machine, { seed: 3, count: 40 });
    const prior = { overhead: bytes(machine.process.base), gamma };
    const result = simulate({
      tasks,
      machine,
      policy: { kind: 'fixed', workers: 4 },
      prior,
      growth: 'while-loading',
    });
    const delivered = result.utilisation.storage * 1100e6 * result.makespan;
    expect(delivered).toBeCloseTo(
      tasks.reduce((sum, task) => sum + task.loadWork, 0),
      -3,
    );
    const computed = result.utilisation.cores * 8 * result.makespan;
    expect(computed).toBeCloseTo(
      tasks.reduce((sum, task) => sum + task.computeSeconds, 0),
      6,
    );
  });

  it('is identical to the last bit when repeated', () => {
    const run = (seed: number): string => {
      const machine = machinePreset('nvme', '8c32g');
      const { tasks, gamma } = scenarioTasks('bimodal', machine, { seed, count: 60 });
      const prior = { overhead: bytes(machine.process.base), gamma };
      return JSON.stringify(simulate(batch(tasks, machine, { prior, growth: 'after-loading' })));
    };
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  it('ends at once if there is nothing to do', () => {
    expect(simulate(batch([], smallMachine()))).toMatchObject({ makespan: 0, settled: 0, attempts: 0 });
  });
});
