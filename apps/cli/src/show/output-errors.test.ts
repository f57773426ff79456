import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { watchOutput } from './output-errors.ts';

function watched(isTTY = false): {
  stdout: EventEmitter;
  stderr: EventEmitter;
  written: string[];
  failures: () => number;
} {
  const written: string[] = [];
  let failures = 0;
  const stdout = Object.assign(new EventEmitter(), { isTTY });
  const stderr = Object.assign(new EventEmitter(), { isTTY, write: (text: string) => written.push(text) });
  watchOutput({ stdout, stderr }, () => {
    failures += 1;
  });
  return { stdout, stderr, written, failures: () => failures };
}

const error = (code: string): Error => Object.assign(new Error(`${code}: no luck`), { code });

describe('an output', () => {
  it('is dropped silently if its reader has closed it', () => {
    const { stdout, stderr, written, failures } = watched();
    stdout.emit('error', error('EPIPE'));
    stderr.emit('error', error('EPIPE'));
    expect([written, failures()]).toEqual([[], 0]);
  });

  it('is dropped silently if it was a terminal that is gone, but not if it was a file', () => {
    for (const [isTTY, failed] of [
      [true, 0],
      [false, 2],
    ] as const) {
      const { stdout, stderr, failures } = watched(isTTY);
      stdout.emit('error', error('EIO'));
      stderr.emit('error', error('EIO'));
      expect(failures()).toBe(failed);
    }
  });

  it('is a failure that is reported once if it cannot be written', () => {
    const { stdout, stderr, written, failures } = watched();
    stdout.emit('error', error('ENOSPC'));
    stdout.emit('error', error('ENOSPC'));
    stderr.emit('error', error('ENOSPC'));
    expect(written).toEqual(['ballast: standard output cannot be written: ENOSPC: no luck\n']);
    expect(failures()).toBe(3);
  });
});
