import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeRamps } from '../batches/ramp-files.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable } from '../support/run-ballast.ts';

const place = placeOfEachTest();

const write = (name: string, channels: readonly string[]): string => writeRamps(place, name, channels);
const out = (): readonly string[] => ['--out', place.out];

describe('stats', () => {
  it('prints a row for each channel of one file, and writes the table', async () => {
    const file = write('a.out', ['RootMxb1', 'RootMxb2', 'GenPwr']);
    const { code, stdout } = await ballast([
      'stats',
      file,
      'Root*',
      '--stats',
      'Max,mean,p50',
      '--period',
      '5:',
      ...out(),
    ]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(-5)).toEqual([
      '',
      'variable  unit  max  mean  p50',
      'RootMxb1  (kN)   10   7.5  7.5',
      'RootMxb2  (kN)   11   8.5  8.5',
      '',
    ]);
    expect(readTable(path.join(place.out, 'tables', 'stats.csv')).map(({ variable }) => variable)).toEqual([
      'RootMxb1',
      'RootMxb2',
    ]);
  });

  it('prints a row for each of several files, whose names may have special characters', async () => {
    const files = [write('a[1].out', ['A', 'B']), write('b{c}.out', ['A', 'B'])];
    const { code, stdout } = await ballast([
      'stats',
      ...files,
      '--channels',
      '!B',
      '--stats',
      'max',
      ...out(),
    ]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(-4)).toEqual([
      'file      A_max',
      'a[1].out     10',
      'b{c}.out     10',
      '',
    ]);
  });

  it('is a batch like any other: a second time nothing is read, and other statistics open no file', async () => {
    write('a.out', ['A']);
    await ballast(['stats', place.sims, '--stats', 'max', ...out()]);
    const again = await ballast(['stats', place.sims, '--stats', 'max', ...out()]);
    expect(again.stdout).toContain('nothing has changed: 1 result as before');
    const other = await ballast(['stats', place.sims, '--stats', 'min', ...out()]);
    expect(other.stderr).toContain('earlier-1');
    expect((await ballast(['resume', place.out])).code).toBe(0);
    expect(readdirSync(place.out)).toContain('batch.effective.yml');
  });

  it('tells what is wrong with its options before anything is written', async () => {
    const file = write('a.out', ['A']);
    for (const [args, message] of [
      [['--stats', 'maxx'], 'did you mean `max`?'],
      [['--period', '60'], 'PERIOD_INVALID'],
      [['Aa'], 'did you mean A?'],
    ] as const) {
      const { code, stderr } = await ballast(['stats', file, ...args, ...out()]);
      expect([code, stderr]).toEqual([3, expect.stringContaining(message)]);
    }
    expect(readdirSync(place.folder)).toEqual(['sims']);
  });
});
