import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
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

/** Of the times for which a lock is watched: 12 s become 0.4 s. */
const HASTE = 30;

describe('a lock that does not show whether its process lives', () => {
  const unreadable = [
    ['is empty', ''],
    ['is cut off', '{"pid":7,"ho'],
    ['is null', 'null'],
    ['has a process number of another type', '{"pid":"1"}'],
    ['is longer than any lock', '\u0000'.repeat(10_000)],
  ];
  const later = new Date(Date.now() + 366 * 24 * 3_600_000);

  it.each(unreadable)('is watched and taken over if it %s', async (_, text) => {
    leave(text);
    const notices: string[] = [];
    const options = { notice: (message: string) => notices.push(message), haste: HASTE };
    const lock = await lockOutput(outputFolder(root), options);
    expect(notices).toEqual([expect.stringContaining(outputFolder(root).lock)]);
    expect(lock.warning).toMatch(/names no process.*takes it over/);
    lock.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it.each(unreadable)('is taken over at once if it %s and is old', async (_, text) => {
    leave(text);
    const past = new Date(Date.now() - 60_000);
    utimesSync(outputFolder(root).lock, past, past);
    const notice = vi.fn();
    (await lockOutput(outputFolder(root), { notice })).release();
    expect(notice).not.toHaveBeenCalled();
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([
    ['another machine', 'another-machine'],
    ['a living process of this one', hostname()],
  ])('is taken over if it is from the future, from %s, and nobody gives a sign', async (_, host) => {
    leave({ pid: process.ppid, host, startedAt: SINCE });
    utimesSync(outputFolder(root).lock, later, later);
    const lock = await lockOutput(outputFolder(root), { haste: HASTE });
    expect(lock.warning).toContain('takes it over');
    lock.release();
  });

  it.each([
    ['names no process', ''],
    ['is from the future', JSON.stringify({ pid: 1, host: 'another-machine', startedAt: SINCE })],
  ])('keeps everybody out if it %s but gives signs of life', async (_, text) => {
    leave(text);
    const { lock: file } = outputFolder(root);
    utimesSync(file, later, later);
    let sign = 1;
    const timer = setInterval(() => utimesSync(file, later, later.getTime() / 1000 + sign++), 5);
    try {
      const inUse = expect.objectContaining({ code: 'OUTPUT_IN_USE' });
      await expect(lockOutput(outputFolder(root), { haste: HASTE })).rejects.toThrow(inUse);
    } finally {
      clearInterval(timer);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('keeps everybody out if a process writes its name into it meanwhile', async () => {
    leave('');
    const timer = setTimeout(() => leave({ pid: process.ppid, host: hostname(), startedAt: SINCE }), 50);
    const inUse = expect.objectContaining({ message: expect.stringContaining(`process ${process.ppid}`) });
    await expect(lockOutput(outputFolder(root), { haste: HASTE })).rejects.toThrow(inUse);
    clearTimeout(timer);
  });

  it('is left alone if it is not a file', async () => {
    mkdirSync(outputFolder(root).lock);
    const notOurs = expect.objectContaining({ code: 'OUTPUT_NOT_OURS' });
    await expect(lockOutput(outputFolder(root))).rejects.toThrow(notOurs);
  });
});
