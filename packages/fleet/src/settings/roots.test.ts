import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderOf, placeOf } from './roots.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'ballast-roots-'));
  mkdirSync(path.join(base, 'share'));
  mkdirSync(path.join(base, 'share', 'projects'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const settings = (...roots: readonly (readonly [string, string])[]): Parameters<typeof placeOf>[1] => ({
  path: 'F.yml',
  roots: new Map(roots.map(([name, folder]) => [name, path.join(base, folder)])),
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isFault(error) ? error.code : String(error);
  }
  return 'none';
}

describe('a folder as a place that every node has', () => {
  it('is named by the root that is nearest to it', () => {
    const roots = settings(['all', 'share'], ['projects', 'share/projects']);
    expect(placeOf(path.join(base, 'share', 'projects', 'new', 'out'), roots)).toEqual({
      root: 'projects',
      path: 'new/out',
    });
    expect(placeOf(path.join(base, 'share'), roots)).toEqual({ root: 'all', path: '' });
  });

  it('has to be in a root', () => {
    expect(codeOf(() => placeOf(base, settings(['all', 'share'])))).toBe('ROOT_UNKNOWN');
    expect(codeOf(() => placeOf(path.join(base, 'share-2'), settings(['all', 'share'])))).toBe(
      'ROOT_UNKNOWN',
    );
  });

  it('has a name that every system can have', () => {
    expect(codeOf(() => placeOf(path.join(base, 'share', 'a:b'), settings(['all', 'share'])))).toBe(
      'FLEET_NAME',
    );
  });
});

describe('a place as a folder of this machine', () => {
  it('is below the root, under the path that it has here', () => {
    const folder = folderOf({ root: 'all', path: 'projects' }, settings(['all', 'share']));
    expect(folder).toBe(path.join(base, 'share', 'projects'));
  });

  it.each([
    ['another root', { root: 'other', path: '' }, 'ROOT_UNKNOWN'],
    ['a way up', { root: 'all', path: '../x' }, 'FLEET_NAME'],
    ['an absolute path', { root: 'all', path: '/etc' }, 'FLEET_NAME'],
    ['a folder that is not there', { root: 'all', path: 'none' }, 'ROOT_MISSING'],
  ])('is refused: %s', (_, place, code) => {
    expect(codeOf(() => folderOf(place, settings(['all', 'share'])))).toBe(code);
  });

  it.runIf(process.platform !== 'win32')('is refused if a link leads out of the root', () => {
    symlinkSync(base, path.join(base, 'share', 'out'));
    expect(codeOf(() => folderOf({ root: 'all', path: 'out' }, settings(['all', 'share'])))).toBe(
      'ROOT_LEFT',
    );
  });
});
