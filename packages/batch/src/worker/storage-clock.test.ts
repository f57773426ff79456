import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { storageClock } from './storage-clock.ts';

/** A file's time is the start of a tick: of 2 s at most. */
const TICK = 2000;

it('the clock of a local storage is that of the machine, and reading it leaves no file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-clock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const before = Date.now();
  const time = storageClock(folder)(statSync(folder, { bigint: true }).dev);
  expect(time).toBeGreaterThanOrEqual(before - TICK);
  expect(time).toBeLessThanOrEqual(Date.now());
  expect(readdirSync(folder)).toEqual([]);
});

it('the clock of a storage that cannot be written to is taken to be that of the machine', () => {
  const before = Date.now();
  expect(storageClock(path.join(tmpdir(), 'ballast-no-such-folder'))(0n)).toBeGreaterThanOrEqual(before);
});
