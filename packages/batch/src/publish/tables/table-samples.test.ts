import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { digestOf } from '../../files/digest.ts';
import { samplesOf } from '../../worker/results/samples-of.ts';
import type { TableInput } from './table-input.ts';
import { TableResults } from './table-results.ts';
import { placeSamples } from './table-samples.ts';

const FILES = [
  { input: 0, fileName: 'a_t.csv' },
  { input: 1, fileName: 'b_t.csv' },
];

function input(file: string, result: string | null): TableInput {
  const known = { file: result ?? '', offset: null, name: '.ballast/results/0-1-x.json', files: null };
  const about = {
    task: 0,
    file,
    path: `/sims/${file}`,
    status: 'succeeded',
    completeness: 'complete' as const,
    counts: true,
    source: null,
    caseValues: null,
  };
  return { ...about, result: result === null ? null : { ok: true, known } };
}

describe('files of time series', () => {
  it('are placed for inputs with a result; an old file of any other input is removed', async () => {
    const folder = temporaryFolder();
    const place = (name: string): string => path.join(folder, name);
    const result = path.join(folder, '0-1-x.json');
    writeFileSync(samplesOf(result, { table: 3 }), 'samples of a');
    for (const name of ['a_t.csv', 'b_t.csv', 'c_t.csv']) writeFileSync(place(name), 'old');
    const inputs = [input('a.out', result), input('b.out', null)];
    const placed = await placeSamples({ table: 3, files: FILES, place }, inputs, new TableResults());
    const written = digestOf(Buffer.from('samples of a'));
    expect(placed).toEqual([{ file: 'a.out', path: place('a_t.csv'), written }]);
    expect(readFileSync(place('a_t.csv'), 'utf8')).toBe('samples of a');
    expect(existsSync(place('b_t.csv'))).toBe(false);
    expect(readFileSync(place('c_t.csv'), 'utf8')).toBe('old');
    rmSync(place('a_t.csv'));
    expect(readFileSync(samplesOf(result, { table: 3 }), 'utf8')).toBe('samples of a');
  });

  it('leave the old file as it was if the samples are gone', async () => {
    const folder = temporaryFolder();
    const place = (name: string): string => path.join(folder, name);
    writeFileSync(place('a_t.csv'), 'old');
    const inputs = [input('a.out', path.join(folder, '0-1-x.json'))];
    const results = new TableResults();
    expect(await placeSamples({ table: 0, files: FILES, place }, inputs, results)).toEqual([]);
    expect(results.damaged()).toMatchObject([
      { file: 'a.out', reason: 'its time series: the file is missing' },
    ]);
    expect(readdirSync(folder)).toEqual(['a_t.csv']);
    expect(readFileSync(place('a_t.csv'), 'utf8')).toBe('old');
  });
});
