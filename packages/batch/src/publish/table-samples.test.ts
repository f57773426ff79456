import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { samplesOf } from '../worker/work-plan.ts';
import { placeSamples } from './table-samples.ts';

const FILES = [
  { input: 0, fileName: 'a_t.csv' },
  { input: 1, fileName: 'b_t.csv' },
];

function input(file: string, result: string | null) {
  return {
    file,
    path: `/sims/${file}`,
    completeness: 'complete' as const,
    counts: true,
    status: 'succeeded',
    result,
  };
}

describe('files of time series', () => {
  it('are placed for inputs with a result; an old file of any other input is removed', async () => {
    const folder = temporaryFolder();
    const place = (name: string): string => path.join(folder, name);
    const result = path.join(folder, '0-1-x.json');
    writeFileSync(samplesOf(result, 3), 'samples of a');
    for (const name of ['a_t.csv', 'b_t.csv', 'c_t.csv']) writeFileSync(place(name), 'old');
    const inputs = [input('a.out', result), input('b.out', null)];
    const placed = await placeSamples({ table: 3, files: FILES, place }, inputs);
    expect(placed).toEqual([{ file: 'a.out', path: place('a_t.csv') }]);
    expect(readFileSync(place('a_t.csv'), 'utf8')).toBe('samples of a');
    expect(existsSync(place('b_t.csv'))).toBe(false);
    expect(readFileSync(place('c_t.csv'), 'utf8')).toBe('old');
    rmSync(place('a_t.csv'));
    expect(readFileSync(samplesOf(result, 3), 'utf8')).toBe('samples of a');
  });

  it('leave the old file as it was if the samples are gone', async () => {
    const folder = temporaryFolder();
    const place = (name: string): string => path.join(folder, name);
    writeFileSync(place('a_t.csv'), 'old');
    const inputs = [input('a.out', path.join(folder, '0-1-x.json'))];
    await expect(placeSamples({ table: 0, files: FILES, place }, inputs)).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(readdirSync(folder)).toEqual(['a_t.csv']);
    expect(readFileSync(place('a_t.csv'), 'utf8')).toBe('old');
  });
});
