import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable } from '../support/run-ballast.ts';
import { ALL, mustOf, PRESENT, runField, WIDE } from './field-files.ts';

const place = placeOfEachTest();

describe.runIf(PRESENT)('files after public reports', () => {
  it('keep their names', async () => {
    const { cellEquals, wideHeader } = mustOf('k11') as {
      cellEquals: Record<string, string[]>;
      wideHeader: string[];
    };
    await runField(place, 'k11-minus', `${ALL}\n${WIDE}`);
    const names = readTable(path.join(place.out, 'tables', 'all.csv')).map(({ variable }) => variable);
    expect(names).toEqual(cellEquals.variable);
    expect(Object.keys(readTable(path.join(place.out, 'tables', 'wide.csv'))[0] ?? {})).toEqual(
      expect.arrayContaining(wideHeader),
    );
  });

  it('have time series with the same names whatever others there are', async () => {
    const series = '  - { name: g, layout: time-series, columns: [{ variable: "*" }] }';
    const tables = path.join(place.out, 'tables');
    const contents = (): Map<string, string> =>
      new Map(readdirSync(tables).map((name) => [name, readFileSync(path.join(tables, name), 'utf8')]));
    await runField(place, 'k12-stems', series);
    const before = contents();
    const stems = path.join(place.sims, 'k12-stems');
    cpSync(path.join(stems, 'dlc11'), path.join(stems, 'dlc01'), { recursive: true });
    await ballast(['run', path.join(place.folder, 'batch.yml')]);
    const after = contents();
    for (const [name, text] of before) if (name !== 'g_index.csv') expect(after.get(name)).toBe(text);
    expect(after.size).toBe(before.size + 1);
  });
});
