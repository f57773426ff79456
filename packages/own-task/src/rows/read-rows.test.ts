import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowInputs, rowsOf } from './read-rows.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-rows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rowsIn(text: string): ReturnType<typeof rowsOf> {
  writeFileSync(path.join(folder, 'params.csv'), text);
  return rowsOf({ rows: 'params.csv' }, folder);
}

describe('the rows of a batch', () => {
  it('have numbers where the text gives the same digits back', () => {
    expect(rowsIn('\uFEFFrpm, name\n7.5,a\n007,"x,y"\n1e3,\n')).toEqual([
      { rpm: 7.5, name: 'a' },
      { rpm: '007', name: 'x,y' },
      { rpm: '1e3', name: '' },
    ]);
  });

  it('are named by what is in them, so that a row that moves stays the same task', () => {
    const [one, two] = rowInputs(rowsIn('a,b\n1,2\n3,4\n') ?? [], folder);
    const [other, same] = rowInputs(rowsIn('a,b\n5,6\n1,2\n') ?? [], folder);
    expect([one?.file, two?.file]).toEqual(['a=1 b=2', 'a=3 b=4']);
    expect(same).toEqual(one);
    expect(other?.modified).not.toBe(two?.modified);
  });

  it('get a number if they are equal', () => {
    const rows = [{ line: 'x' }, { line: 'x' }];
    expect(rowInputs(rows, folder).map(({ file }) => file)).toEqual(['x', 'x (2)']);
  });

  it('are refused with a reason if they cannot be read', () => {
    expect(() => rowsOf({ rows: 'none.csv' }, folder)).toThrow(
      expect.objectContaining({ code: 'ROWS_UNREADABLE' }),
    );
    expect(() => rowsIn('a,b\n1\n')).toThrow(expect.objectContaining({ code: 'ROWS_UNREADABLE' }));
    expect(() => rowsIn('a,b\n')).toThrow(expect.objectContaining({ code: 'NO_INPUTS' }));
  });
});
