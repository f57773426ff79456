import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, makeOwnFolder } from './make-folder.ts';

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

describe('makeOwnFolder', () => {
  it('makes a folder, and accepts it again', () => {
    const folder = path.join(root, 'own', 'below');
    makeOwnFolder(folder);
    makeOwnFolder(folder);
    expect(readdirSync(path.join(root, 'own'))).toEqual(['below']);
  });

  it.skipIf(process.platform === 'win32')('refuses a link to a folder', () => {
    const folder = path.join(root, 'linked');
    symlinkSync(root, folder, 'junction');
    expect(() => makeOwnFolder(folder)).toThrow(expect.objectContaining({ code: 'OUTPUT_LINKED' }));
  });
});
