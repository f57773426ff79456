import { describe, expect, it } from 'vitest';
import { file, MB, smallMachine } from '../../test/small-machine.ts';
import { machinePreset } from '../machine/presets.ts';
import { scenarioTasks } from '../scenario/scenario-tasks.ts';
import { clairvoyant } from './clairvoyant.ts';
import { listSchedule } from './list-schedule.ts';

describe('a list schedule', () => {
  it('begins tasks in the given order', () => {
    const tasks = [file(10, 1), file(10, 5)];
    const rule = { loads: 1, ahead: 1, passes: true };
    const growth = 'while-loading';
    const seconds = (order: number[]): number =>
      listSchedule(tasks, smallMachine(), { growth, rule: { ...rule, order } });
    expect(seconds([0, 1])).toBeCloseTo(7, 9);
    expect(seconds([1, 0])).toBeCloseTo(6, 9);
  });

  it('respects the budget to the byte', () => {
    const tasks = [file(0, 4, 60), file(0, 4, 60), file(0, 4, 40)];
    const machine = smallMachine({ memory: { budget: 100 * MB } });
    const rule = { order: [0, 1, 2], loads: 3, ahead: 3 };
    const seconds = (passes: boolean): number =>
      listSchedule(tasks, machine, { growth: 'after-loading', rule: { ...rule, passes } });
    expect(seconds(true)).toBeCloseTo(8, 9);
    expect(seconds(false)).toBeCloseTo(8, 9);
  });
});

describe('a list schedule that loads everything ahead', () => {
  it.each(['while-loading', 'after-loading'] as const)('keeps within the budget with memory %s', (growth) => {
    const machine = machinePreset('nvme', '8c32g');
    for (const seed of [1, 2, 3]) {
      const { tasks } = scenarioTasks('bimodal', machine, { seed, count: 800 });
      const order = [...tasks.keys()].sort((a, b) => (tasks[a]?.bytes ?? 0) - (tasks[b]?.bytes ?? 0));
      const rule = { order, loads: 16, ahead: tasks.length, passes: true };
      expect(listSchedule(tasks, machine, { growth, rule })).toBeGreaterThan(0);
    }
  });
});

describe('the clairvoyant schedule', () => {
  it('is the best one if that is known', () => {
    // Longest first on two cores: 7 + 5 and 6 + 6; the best is 12.
    const tasks = [7, 6, 6, 5].map((seconds) => file(0, seconds));
    expect(clairvoyant(tasks, smallMachine(), { growth: 'while-loading' })).toBeCloseTo(12, 9);
  });

  it('lets more tasks compute than there are cores if they do not always need one', () => {
    const tasks = Array.from({ length: 12 }, () => ({ ...file(0, 6), duty: 0.5 }));
    const seconds = clairvoyant(tasks, smallMachine(), { growth: 'while-loading' });
    expect(seconds).toBeLessThan(0.8 * 36);
    expect(seconds).toBeGreaterThan(18);
  });

  it('is zero for no tasks', () => {
    expect(clairvoyant([], smallMachine(), { growth: 'while-loading' })).toBe(0);
  });
});
