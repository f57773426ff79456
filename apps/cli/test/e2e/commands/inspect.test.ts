import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';

const place = placeOfEachTest();

const HOSTILE = /[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u;

/** A text file of OpenFAST with a step of 0.1 s, whose channels have the values of a ramp. */
function write(name: string, channels: readonly string[], unit = '(kN)'): string {
  mkdirSync(place.sims, { recursive: true });
  const row = (i: number): string =>
    [(i / 10).toFixed(4), ...channels.map((_, c) => `${c + i}.0`)].join('\t');
  const lines = [
    '',
    'Predictions were generated on 01-Jan-2026 at 08:00:00 using OpenFAST, compiled at commit v3.5.0',
    '',
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map(() => unit)].join('\t'),
    ...Array.from({ length: 11 }, (_, i) => row(i)),
  ];
  const file = path.join(place.sims, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('inspect', () => {
  it('shows what a file is, and its channels with their units', async () => {
    const file = write('a.out', ['TwrBsMxt', 'RootMxb1']);
    const { code, stdout, stderr } = await ballast(['inspect', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replace(/^.*?a\.out/, 'a.out')).toBe(
      [
        'a.out: OpenFAST text, 303 B',
        '  written by   OpenFAST v3.5.0',
        '  description  Predictions were generated on 01-Jan-2026 at 08:00:00 using OpenFAST, compiled at commit v3.5.0',
        '  samples      11 from 0 s to 1 s, step 0.1 s',
        '  status       complete',
        '',
        '3 columns',
        'index  name      unit',
        '    0  Time      (s)',
        '    1  TwrBsMxt  (kN)',
        '    2  RootMxb1  (kN)',
        '',
      ].join('\n'),
    );
  });

  it('shows selected channels with their statistics and spectra', async () => {
    const file = write('a.out', ['TwrBsMxt', 'RootMxb1', 'RootMxb2']);
    const { code, stdout } = await ballast(['inspect', file, 'root*[12]', '!*2', '--stats']);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(-4)).toEqual([
      '1 of 4 columns',
      'index  name      unit   n  min  mean  max       std',
      '    2  RootMxb1  (kN)  11    1     6   11  3.162278',
      '',
    ]);
    const spectral = await ballast(['inspect', file, 'RootMxb1', '--spectrum', '--json']);
    const { channels } = JSON.parse(spectral.stdout) as { channels: { spectrum: Record<string, unknown> }[] };
    expect(Object.keys(channels[0]?.spectrum ?? {})).toEqual(expect.arrayContaining(['m0', 'Hm0', 'Tp']));
  });

  it('shows a line for each of many files, and how their channels differ', async () => {
    write('a.out', ['A', 'B']);
    write('b.out', ['A', 'B']);
    write('c.out', ['A', 'C']);
    writeFileSync(path.join(place.sims, 'd.out'), '');
    const { code, stdout } = await ballast(['inspect', place.sims]);
    expect(code).toBe(1);
    const lines = stdout.replaceAll(place.sims + path.sep, '').split('\n');
    expect(lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      'file  size  samples  step  start  end  channels  status  format  written by',
      'a.out  289 B  11  0.1 s  0 s  1 s  3  complete  OpenFAST text  OpenFAST v3.5.0',
      'b.out  289 B  11  0.1 s  0 s  1 s  3  complete  OpenFAST text  OpenFAST v3.5.0',
      'c.out  289 B  11  0.1 s  0 s  1 s  3  complete  OpenFAST text  OpenFAST v3.5.0',
      expect.stringMatching(/^d\.out {2}.*d\.out is empty \(0 bytes\)$/),
      '',
      '4 files, of which 1 cannot be read; 2 have the same 3 channels, 1 differ:',
      '  c.out: without B; with C',
      '',
    ]);
  });

  it('never lets a name reach the terminal as it is', async () => {
    const file = write('a.out', ['\u001b[31mRed', 'Right\u202eLeft']);
    const { stdout } = await ballast(['inspect', file]);
    expect(stdout).toContain('\\u{1b}[31mRed');
    expect(stdout).not.toMatch(HOSTILE);
    const many = await ballast(['inspect', place.sims, write('b.out', ['Red'])]);
    expect(many.stdout).not.toMatch(HOSTILE);
  });

  it('tells why a file cannot be inspected, and what was meant', async () => {
    const file = write('a.out', ['A']);
    expect(await ballast(['inspect', file, 'Q*'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('has no channel that matches Q* (CHANNEL_NOT_FOUND)'),
    });
    expect(await ballast(['inspect', 'nowhere.outb'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('nowhere.outb does not exist (FILE_NOT_FOUND)'),
    });
    expect(await ballast(['inspect', place.sims, '--stats'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`ballast stats` makes a table'),
    });
    writeFileSync(file, 'prose\n');
    expect(await ballast(['inspect', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('FORMAT_UNKNOWN'),
    });
  });
});

describe.runIf(HAS_COMPILER)('inspect of a simulation of OrcaFlex', () => {
  it('shows objects, variables, the positions that they need, and stages, with one licence', async () => {
    const library = await standInLibrary();
    const [made] = await standInFiles(place.sims, ['--files', '1']);
    if (made === undefined) throw new Error('no file was generated');
    const file = path.join(place.sims, readdirSync(place.sims)[0] ?? '');
    const { code, stdout, stderr } = await ballastWith({ BALLAST_ORCFXAPI: library }, [
      'inspect',
      file,
      'Line1',
      '--stats',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/ {2}stages {7}0: -\d+ s to 0 s, 1: 0 s to /);
    expect(stdout).toMatch(/^Line1 +Line +Effective Tension +kN +a position on the line/m);
    expect(stdout).toContain(`samples      ${made.samples} from`);
  });
});
