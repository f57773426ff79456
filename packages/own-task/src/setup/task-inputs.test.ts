import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { taskInputs } from './task-inputs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-inputs-'));
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name));
  for (const name of ['a/x[1].dat', 'b/y.dat']) writeFileSync(path.join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inputsOf = (...names: string[]): ReturnType<typeof taskInputs> =>
  taskInputs(names.map((name) => path.join(folder, name)));

describe('the inputs of tasks', () => {
  it('are files by their very names, folders with everything in them, and patterns', () => {
    expect(inputsOf('a/x[1].dat')).toEqual({ directory: path.join(folder, 'a'), include: ['x\\[1\\].dat'] });
    expect(inputsOf('b')).toEqual({ directory: path.join(folder, 'b'), include: ['**/*'] });
    expect(inputsOf('b/*.{dat,txt}')).toEqual({
      directory: path.join(folder, 'b'),
      include: ['*.{dat,txt}'],
    });
  });

  it('of several folders count from the one that has all of them', () => {
    expect(inputsOf('a/x[1].dat', 'b/*.dat')).toEqual({
      directory: folder,
      include: ['a/x\\[1\\].dat', 'b/*.dat'],
    });
  });

  it('must be there if they are named', () => {
    expect(() => inputsOf('a/none.dat')).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  });
});
