import { describe, expect, it } from 'vitest';
import { startInterruption } from './interruption.ts';

type Listeners = Parameters<NonNullable<Parameters<typeof startInterruption>[1]>>[0];

/** An interruption whose signals a test sends, with everything that it did. */
function interrupted(): {
  readonly interruption: ReturnType<typeof startInterruption>;
  readonly done: string[];
  signal(): void;
} {
  const done: string[] = [];
  let on: Listeners | null = null;
  let seen = 0;
  const interruption = startInterruption(
    (line) => done.push(`says: ${line}`),
    (listeners) => {
      on = listeners;
      return () => {
        on = null;
      };
    },
  );
  const signal = (): void => {
    seen += 1;
    if (seen === 1) on?.drain('SIGINT');
    else on?.cancel('SIGINT');
  };
  return { interruption, done, signal };
}

function batch(done: string[]): Parameters<ReturnType<typeof startInterruption>['running']>[0] {
  return {
    drain: (cause) => done.push(`drain: ${cause}`),
    cancel: (cause) => done.push(`cancel: ${cause}`),
  };
}

describe('a signal', () => {
  it('drains a batch that runs, and cancels it the second time', () => {
    const { interruption, done, signal } = interrupted();
    interruption.running(batch(done));
    signal();
    signal();
    expect(done).toEqual(['drain: interrupted by SIGINT', 'cancel: interrupted again by SIGINT']);
  });

  it('that comes before the first task takes effect with it', () => {
    const { interruption, done, signal } = interrupted();
    signal();
    signal();
    expect(done).toEqual([]);
    interruption.running(batch(done));
    expect(done).toEqual(['drain: interrupted by SIGINT', 'cancel: interrupted again by SIGINT']);
  });

  it('is answered once and ignored while the tables are written', () => {
    const { interruption, done, signal } = interrupted();
    interruption.running(batch(done));
    interruption.writing();
    signal();
    signal();
    signal();
    expect(done).toEqual(['says: the batch is over; writing the tables']);
  });

  it('that comes while the tables of a drained batch are written cancels nothing', () => {
    const { interruption, done, signal } = interrupted();
    interruption.running(batch(done));
    signal();
    interruption.writing();
    signal();
    expect(done).toEqual(['drain: interrupted by SIGINT', 'says: the batch is over; writing the tables']);
  });
});

describe('an interruption', () => {
  it.runIf(process.platform !== 'win32')('holds signals off this process until it stops', async () => {
    const before = process.listenerCount('SIGINT');
    const said: string[] = [];
    const interruption = startInterruption((line) => said.push(line));
    interruption.writing();
    const heard = new Promise((resolve) => process.once('SIGINT', resolve));
    process.kill(process.pid, 'SIGINT');
    await heard;
    interruption.stop();
    expect(said).toEqual(['the batch is over; writing the tables']);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
