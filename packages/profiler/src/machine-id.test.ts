import { GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { machineId } from './machine-id.ts';

const FACTS = { hostName: 'Node-17', cpuModel: 'EPYC', cores: 64, memory: 255.4 * GIB };

describe('the machine id', () => {
  it('is safe in file names and does not reveal the host name', () => {
    expect(machineId()).toMatch(/^[0-9a-f]{16}$/);
    expect(machineId()).toBe(machineId());
  });

  it('stays the same after the small changes of a kernel update', () => {
    expect(machineId({ ...FACTS, hostName: 'node-17', memory: 255.3 * GIB })).toBe(machineId(FACTS));
  });

  it.each([{ hostName: 'node-18' }, { cpuModel: 'Xeon' }, { cores: 32 }, { memory: 128 * GIB }])(
    'changes with %o',
    (change) => {
      expect(machineId({ ...FACTS, ...change })).not.toBe(machineId(FACTS));
    },
  );
});
