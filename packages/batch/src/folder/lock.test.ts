import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outputFolder } from './layout.ts';
import { lockOutput } from './lock.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ballast-lock-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const SINCE = '2026-01-02T03:04:05.000Z';

function leave(holder: object | string): void {
  writeFileSync(outputFolder(root).lock, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

/** The number of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('the lock of an output folder', () => {
  it('names its holder, and disappears when it is released', async () => {
    const folder = outputFolder(root);
    const lock = await lockOutput(folder);
    expect(lock.warning).toBeNull();
    expect(JSON.parse(readFileSync(folder.lock, 'utf8'))).toEqual({
      owner: userInfo().username,
      pid: process.pid,
      host: hostname(),
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      id: expect.any(String),
    });
    lock.release();
    lock.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it('keeps a second batch of the same process out until it is released', async () => {
    const first = await lockOutput(outputFolder(root));
    await expect(lockOutput(outputFolder(root))).rejects.toThrow(
      expect.objectContaining({ code: 'OUTPUT_IN_USE' }),
    );
    first.check();
    first.release();
    const second = await lockOutput(outputFolder(root));
    expect(second.warning).toBeNull();
    second.release();
  });

  it('keeps others out while its process lives', async () => {
    leave({ pid: process.ppid, host: hostname(), startedAt: SINCE });
    const message = expect.stringMatching(new RegExp(`${process.ppid} on .*${SINCE}`));
    await expect(lockOutput(outputFolder(root))).rejects.toThrow(
      expect.objectContaining({ code: 'OUTPUT_IN_USE', message }),
    );
  });

  it('keeps others out if it is from another machine, whatever runs here', async () => {
    leave({ pid: endedProcess(), host: 'another-machine', startedAt: SINCE });
    const message = expect.stringContaining('another-machine');
    await expect(lockOutput(outputFolder(root))).rejects.toThrow(
      expect.objectContaining({ code: 'OUTPUT_IN_USE', message }),
    );
  });

  it('is taken over with a warning if another machine has given no sign of life for minutes', async () => {
    leave({ pid: 1, host: 'another-machine', startedAt: SINCE });
    const { lock: file } = outputFolder(root);
    const past = new Date(Date.now() - 6 * 60_000);
    utimesSync(file, past, past);
    const lock = await lockOutput(outputFolder(root));
    expect(lock.warning).toMatch(/process 1 on another-machine.*takes it over/);
    lock.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it('is taken over if it was written before this machine started, even if its process number is in use', async () => {
    leave({ pid: process.ppid, host: hostname(), startedAt: SINCE });
    utimesSync(outputFolder(root).lock, 1, 1);
    const lock = await lockOutput(outputFolder(root));
    expect(lock.warning).toContain('takes it over');
    lock.release();
  });

  it('prevents further writes once another process has taken it over', async () => {
    vi.useFakeTimers();
    try {
      const lock = await lockOutput(outputFolder(root));
      vi.advanceTimersByTime(10_000);
      lock.check();
      leave({ pid: 1, host: 'another-machine', startedAt: SINCE });
      vi.advanceTimersByTime(10_000);
      const taken = expect.objectContaining({ code: 'OUTPUT_TAKEN', class: 'output' });
      expect(() => lock.check()).toThrow(taken);
      lock.release();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is taken over with a warning if its process is gone', async () => {
    const pid = endedProcess();
    leave({ pid, host: hostname(), startedAt: SINCE });
    const lock = await lockOutput(outputFolder(root));
    expect(lock.warning).toMatch(new RegExp(`process ${pid}.*${SINCE}.*takes it over`));
    lock.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it('is not removed if another process has taken it in the meantime', async () => {
    const lock = await lockOutput(outputFolder(root));
    leave({ pid: 1, host: 'another-machine', startedAt: SINCE });
    lock.release();
    expect(existsSync(outputFolder(root).lock)).toBe(true);
  });

  it('is made again, once it is seen to be missing', async () => {
    vi.useFakeTimers();
    try {
      const folder = outputFolder(root);
      const lock = await lockOutput(folder);
      const text = readFileSync(folder.lock, 'utf8');
      expect(lock.wasRemoved()).toBe(false);
      rmSync(folder.lock);
      vi.advanceTimersByTime(10_000);
      expect(readFileSync(folder.lock, 'utf8')).toBe(text);
      expect(lock.wasRemoved()).toBe(true);
      lock.check();
      lock.release();
      expect(readdirSync(root)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is asked for before anything is written if its process was stopped for a while', async () => {
    const lock = await lockOutput(outputFolder(root));
    leave({ pid: 1, host: 'another-machine', startedAt: SINCE });
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    try {
      expect(() => lock.check()).toThrow(expect.objectContaining({ code: 'OUTPUT_TAKEN' }));
    } finally {
      vi.useRealTimers();
    }
    lock.release();
  });
});
