import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cores } from './cores.ts';
import { numaPlacement } from './numa-placement.ts';

const CAN_RUN = process.platform === 'linux' && cores().usable >= 2;
if (!CAN_RUN) console.warn('skipped: binding to two nodes needs Linux and two cores');

function allowed(pid: number): string {
  return /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
}

/** Runs the callback with an idle process and then ends it. */
function withIdleProcess<T>(use: (pid: number) => T): T {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    return use(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
  }
}

describe.runIf(CAN_RUN)('NUMA placement', () => {
  it('binds new workers to the nodes in turn', () => {
    const place = numaPlacement([
      { id: 0, cpus: [0], memory: null },
      { id: 1, cpus: [1], memory: null },
    ]);
    const lists = [1, 2, 3].map(() =>
      withIdleProcess((pid) => {
        place(pid);
        return allowed(pid);
      }),
    );
    expect(lists).toEqual(['0', '1', '0']);
  });

  it('does not bind workers on a machine with one node', () => {
    const place = numaPlacement([{ id: 0, cpus: [0], memory: null }]);
    const before = allowed(process.pid);
    const list = withIdleProcess((pid) => {
      place(pid);
      return allowed(pid);
    });
    expect(list).toBe(before);
  });
});
