import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballastAsUsed, quoted, readTable, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

const place = placeOfEachTest();

function write(name: string, channels: readonly string[], rows = 5): void {
  mkdirSync(place.sims, { recursive: true });
  const row = (i: number): string => [(i / 10).toFixed(4), ...channels.map(() => '1.0')].join('\t');
  const lines = [
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map(() => '(kN)')].join('\t'),
    ...Array.from({ length: rows }, (_, i) => row(i)),
  ];
  writeFileSync(path.join(place.sims, name), `text\n\n${lines.join('\n')}\n`);
}

const batchOf = (columns: string, more = ''): string =>
  writeBatch(
    place.folder,
    `version: 1
reader: openfast
inputs: ./sims
output: ./out
${more}tables: [{ name: t, layout: wide, statistics: max, columns: [${columns}] }]
`,
  );

describe('a misspelt column', () => {
  it('ends a batch of a thousand files before one is read beyond its head', async () => {
    // Reading any of them would end as FILE_TRUNCATED: an .outb with a head, and nothing below it.
    mkdirSync(place.sims, { recursive: true });
    const head = Buffer.alloc(28 + 16 + 4 + 60);
    head.writeInt16LE(2, 0);
    head.writeInt32LE(2, 2);
    head.writeInt32LE(1000, 6);
    head.writeDoubleLE(0.1, 18);
    head.writeInt32LE(0, 42);
    head.write('Time      TwrBsMyt  TwrBsMxt  (s)       (kN-m)    (kN-m)    ', 46, 'latin1');
    for (let i = 0; i < 1000; i += 1)
      writeFileSync(path.join(place.sims, `${i}.outb`), head.subarray(0, 106));
    const batch = batchOf('TwrBsMxt, TwrBsMytt');
    for (const command of ['run', 'plan']) {
      const { code, stdout, stderr } = await ballastAsUsed([command, batch]);
      expect([command, code, stdout]).toEqual([command, 3, '']);
      expect(stderr).toBe(
        [
          'ballast: 1 column of the batch is in no input (COLUMNS_NOT_FOUND)',
          '  TwrBsMytt: in none of 1000 files; did you mean TwrBsMyt or TwrBsMxt?',
          '  next: correct the names: `ballast inspect FILE` lists what a file has; `--no-check` runs the batch as it is',
          '',
        ].join('\n'),
      );
    }
    expect(existsSync(place.out)).toBe(false);
  });

  it('is found in tables of analyses and cases, among linked columns and in derived channels', async () => {
    write('a_1.out', ['A', 'B']);
    const batch = writeBatch(
      place.folder,
      `version: 1
reader: openfast
inputs: ./sims
output: ./out
cases: { pattern: "{name}_{seed}" }
channels: { D: "A + Cc" }
tables:
  - { name: a, kind: spectrum, columns: [Aa] }
  - { name: l, layout: linked, columns: [{ kind: linked, variable: A, linked: [Bb] }] }
  - { name: d, layout: wide, statistics: max, columns: [D, "Q*"] }
  - { name: c, kind: ultimate, over: [name], columns: [{ variable: A }, { variable: Ee }] }
`,
    );
    const { code, stderr } = await ballastAsUsed(['run', batch]);
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      'ballast: 5 columns of the batch are in no input (COLUMNS_NOT_FOUND)',
      expect.stringMatching(/^ {2}Aa: in none of 1 file/),
      expect.stringMatching(/^ {2}Bb: in none of 1 file/),
      expect.stringMatching(/^ {2}D: in none of 1 file: .*Cc/),
      expect.stringMatching(/^ {2}Q\*: in none of 1 file/),
      expect.stringMatching(/^ {2}Ee: in none of 1 file/),
      expect.stringContaining('next:'),
    ]);
    expect(code).toBe(3);
  });

  it('does not stop a batch with --no-check, or one that has its results', async () => {
    write('a.out', ['A']);
    const batch = batchOf('A, Bb');
    expect((await ballastAsUsed(['run', batch])).code).toBe(3);
    const first = await ballastAsUsed(['run', batch, '--no-check']);
    expect([first.code, readTable(path.join(place.out, 'tables', 't.csv'))]).toEqual([
      1,
      [expect.objectContaining({ A_max: '1', Bb_max: '' })],
    ]);
    const again = await ballastAsUsed(['run', batch]);
    expect(again.stderr).not.toContain('COLUMNS_NOT_FOUND');
    expect((await ballastAsUsed(['resume', place.out])).stderr).not.toContain('COLUMNS_NOT_FOUND');
    expect((await ballastAsUsed(['run', batch, '--fresh'])).code).toBe(3);
    const other = await ballastAsUsed(['run', batchOf('A, Bb, Cc')]);
    expect(other.stderr).toContain('  Cc: in none of 1 file');
    expect(other.stderr).not.toContain('Bb: in none');
  });

  it('is a warning if some files have it, and inputs that cannot be read keep their rows', async () => {
    write('a.out', ['A', 'B']);
    write('b.out', ['A']);
    writeFileSync(path.join(place.sims, 'c.out'), '');
    const { code, stderr } = await ballastAsUsed(['run', batchOf('A, B')]);
    expect(code).toBe(1);
    expect(stderr).toContain('B: 1 of 2 files does not have it (b.out)');
    expect(readTable(path.join(place.out, 'tables', 't.csv')).map(({ status }) => status)).toEqual([
      'succeeded',
      'incomplete',
      'failed',
    ]);
  });
});

describe.runIf(HAS_COMPILER)('a misspelt column of a batch of OrcaFlex', () => {
  it('is found in the first model under one licence, and gives way to a file that cannot be loaded', async () => {
    const library = await standInLibrary();
    await standInFiles(place.sims, ['--files', '3']);
    const orcaflex = (columns: string): string =>
      writeBatch(
        place.folder,
        `version: 1
reader: orcaflex
orcaflex: { library: ${quoted(library)} }
inputs: ./sims
output: ./out
tables: [{ name: t, layout: wide, columns: [${columns}] }]
`,
      );
    const wrong = orcaflex(
      '{ object: Line1, variable: Effective Tensoin, at: { end: A }, statistics: max }, { object: Lin1, variable: X, at: { end: A }, statistics: max }',
    );
    const { code, stderr } = await ballastAsUsed(['run', wrong]);
    expect(code).toBe(3);
    expect(stderr).toContain(
      'Line1 Effective Tensoin: in none of the 2 files looked at; did you mean Effective Tension?',
    );
    expect(stderr).toMatch(/Lin1 X: in none of the 2 files looked at; did you mean Line1/);
    expect(existsSync(place.out)).toBe(false);
    const right = orcaflex('{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: max }');
    expect((await ballastAsUsed(['run', right])).code).toBe(0);
    rmSync(place.out, { recursive: true });
  });
});
