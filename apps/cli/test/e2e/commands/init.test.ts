import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable } from '../support/run-ballast.ts';

const place = placeOfEachTest();

function write(name: string, channels: readonly string[]): void {
  mkdirSync(place.sims, { recursive: true });
  const lines = [
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map(() => '(kN)')].join('\t'),
    ...Array.from({ length: 5 }, (_, i) => [i.toFixed(4), ...channels.map(() => `${i}.0`)].join('\t')),
  ];
  writeFileSync(path.join(place.sims, name), `text\n\n${lines.join('\n')}\n`);
}

describe('init', () => {
  it('writes a batch file with the channels of the folder, which runs as it is', async () => {
    for (const name of ['a.out', 'b.out']) write(name, ['TwrBsMxt', 'RootMyb1', 'Other']);
    const file = path.join(place.sims, 'ballast.yml');
    const { code, stdout, stderr } = await ballast(['init', place.sims]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      `${file}: a batch of 2 files for reader openfast\n  next: look at its columns, then \`ballast run ${file}\`\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(
      [
        '# yaml-language-server: $schema=./ballast.schema.json',
        '# `ballast schema > ballast.schema.json` makes that file: editors then complete and check this one.',
        '# `ballast run` runs the batch, `ballast plan` predicts it. Paths count from the folder of this file.',
        'version: 1',
        'reader: openfast',
        '',
        '# 2 files when this was written; a pattern with ! in front excludes.',
        'inputs:',
        '  directory: .',
        '  include: ["**/*.out"]',
        '',
        '# Tables, journal and report. The same batch again reads only what has changed.',
        'output: "./ballast-out"',
        '',
        'tables:',
        '  - name: statistics',
        '    # wide: a row for each file. long: a row for each file and channel.',
        '    layout: wide',
        '    # Also tMin, tMax, rms, skew, kurt, quantiles such as p99, and { del: { m: [4, 10] } } for equivalent loads.',
        '    statistics: [min, max, mean, std]',
        '    # period: [60, null]   # seconds; without the first minute',
        '    # Patterns are allowed: "Twr*", "Root*[123]", and "!Time" to leave something out. "*" is everything.',
        '    columns:',
        '      - "TwrBsMxt"   # (kN)',
        '      - "RootMyb1"   # (kN)',
        '    # The files also have:',
        '    #   Other',
        '',
      ].join('\n'),
    );
    expect((await ballast(['run', file])).code).toBe(0);
    const [row] = readTable(path.join(place.sims, 'ballast-out', 'tables', 'statistics.csv'));
    expect(row).toMatchObject({ TwrBsMxt_max: '4', RootMyb1_mean: '2' });
  });

  it('never changes a file that exists, and needs results to write one', async () => {
    write('a.out', ['A']);
    const file = path.join(place.sims, 'ballast.yml');
    writeFileSync(file, 'mine');
    const { code, stderr } = await ballast(['init', place.sims, '--yes']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('BATCH_FILE_EXISTS')]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    mkdirSync(place.out);
    expect((await ballast(['init', place.out])).stderr).toContain('NO_INPUTS');
    expect((await ballast(['init', path.join(place.folder, 'nowhere')])).stderr).toContain(
      'INPUT_FOLDER_MISSING',
    );
  });
});
