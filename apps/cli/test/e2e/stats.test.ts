import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from './place.ts';
import { ballast, readTable } from './run-ballast.ts';

const place = placeOfEachTest();

/** A text file of OpenFAST with a step of 1 s; channel c has the values c, c + 1 and so on. */
function write(name: string, channels: readonly string[]): string {
  mkdirSync(place.sims, { recursive: true });
  const row = (i: number): string => [i.toFixed(4), ...channels.map((_, c) => `${c + i}.0`)].join('\t');
  const lines = [
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map(() => '(kN)')].join('\t'),
    ...Array.from({ length: 11 }, (_, i) => row(i)),
  ];
  const file = path.join(place.sims, name);
  writeFileSync(file, `text\n\n${lines.join('\n')}\n`);
  return file;
}

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

  it.each([
    ['xlsx', 'PK'],
    ['parquet', 'PAR1'],
  ])('is written as %s if wanted, and printed all the same', async (format, signature) => {
    const file = write('a.out', ['TwrBsMyt']);
    const { code, stdout } = await ballast(['stats', file, '--stats', 'max', '--format', format, ...out()]);
    expect(code).toBe(0);
    const written = /^ {2}\S+ +(.+\.(?:xlsx|parquet))$/m.exec(stdout)?.[1] ?? '';
    expect(written).toMatch(new RegExp(`\\.${format}$`));
    expect(readFileSync(written, 'latin1').startsWith(signature)).toBe(true);
    expect(stdout).toContain('TwrBsMyt');
  });

  it('prints a Markdown table', async () => {
    const file = write('a.out', ['A|B', 'C']);
    const { stdout } = await ballast(['stats', file, '--stats', 'max', '--format', 'md', ...out()]);
    expect(stdout.split('\n').slice(-5)).toEqual([
      '| variable | unit | max |',
      '| --- | --- | --- |',
      '| A\\|B | (kN) | 10 |',
      '| C | (kN) | 11 |',
      '',
    ]);
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

  it('gives the numbers that a batch file gives', async () => {
    const file = write('a.out', ['A', 'B']);
    await ballast(['stats', file, '--stats', 'max,min,mean,std', ...out()]);
    const own = readFileSync(path.join(place.out, 'tables', 'stats.csv'), 'utf8');
    const batch = path.join(place.folder, 'b.yml');
    writeFileSync(
      batch,
      'version: 1\nreader: openfast\ninputs: ./sims\noutput: ./other\ntables: [{ name: stats, layout: long, statistics: [min, max, mean, std], columns: "*" }]\n',
    );
    await ballast(['run', batch]);
    expect(readFileSync(path.join(place.folder, 'other', 'tables', 'stats.csv'), 'utf8')).toBe(own);
  });
});
