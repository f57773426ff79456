import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxPressure } from './pressure.ts';

const MEMORY =
  'some avg10=1.25 avg60=0.10 avg300=0.00 total=6000\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=1500\n';

describe('pressure on Linux', () => {
  it('is read for the machine, with totals in milliseconds', () => {
    const root = madeUpTree({
      'proc/pressure/memory': MEMORY,
      'proc/pressure/cpu': 'some avg10=12.00 avg60=0.00 avg300=0.00 total=9000000\n',
    });
    expect(linuxPressure(root)).toEqual({
      machine: {
        memory: { some: { avg10: 1.25, total: 6 }, full: { avg10: 0.5, total: 2 } },
        io: null,
        cpu: { some: { avg10: 12, total: 9000 }, full: null },
      },
      cgroup: null,
      commit: null,
    });
  });

  it('is read for the innermost control group that reports it', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '0::/a/b\n',
      'sys/fs/cgroup/a/memory.pressure': MEMORY,
      'sys/fs/cgroup/memory.pressure': MEMORY.replace('1.25', '99.00'),
    });
    expect(linuxPressure(root).cgroup?.memory?.some?.avg10).toBe(1.25);
  });

  it('is null if the kernel does not account for stalls', () => {
    expect(linuxPressure(madeUpTree({}))).toEqual({ machine: null, cgroup: null, commit: null });
  });
});
