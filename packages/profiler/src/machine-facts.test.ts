import { join } from 'node:path';
import { milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../test/support/made-up-tree.ts';
import { machineFacts } from './machine-facts.ts';

/** Ends a hang; no machine is so slow. */
const LONG = milliseconds(600_000);

const ANSWERS = `
exports.cpu = async () => ({ manufacturer: 'AMD', brand: 'EPYC', cores: 64, physicalCores: 32 });
exports.osInfo = async () => ({ distro: 'Debian', release: '12', arch: 'x64' });
exports.mem = async () => ({ total: 1000 });
`;

function library(source: string): string {
  return join(madeUpTree({ 'library.cjs': source }), 'library.cjs');
}

describe('machine facts', () => {
  it('come from the library', async () => {
    const disks = `exports.diskLayout = async () => [{ device: 'sda', name: 'Disk', type: 'SSD', size: 5 }, { size: null }];`;
    const facts = await machineFacts({ library: library(ANSWERS + disks), timeout: LONG });
    expect(facts).toEqual({
      cpu: { brand: 'AMD EPYC', cores: 64, physicalCores: 32 },
      memory: 1000,
      os: { name: 'Debian', release: '12', arch: 'x64' },
      disks: [
        { name: 'Disk', type: 'SSD', size: 5 },
        { name: 'unknown', type: '', size: null },
      ],
      missing: [],
    });
  });

  it('leave out a part that the library cannot determine', async () => {
    const failing = library(`${ANSWERS}exports.diskLayout = async () => { throw new Error('no disks'); };`);
    const facts = await machineFacts({ library: failing, timeout: LONG });
    expect(facts).toMatchObject({ cpu: { cores: 64 }, disks: [], missing: ['diskLayout'] });
  });

  it('include what arrived before the library crashed its process', async () => {
    const late = `exports.diskLayout = () => new Promise(() => setTimeout(() => process.exit(1), 500));`;
    const facts = await machineFacts({ library: library(ANSWERS + late), timeout: LONG });
    expect(facts).toMatchObject({ cpu: { cores: 64 }, missing: ['diskLayout'] });
  });

  it('do not wait for a library that hangs', async () => {
    const hanging = library(`for (;;);`);
    const facts = await machineFacts({ library: hanging, timeout: milliseconds(200) });
    expect(facts.missing).toHaveLength(4);
  });

  it('fall back to what Node knows if the library crashes its process', async () => {
    const crashing = library(`process.nextTick(() => { throw new Error('no shell'); });`);
    const facts = await machineFacts({ library: crashing, timeout: LONG });
    expect(facts.missing).toEqual(['cpu', 'mem', 'osInfo', 'diskLayout']);
    expect(facts.cpu.cores).toBeGreaterThan(0);
    expect(facts.memory).toBeGreaterThan(0);
  });

  it('come from this machine by default', async () => {
    const facts = await machineFacts({ timeout: LONG });
    expect(facts.missing).not.toContain('cpu');
    expect(facts.cpu.brand).not.toBe('');
  });
});
