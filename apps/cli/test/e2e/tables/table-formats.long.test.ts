import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formattedTables } from '../batches/formatted-tables.ts';
import { ballast } from '../support/run-ballast.ts';

const tables = formattedTables();

describe('the files of all formats', () => {
  it('are the same bytes for any number of workers', async () => {
    const root = tables.root();
    const four = await tables.run('four', '--workers', '4');
    const names = readdirSync(path.join(root, 'tables'));
    expect(names.filter((name) => !name.endsWith('.csv'))).toHaveLength(27);
    expect(readdirSync(path.join(four, 'tables'))).toEqual(names);
    for (const name of names) {
      const [a, b] = [root, four].map((of) => readFileSync(path.join(of, 'tables', name)));
      expect(a?.equals(b ?? Buffer.alloc(0)), name).toBe(true);
    }
  });

  it('are verified and made again like every table', async () => {
    const root = tables.root();
    const places = ['wide.parquet', 'batch.xlsx', '=case 0_series.parquet'].map((name) =>
      path.join(root, 'tables', name),
    );
    const before = places.map((file) => readFileSync(file));
    for (const file of places) writeFileSync(file, 'changed');
    const verified = await ballast(['verify', root]);
    expect(verified.code).toBe(1);
    for (const file of places) expect(verified.stdout + verified.stderr).toContain(path.basename(file));
    expect(await ballast(['resume', root, '--repair'])).toMatchObject({ code: 0 });
    for (const [i, file] of places.entries())
      expect(readFileSync(file).equals(before[i] ?? Buffer.alloc(0))).toBe(true);
  });
});
