import { describe, expect, it } from 'vitest';
import { listenForSignals } from './signals.ts';

const ASK: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

describe('a signal that asks a process to end', () => {
  it.each(ASK)('%s is passed on each time it arrives, until nobody listens', (signal) => {
    const arrived: string[] = [];
    const before = process.listenerCount(signal);
    const stop = listenForSignals((name) => arrived.push(name));
    process.emit(signal, signal);
    process.emit(signal, signal);
    stop();
    expect(arrived).toEqual([signal, signal]);
    expect(process.listenerCount(signal)).toBe(before);
  });
});
