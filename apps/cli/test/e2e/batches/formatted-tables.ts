import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { ballast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';

/** Names of channels that a spreadsheet, XML or a reader of CSV could take for something else. */
const HOSTILE = ['=1+1', '@SUM(A1)', '<t>&amp;</t>', '_x0041_', 'a,"b";c', ']]>', '-2+3', 'µ°Å🌊'];

const BATCH = `reader: openfast
inputs: ./inputs
formats: [csv, xlsx, parquet]
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, tMax, mean] }], style: { foot: [mean] } }
  - { name: long, layout: long, columns: [{ variable: "*", statistics: all }] }
  - { name: series, layout: time-series, columns: ["*"] }
  - { name: counts, kind: rainflow, columns: ["*"] }
`;

interface FormattedTables {
  /** The output folder of a run with one worker. */
  root(): string;
  /** Runs the batch into another folder, and returns that. */
  run(out: string, ...args: readonly string[]): Promise<string>;
}

/** A batch whose tables are written in every format; run once for all tests of a file. */
export function formattedTables(): FormattedTables {
  const folder = temporaryFolder();
  let root = '';
  const run = async (out: string, ...args: readonly string[]): Promise<string> => {
    const made = path.join(folder.path, out);
    const batch = path.join(folder.path, 'batch.yml');
    const ended = await ballast(['run', batch, '--out', made, '--no-history', ...args]);
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    return made;
  };
  beforeAll(async () => {
    writeInputs(path.join(folder.path, 'inputs'), 6);
    writeBatch(folder.path, BATCH);
    root = await run('one', '--workers', '1');
  });
  afterAll(() => folder[Symbol.dispose]());
  return { root: () => root, run };
}

function writeInputs(inputs: string, files: number): void {
  mkdirSync(inputs);
  const long = new Date(Date.now() - 3_600_000);
  for (let number = 0; number < files; number += 1) {
    const rows = Array.from({ length: 300 }, (_, i) =>
      [i / 10, ...HOSTILE.map((_, channel) => (Math.sin(i * (channel + 1)) * (number + 1)) / 3)].join('\t'),
    );
    const file = path.join(inputs, `=case ${number}.out`);
    const units = HOSTILE.map((_, channel) => (channel % 2 === 0 ? '(kN-m)' : '(<=&>)'));
    writeFileSync(
      file,
      `${[['Time', ...HOSTILE].join('\t'), ['(s)', ...units].join('\t'), ...rows].join('\n')}\n`,
    );
    utimesSync(file, long, long);
  }
}
