import { describe, expect, it } from 'vitest';
import { moreCores } from './more-cores.ts';

const USED = { threads: 1, seconds: 10, cpuTime: 39_000 };

describe('the cores of a task', () => {
  it('are a warning if it uses more than were declared, once in a worker', () => {
    const cores = moreCores();
    expect(cores.notes(USED)).toEqual([
      expect.objectContaining({
        code: 'TASK_USES_MORE_CORES',
        message: expect.stringContaining('3.9 cores'),
      }),
    ]);
    expect(cores.notes(USED)).toEqual([]);
  });

  it('are none of a task that keeps to what was declared, or is too short to tell', () => {
    expect(moreCores().notes({ ...USED, threads: 4 })).toEqual([]);
    expect(moreCores().notes({ ...USED, cpuTime: 14_000 })).toEqual([]);
    expect(moreCores().notes({ ...USED, seconds: 0.1 })).toEqual([]);
  });
});
