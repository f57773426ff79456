import { describe, expect, it } from 'vitest';
import { listenForSignals } from './signals.ts';

const ASK: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

describe('signals that ask a batch to end', () => {
  it.each(ASK)('%s drains the first time and cancels the second, until nobody listens', (signal) => {
    const heard: string[] = [];
    const before = process.listenerCount(signal);
    const stop = listenForSignals({
      drain: (name) => heard.push(`drain ${name}`),
      cancel: (name) => heard.push(`cancel ${name}`),
    });
    process.emit(signal, signal);
    process.emit(signal, signal);
    stop();
    expect(heard).toEqual([`drain ${signal}`, `cancel ${signal}`]);
    expect(process.listenerCount(signal)).toBe(before);
  });
});
