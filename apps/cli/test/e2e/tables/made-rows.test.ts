import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, tool, writeBatch } from '../support/run-ballast.ts';

/** Tables whose rows workers make, and one whose rows they do not. */
const tables = (decimals: number): string => `tables:
  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }, { variable: NoSuchChannel, statistics: [max] }] }
  - name: styled
    layout: long
    style:
      decimals: ${decimals}
      onlyComplete: true
      leading: [{ fact: stem, header: case }, { fact: status, header: state }, { fact: end-time, header: until }]
    columns: [{ variable: "*", statistics: [mean, std], period: [2, 20] }]
  - name: links
    layout: linked
    columns: [{ kind: linked, variable: TwrBsMyt, linked: [PtfmSurge, TwrBsMyt], period: [2, 30] }]
  - { name: parts, kind: windows, length: 10, statistics: [max], columns: [PtfmSurge] }
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max] }] }
`;

const place = placeOfAllTests();

/** Runs a batch with these tables; `formats`: a table that is also a workbook gets its rows when all files are read. */
async function run(
  out: string,
  {
    decimals = 3,
    formats = 'csv',
    workers = 2,
  }: { decimals?: number; formats?: string; workers?: number } = {},
): Promise<Record<string, string>> {
  const own = path.join(place.folder, out);
  const text = `reader: openfast\ninputs: ./sims\noutput: ./${out}\nformats: [${formats}]\n${tables(decimals)}`;
  const batch = writeBatch(place.folder, text);
  const ended = await ballast(['run', batch, '--no-history', '--workers', String(workers)]);
  expect(ended, ended.stderr).toMatchObject({ code: 1 });
  const made = Object.entries(tablesOf(own)).filter(([name]) => name.endsWith('.csv'));
  return Object.fromEntries(made);
}

/** Workers wait for files that are being written. */
function makeOld(): void {
  for (const name of readdirSync(place.sims)) utimesSync(path.join(place.sims, name), 1e9, 1e9);
}

describe('rows that workers make with their results', () => {
  beforeAll(async () => {
    const { sims } = place;
    await tool('openfast-files', ['--out', sims, '--files', '9', '--channels', '40', '--rows', '401']);
    const [cut = ''] = readdirSync(sims).toSorted();
    truncateSync(path.join(sims, cut), 20_000);
    writeFileSync(path.join(sims, 'broken.outb'), 'not a result');
    makeOld();
  });

  it('give the same tables as rows that are made at the end, for any number of workers', async () => {
    const expected = await run('at-the-end', { formats: 'csv, xlsx', workers: 1 });
    expect(Object.keys(expected)).toHaveLength(6);
    expect(expected['all.csv']?.split('\r\n').length).toBeGreaterThan(8 * 40);
    for (const workers of [1, 2, 7]) expect(await run(`by-${workers}`, { workers })).toEqual(expected);
    const results = path.join(place.folder, 'by-1', '.ballast', 'results');
    const contents = readdirSync(results).map((name) => readFileSync(path.join(results, name), 'latin1'));
    // Without its first cells: whoever writes the table knows those.
    const [row = ''] = /(?<=,incomplete,).*\r\n$/.exec(expected['links.csv'] ?? '') ?? [];
    expect(contents.some((content) => row !== '' && content.includes(`\u0000${row}`))).toBe(true);
  });

  it('give the same tables when the batch runs again with other inputs and another look', async () => {
    const { sims } = place;
    const names = readdirSync(sims).toSorted();
    rmSync(path.join(sims, names[3] ?? ''));
    truncateSync(path.join(sims, names[5] ?? ''), 10_000);
    makeOld();
    expect(await run('by-2')).toEqual(await run('fresh', { formats: 'csv, xlsx' }));
    expect(await run('by-2', { decimals: 1 })).toEqual(await run('fresh', { decimals: 1 }));
    rmSync(path.join(place.folder, 'by-2', 'tables', 'all.csv'));
    expect(await run('by-2', { decimals: 1 })).toEqual(await run('newly', { decimals: 1 }));
  });
});
