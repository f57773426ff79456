import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { removeAbandoned } from './abandoned.ts';

const ours = (final: string): boolean => final === 'a.json';

function folderWith(...names: readonly string[]): string {
  const folder = path.join(temporaryFolder(), 'folder');
  mkdirSync(folder);
  for (const name of names) writeFileSync(path.join(folder, name), '');
  return folder;
}

describe('removing what killed processes left', () => {
  it('removes files with our temporary names, of this version and of earlier ones, and no others', () => {
    const others = [
      'a.json',
      'a.json.part',
      'a.json.7-0123456.part',
      'a.json.7-0123456g.part',
      'b.json.7.part',
    ];
    const folder = folderWith('a.json.7.part', 'a.json.7-01234567.part', ...others);
    removeAbandoned(folder, { isOurs: ours, silentFor: 0 });
    expect(readdirSync(folder).sort()).toEqual(others.toSorted());
  });

  it('leaves folders and links, whatever their names', () => {
    const folder = folderWith('victim');
    mkdirSync(path.join(folder, 'a.json.8.part'));
    const links = process.platform === 'win32' ? [] : ['a.json.9.part'];
    for (const link of links) symlinkSync('victim', path.join(folder, link));
    removeAbandoned(folder, { isOurs: ours, silentFor: 0 });
    expect(readdirSync(folder).sort()).toEqual(['a.json.8.part', ...links, 'victim']);
  });

  it('leaves what another process may be writing at present', () => {
    const folder = folderWith('a.json.7-01234567.part', 'a.json.8-01234567.part');
    utimesSync(path.join(folder, 'a.json.7-01234567.part'), 1, 1);
    removeAbandoned(folder, { isOurs: ours, silentFor: 60_000 });
    expect(readdirSync(folder)).toEqual(['a.json.8-01234567.part']);
  });

  it('does nothing in a folder that is gone', () => {
    expect(() =>
      removeAbandoned(path.join(temporaryFolder(), 'never'), { isOurs: ours, silentFor: 0 }),
    ).not.toThrow();
  });
});
