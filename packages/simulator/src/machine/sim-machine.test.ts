import { describe, expect, it } from 'vitest';
import { machinePreset } from './presets.ts';
import { bestRate, coreShare, coreSpeed, totalRate } from './sim-machine.ts';

describe('storage', () => {
  it('follows its curve, linear between the points and constant beyond', () => {
    const { storage } = machinePreset('hdd', '8c32g');
    const rates = [0, 1, 2, 5, 8, 64, 500].map((loads) => totalRate(storage, loads) / 1e6);
    expect(rates).toEqual([0, 180, 150, 120, 90, 45, 45]);
    expect(bestRate(storage)).toBe(180e6);
  });

  it('gives no load more than a single load can get', () => {
    const storage = { ...machinePreset('nvme', '8c32g').storage, perLoad: 1000 };
    expect(totalRate(storage, 3)).toBe(3000);
  });
});

describe('cores', () => {
  it('share their time if tasks outnumber them', () => {
    const cores = { count: 4, oversubscription: 0.1 };
    expect([0, 1, 4].map((tasks) => coreSpeed(cores, tasks))).toEqual([0, 1, 1]);
    expect(coreSpeed(cores, 8)).toBeCloseTo(0.5 / 1.1, 12);
  });

  it('serve more tasks than there are if those wait for other things in between', () => {
    const cores = { count: 2, oversubscription: 0 };
    const throughput = (tasks: number): number => tasks * coreSpeed(cores, tasks, 0.65);
    expect(throughput(2)).toBeCloseTo(2, 9);
    expect(throughput(3)).toBeCloseTo(2.638, 3);
    expect(throughput(40)).toBeCloseTo(2 / 0.65, 9);
    const { onCore, waiting } = coreShare(cores, 40, 0.65);
    expect(onCore).toBeCloseTo(2 / 40, 9);
    expect(waiting).toBeCloseTo(1 - 2 / 0.65 / 40, 9);
  });

  it('follow the universal scalability law if memory bandwidth is short', () => {
    const cores = { count: 64, oversubscription: 0, contention: { sigma: 0.02, kappa: 0.003 } };
    const throughput = (tasks: number): number => tasks * coreSpeed(cores, tasks);
    expect(throughput(10)).toBeCloseTo(10 / (1 + 0.02 * 9 + 0.003 * 90), 12);
    // The best number is sqrt((1 - sigma)/kappa), about 18 of 64.
    expect(throughput(18)).toBeGreaterThan(throughput(64));
  });
});
