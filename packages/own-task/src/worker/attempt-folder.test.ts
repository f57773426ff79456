import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptFolder } from './attempt-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-attempt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const result = (): string => path.join(folder, '3-1-0123abcd.json');
const published = (): string => path.join(folder, '3-1-0123abcd.out');

describe('the folder of an attempt', () => {
  it('has its name only once it is complete, and lists its files with their digests', async () => {
    const attempt = attemptFolder(result());
    attempt.make();
    mkdirSync(path.join(attempt.path, 'b'));
    writeFileSync(path.join(attempt.path, 'b', 'c.txt'), 'hello');
    writeFileSync(path.join(attempt.path, 'a.txt'), '');
    expect(existsSync(published())).toBe(false);
    const outputs = await attempt.publish();
    expect(outputs.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a.txt', 0],
      ['b/c.txt', 5],
    ]);
    expect(outputs[1]?.sha256).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    attempt.discard();
    expect(readFileSync(path.join(published(), 'b', 'c.txt'), 'utf8')).toBe('hello');
  });

  it('leaves nothing if it is discarded, or if nothing was written', async () => {
    const discarded = attemptFolder(result());
    discarded.make();
    writeFileSync(path.join(discarded.path, 'half.txt'), 'x');
    discarded.discard();
    const unused = attemptFolder(result());
    expect(await unused.publish()).toEqual([]);
    unused.make();
    expect(await unused.publish()).toEqual([]);
    unused.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('does not publish links', async () => {
    const attempt = attemptFolder(result());
    attempt.make();
    symlinkSync('/etc/passwd', path.join(attempt.path, 'link'));
    expect(await attempt.publish()).toEqual([]);
    attempt.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
