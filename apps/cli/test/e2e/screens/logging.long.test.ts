import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

const batchText = (library: string): string => `version: 1
batch: logging
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)}, logging: memory }
tables:
  - name: long
    layout: long
    columns: [{ object: Line1, variable: "*", at: { end: B }, statistics: all }]
  - name: extremes
    layout: wide
    columns:
      - { object: Line1, variable: Effective Tension, at: { end: A }, statistics: [max], period: { stage: 1 } }
      - { kind: range-graph, object: Line2, variable: Effective Tension, statistics: [max, zMax] }
  - name: history
    layout: time-series
    columns: [{ object: Vessel1, variable: X }, { object: Vessel1, variable: Z }]
`;

interface ReportFile {
  readonly readBytes: number;
  readonly highWaterBytes: number;
  readonly loadSeconds: number;
  readonly computeSeconds: number;
}

/** The report's figures of a file with one logging, and the bytes of all tables. */
async function run(
  batch: string,
  logging: string,
): Promise<{ readonly files: readonly ReportFile[]; readonly tables: string; readonly effective: string }> {
  const out = path.join(path.dirname(batch), `out-${logging}`);
  const ended = await ballast(['run', batch, '--out', out, '--logging', logging, '--no-history', '--quiet']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const tables = path.join(out, 'tables');
  const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as { files: ReportFile[] };
  return {
    files: report.files,
    tables: readdirSync(tables)
      .toSorted()
      .map((name) => `${name}\n${readFileSync(path.join(tables, name), 'utf8')}`)
      .join('\n'),
    effective: readFileSync(path.join(out, 'batch.effective.yml'), 'utf8'),
  };
}

const MIB = 2 ** 20;

describe.runIf(HAS_COMPILER)('the logging of OrcaFlex simulations', () => {
  it('changes the memory and storage that a file needs, as the report shows, but no number', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const shape = ['--min', '48MB', '--memory-factor', '4'];
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '2', ...shape]);
    const batch = writeBatch(folder.path, batchText(library));
    const inMemory = await run(batch, 'default');
    const virtual = await run(batch, 'virtual');
    expect(virtual.tables).toBe(inMemory.tables);
    expect(inMemory.tables.split('\n').length).toBeGreaterThan(20_000);
    expect(virtual.effective).toContain('logging: virtual');
    for (const [i, file] of virtual.files.entries()) {
      const other = inMemory.files[i];
      // The log, four times, is not held; nothing is read ahead.
      expect((other?.highWaterBytes ?? 0) - file.highWaterBytes).toBeGreaterThan(60 * MIB);
      expect(file.readBytes).toBeLessThan(other?.readBytes ?? 0);
      for (const { loadSeconds, computeSeconds } of [file, other ?? file]) {
        expect(loadSeconds).toBeGreaterThan(0);
        expect(computeSeconds).toBeGreaterThan(0);
      }
    }
  });
});
