import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batchToPress, checked, HAS_TERMINAL, type Instant, type Result } from '../terminals/in-terminal.ts';

/** Enough files that most of the time is spent on them. */
const MANY_FILES = 100;
/** Presses at any instant of a batch, and in the first instants of its workers; BALLAST_PRESSES=45 sets another number. */
const PRESSES = Number(process.env.BALLAST_PRESSES ?? 15);
const AT_THE_START = Math.round(PRESSES / 3);
const ANYWHERE = PRESSES - AT_THE_START;
/** Roughly how long a worker takes to start, in milliseconds. */
const START = 60;

describe.runIf(HAS_TERMINAL)('one Ctrl-C at a random instant on a loaded machine', () => {
  it(
    'cancels no file and always drains',
    async () => {
      const seed = Number(process.env.BALLAST_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
      const random = seeded(seed);
      keepBusy(2);
      const press = await batchToPress(MANY_FILES);
      const before = performance.now();
      expect(checked(await press({ after: 0, record: 'no such record' }))).toBe('complete');
      const whole = performance.now() - before;
      const results: Record<Result, number> = { 'nothing started': 0, drained: 0, complete: 0 };
      for (let n = 0; n < PRESSES; n += 1) {
        const instant: Instant =
          n < ANYWHERE ? { after: random() * whole } : { after: random() * START, record: 'admitted' };
        console.info(`seed ${seed}, press ${n}: ${JSON.stringify(instant)}`);
        results[checked(await press(instant))] += 1;
      }
      console.info(`seed ${seed}: ${JSON.stringify(results)}`);
      expect(results.drained).toBeGreaterThan(0);
    },
    60 * 60_000,
  );
});

/** Processes that compute until the test is over. */
function keepBusy(processes: number): void {
  for (let n = 0; n < processes; n += 1) {
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
  }
}

/** Mulberry32: uniform in [0, 1), the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
