import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { statsAs, writeRamps } from '../batches/ramp-files.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';

const place = placeOfEachTest();

describe('stats', () => {
  it('is written as Parquet if wanted, and printed all the same', async () => {
    const { stdout, written } = await statsAs(place, 'parquet');
    expect(readFileSync(written, 'latin1').startsWith('PAR1')).toBe(true);
    expect(stdout).toContain('TwrBsMyt');
  });

  it('gives the numbers that a batch file gives', async () => {
    const file = writeRamps(place, 'a.out', ['A', 'B']);
    await ballast(['stats', file, '--stats', 'max,min,mean,std', '--out', place.out]);
    const own = readFileSync(path.join(place.out, 'tables', 'stats.csv'), 'utf8');
    const batch = path.join(place.folder, 'b.yml');
    writeFileSync(
      batch,
      'version: 1\nreader: openfast\ninputs: ./sims\noutput: ./other\ntables: [{ name: stats, layout: long, statistics: [min, max, mean, std], columns: "*" }]\n',
    );
    await ballast(['run', batch]);
    expect(readFileSync(path.join(place.folder, 'other', 'tables', 'stats.csv'), 'utf8')).toBe(own);
  });

  it('is written as a workbook if wanted, and printed all the same', async () => {
    const { stdout, written } = await statsAs(place, 'xlsx');
    expect(readFileSync(written, 'latin1').startsWith('PK')).toBe(true);
    expect(stdout).toContain('TwrBsMyt');
  });

  it('prints a Markdown table', async () => {
    const file = writeRamps(place, 'a.out', ['A|B', 'C']);
    const { stdout } = await ballast(['stats', file, '--stats', 'max', '--format', 'md', '--out', place.out]);
    expect(stdout.split('\n').slice(-5)).toEqual([
      '| variable | unit | max |',
      '| --- | --- | --- |',
      '| A\\|B | (kN) | 10 |',
      '| C | (kN) | 11 |',
      '',
    ]);
  });
});
