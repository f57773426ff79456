import { describe, expect, it } from 'vitest';
import { createInterruption, type Interruption } from './interruption.ts';

/** An interruption whose signals a test sends, with everything that it did. */
function interrupted(): {
  readonly interruption: Interruption;
  readonly done: string[];
  /** False if nobody listens. */
  signal(): boolean;
} {
  const done: string[] = [];
  const listeners: ((signal: string) => void)[] = [];
  const interruption = createInterruption(
    { print: (line) => done.push(`prints: ${line}`), leave: (code) => done.push(`leaves with ${code}`) },
    (listener) => listeners.push(listener),
  );
  const signal = (): boolean => {
    for (const listener of listeners) listener('SIGINT');
    return listeners.length > 0;
  };
  return { interruption, done, signal };
}

function batch(done: string[]): Parameters<Interruption['running']>[0] {
  return {
    drain: (cause) => done.push(`drain: ${cause}`),
    cancel: (cause) => done.push(`cancel: ${cause}`),
  };
}

describe('a signal', () => {
  it('has its default effect before anything is written', () => {
    const { done, signal } = interrupted();
    expect(signal()).toBe(false);
    expect(done).toEqual([]);
  });

  it('ends the process before any file was started', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    expect(signal()).toBe(true);
    expect(done).toEqual(['prints: interrupted by SIGINT before any file was started', 'leaves with 130']);
  });

  it('drains a running batch, and cancels it the second time', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    interruption.running(batch(done));
    signal();
    signal();
    expect(done).toEqual(['drain: interrupted by SIGINT', 'cancel: interrupted again by SIGINT']);
  });

  it('is answered once and ignored while the tables are written', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    interruption.running(batch(done));
    interruption.writing();
    signal();
    signal();
    signal();
    expect(done).toEqual(['prints: the batch has ended; writing the tables']);
  });

  it('cancels nothing if it arrives while the tables of a drained batch are written', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    interruption.running(batch(done));
    signal();
    interruption.writing();
    signal();
    expect(done).toEqual(['drain: interrupted by SIGINT', 'prints: the batch has ended; writing the tables']);
  });

  it('ends the wait for what the process can do without', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    interruption.writing();
    interruption.closing(() => done.push('gives up'));
    signal();
    signal();
    expect(done).toEqual(['gives up', 'gives up']);
  });

  it('is ignored once everything is done, and ends a process that stays the second time', () => {
    const { interruption, done, signal } = interrupted();
    interruption.listen();
    interruption.over();
    signal();
    expect(done).toEqual([]);
    signal();
    expect(done).toEqual(['leaves with 130']);
  });
});
