import { describe, expect, it, onTestFinished } from 'vitest';
import { listenForSignals, outliveSession } from './signals.ts';

const IS_WINDOWS = process.platform === 'win32';
const ASK: readonly NodeJS.Signals[] = IS_WINDOWS ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

describe('a signal that asks a process to end', () => {
  it.each(ASK)('%s is passed on each time it arrives, until nobody listens', (signal) => {
    const arrived: string[] = [];
    const before = process.listenerCount(signal);
    const stop = listenForSignals((name) => arrived.push(name), true);
    process.emit(signal, signal);
    process.emit(signal, signal);
    stop();
    expect(arrived).toEqual([signal, signal]);
    expect(process.listenerCount(signal)).toBe(before);
  });
});

describe.skipIf(IS_WINDOWS)('a hang-up', () => {
  it('is not passed on without a terminal', () => {
    const before = process.listenerCount('SIGHUP');
    const stop = listenForSignals(() => undefined, false);
    expect(process.listenerCount('SIGHUP')).toBe(before);
    stop();
  });

  it.each([
    [false, 1],
    [true, 0],
  ])('is survived from the start unless there is a terminal (%s)', (hasTerminal, more) => {
    const before = process.listeners('SIGHUP');
    outliveSession(hasTerminal);
    const added = process.listeners('SIGHUP').filter((listener) => !before.includes(listener));
    onTestFinished(() => {
      for (const listener of added) process.off('SIGHUP', listener);
    });
    expect(added).toHaveLength(more);
  });
});
