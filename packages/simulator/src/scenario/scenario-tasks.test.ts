import { describe, expect, it } from 'vitest';
import { boundsOf } from '../drive/task-needs.ts';
import { machinePreset } from '../machine/presets.ts';
import { type ScenarioKind, scenarioTasks } from './scenario-tasks.ts';

const KINDS = ['small', 'mixed', 'large', 'bimodal'] as const;

describe('scenarios', () => {
  it('have the sizes of their kind', () => {
    const machine = machinePreset('nvme', '64c256g');
    const range = (kind: ScenarioKind): [number, number] => {
      const sizes = scenarioTasks(kind, machine, { seed: 1, count: 300 }).tasks.map(
        (task) => task.bytes / 1e6,
      );
      return [Math.min(...sizes), Math.max(...sizes)];
    };
    const limits = { small: [5, 60], mixed: [5, 4000], large: [1000, 4000], bimodal: [10, 4000] } as const;
    for (const kind of KINDS) {
      const [least, most] = range(kind);
      expect(least).toBeGreaterThanOrEqual(limits[kind][0]);
      expect(most).toBeLessThanOrEqual(limits[kind][1]);
    }
  });

  it('of hard kinds differ as their names say', () => {
    const machine = machinePreset('nvme', '8c32g');
    const of = (kind: ScenarioKind) => scenarioTasks(kind, machine, { seed: 2, count: 200 }).tasks;
    const factors = of('noisymem').map(({ growth, bytes }) => growth / bytes);
    expect(Math.max(...factors) / Math.min(...factors)).toBeGreaterThan(4);
    for (const { duty = 1 } of of('duty')) expect(duty).toBeLessThan(0.86);
    const times = of('straggler').map(({ computeSeconds }) => computeSeconds);
    expect(Math.max(...times)).toBeGreaterThan(0.025 * times.reduce((sum, time) => sum + time, 0));
    expect(new Set(of('blocks').map(({ bytes }) => bytes)).size).toBe(4);
    expect(scenarioTasks('few', machine, { seed: 1 }).tasks.length).toBeLessThan(8);
  });

  it('never need more than the machine has', () => {
    const machine = machinePreset('nas', '8c32g');
    const { tasks } = scenarioTasks('large', machine, { seed: 2, count: 2000 });
    expect(Math.max(...tasks.map((task) => task.growth))).toBeLessThan(0.81 * machine.memory.budget);
  });

  it('are bound by storage, cores, memory and single tasks in turn', () => {
    const binding = new Set<string>();
    for (const storage of ['nvme', 'hdd'] as const)
      for (const size of ['64c256g', '8c32g'] as const)
        for (const kind of KINDS)
          for (const seed of [1, 2]) {
            const machine = machinePreset(storage, size);
            binding.add(
              boundsOf(scenarioTasks(kind, machine, { seed }).tasks, machine, 'while-loading').largest
                .resource,
            );
          }
    expect([...binding].sort()).toEqual(['cores', 'memory', 'storage', 'task']);
  });

  it('differ by seed and by nothing else', () => {
    const machine = machinePreset('hdd', '8c32g');
    const tasks = (seed: number): string =>
      JSON.stringify(scenarioTasks('mixed', machine, { seed, count: 9 }));
    expect(tasks(4)).toBe(tasks(4));
    expect(tasks(4)).not.toBe(tasks(5));
  });
});
