import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const root = mkdtempSync(path.join(tmpdir(), 'ballast-make-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes missing folders, and accepts existing ones', () => {
    const folder = path.join(root, 'a', 'b', 'c');
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it.each(['file', 'file/below', 'file/far/below'])('fails if a file is in the way: %s', (name) => {
    writeFileSync(path.join(root, 'file'), '');
    expect(() => makeFolder(path.join(root, name))).toThrow('EEXIST');
  });

  it.runIf(existsSync('/proc/self'))('fails instead of trying forever if a folder refuses children', () => {
    expect(() => makeFolder('/proc/ballast/out')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  });
});
