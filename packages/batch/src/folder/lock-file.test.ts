import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createLock, giveSign, type SeenLock, seenLock, silenceOf, takeAway } from './lock-file.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = temporaryFolder();
  lock = path.join(folder, 'lock');
});

function seen(): SeenLock {
  const found = seenLock(lock);
  if (found === null) throw new Error(`there is no ${lock}`);
  return found;
}

describe('an abandoned lock', () => {
  it('is taken away if nothing has happened to it since it was seen', () => {
    createLock(lock, 'a');
    expect(takeAway(lock, seen())).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    expect(seenLock(lock)).toBeNull();
  });

  it.each([
    ['has another text', (): void => writeFileSync(lock, 'b')],
    ['has given a sign of life', (): void => utimesSync(lock, 5, 5)],
  ])('stays if it %s', (_, happens) => {
    createLock(lock, '');
    const before = seen();
    happens();
    const text = readFileSync(lock, 'utf8');
    expect(takeAway(lock, before)).toBe(false);
    expect(readFileSync(lock, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is not taken away twice', () => {
    createLock(lock, 'a');
    const before = seen();
    expect([takeAway(lock, before), takeAway(lock, before)]).toEqual([true, false]);
  });
});

describe('a sign of life', () => {
  it('updates the time of writing and nothing else', () => {
    createLock(lock, 'mine');
    utimesSync(lock, 5, 5);
    expect(giveSign(lock, 'mine')).toBe('given');
    expect(seen()).toMatchObject({ text: 'mine' });
    expect(silenceOf(lock, seen())).toBeLessThan(60_000);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is not given with the lock of another process, or without a lock', () => {
    expect(giveSign(lock, 'mine')).toBe('removed');
    createLock(lock, 'other');
    expect(giveSign(lock, 'mine')).toBe('lost');
    expect(readFileSync(lock, 'utf8')).toBe('other');
  });
});

describe.runIf(process.platform !== 'win32')('a link that somebody planted', () => {
  it('is never followed', () => {
    const victim = path.join(folder, 'victim');
    symlinkSync(victim, lock);
    expect(createLock(lock, 'mine')).toBe(false);
    expect(() => seenLock(lock)).toThrow(expect.objectContaining({ code: 'OUTPUT_NOT_OURS' }));
    expect(existsSync(victim)).toBe(false);
  });

  it('to the lock under another name does not keep the lock in its place', () => {
    createLock(lock, 'a');
    linkSync(lock, path.join(folder, 'other'));
    expect(takeAway(lock, seen())).toBe(true);
    expect(readdirSync(folder)).toEqual(['other']);
  });
});
