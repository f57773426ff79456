import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive } from './process-alive.ts';

describe('a process number', () => {
  it('is alive until its process has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const pid = child.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
    expect(isAlive(pid)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is alive if another user owns the process', () => {
    expect(isAlive(1)).toBe(true);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 60])('%d belongs to no single process', (pid) => {
    expect(isAlive(pid)).toBe(false);
  });
});
