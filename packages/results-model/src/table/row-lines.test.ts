import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemorySeries, ValueFile } from '../../test/memory-file.ts';
import { column, dataOf, link, range, rangeGraph, staticOf, styled, table } from '../../test/specs.ts';
import { extract } from '../plan/extract.ts';
import type { FileResult } from '../plan/file-result.ts';
import { planReads } from '../plan/plan-reads.ts';
import { WHOLE } from '../series/period.ts';
import { STATISTICS } from '../statistics/statistic.ts';
import { hasRowLines, ROW_MARK, rowLines, rowSpec } from './row-lines.ts';
import { type CsvStyle, csvLine } from './style/csv.ts';
import type { TableInput } from './style/table-header.ts';
import { createHeader, tableRows } from './table.ts';
import type { TableSpec } from './table-spec.ts';

const NAMES = ['Wave', '=cmd|x', 'a "b", c', 'Grüße', 'line\r\nbreak', '-React\u0000'];
const ANSWERS = {
  'Line1 Tension (static)': { kind: 'value', value: 5.25, unit: 'kN' },
  'Line1 Length': { kind: 'value', value: 'a;b', unit: 'm' },
  'Line1 Tension (range graph)': {
    kind: 'curves',
    unit: 'kN',
    curves: {
      arclengths: Float64Array.of(0, 2.5),
      ...{ min: Float64Array.of(1, -0), max: Float64Array.of(3, 1e21) },
      ...{ mean: Float64Array.of(2, Number.NaN), std: Float64Array.of(0.1, 0.2) },
    },
  },
} as const;

const value = fc.oneof(
  fc.double({ noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, Number.NaN),
);
const series: fc.Arbitrary<readonly MemorySeries[]> = fc.array(
  fc.record({
    variable: fc.constantFrom(...NAMES),
    values: fc.array(value, { minLength: 3, maxLength: 3 }),
    unit: fc.constantFrom('(m)', '', 'k;N'),
  }),
  { maxLength: 5 },
);

const period = fc.constantFrom(WHOLE, range(1, 2));
const ofSeries = fc
  .record({
    variable: fc.constantFrom(...NAMES, 'Absent', '*'),
    period,
    statistics: fc.subarray([...STATISTICS], { minLength: 1 }),
    reductions: fc.constantFrom([], [{ kind: 'absmax' } as const]),
  })
  .map(({ variable, ...more }) => column(variable, more));
const ofValues = fc.constantFrom(
  staticOf('Tension'),
  dataOf('Length'),
  dataOf('Nothing'),
  rangeGraph('Tension'),
);
const ofLinks = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES), period)
  .map(([driver, linked, of]) => link(driver, [linked], { period: of }));
const tables: fc.Arbitrary<TableSpec> = fc.oneof(
  fc
    .array(fc.oneof(ofSeries, ofValues), { minLength: 1, maxLength: 4 })
    .map((columns) => table('long', ...columns)),
  fc.array(ofLinks, { minLength: 1, maxLength: 3 }).map((columns) => table('linked', ...columns)),
  fc.constant(table('range-graph', rangeGraph('Tension', { statistics: [] }))),
);

const leading = fc.option(
  fc.subarray(
    (['status', 'file', 'path', 'stem', 'start-time', 'end-time', 'description'] as const).map((fact) => ({
      fact,
      header: `its ${fact}`,
    })),
  ),
);
const style = fc.record({
  leading,
  decimals: fc.constantFrom(null, 0, 3),
  onlyComplete: fc.boolean(),
});
const csv: fc.Arbitrary<CsvStyle> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    decimal: fc.constantFrom('.', ','),
    bom: fc.boolean(),
    digits: fc.constantFrom(null, 4),
  })
  .map((one) => ({ ...one, decimal: one.delimiter === ',' ? ('.' as const) : one.decimal }));
const judged = fc.record({
  file: fc.constantFrom('a.out', '=x.out', 'folder/b, c.out'),
  status: fc.constantFrom('succeeded', 'partial'),
  completeness: fc.constantFrom('complete', 'partial'),
  path: fc.constant('/sims/a.out'),
  stem: fc.constant('a'),
});

/** What stands on storage. */
const stored = (result: FileResult): FileResult => JSON.parse(JSON.stringify(result)) as FileResult;

/** The rows of an input as whoever writes the table makes them of its result. */
function madeThere(spec: TableSpec, input: TableInput): string {
  const rows = tableRows(createHeader(spec, planReads([spec])), input);
  return rows.map((cells) => csvLine(cells, spec.csv)).join('');
}

describe('the rows of a table that are made with a result', () => {
  it('have the same bytes as rows that are made where the table is written', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.info(`rows made with a result: seed ${seed}`);
    let used = 0;
    await fc.assert(
      fc.asyncProperty(tables, style, csv, series, judged, async (plain, look, text, file, input) => {
        const spec: TableSpec = { ...styled(plain, look), csv: text };
        expect(hasRowLines(spec)).toBe(true);
        const plan = planReads([spec]);
        const completeness = input.status === 'partial' ? 'partial' : 'complete';
        const read = await extract(new ValueFile(ANSWERS, file, { completeness }), plan);
        const lines = rowLines(rowSpec(spec), plan).textOf(read);
        const result = stored(read);
        const head = rowLines(spec, plan).headOf({ ...input, result });
        const shown =
          spec.style?.onlyComplete !== true || `${input.completeness}${completeness}` === 'completecomplete';
        expect(head !== null).toBe(shown);
        if (head === null) return;
        used += 1;
        expect(lines.replaceAll(ROW_MARK, head)).toBe(madeThere(spec, { ...input, result }));
      }),
      { seed, numRuns: 500 },
    );
    expect(used).toBeGreaterThan(100);
  });

  it('depend on what the table shows, not on its name', () => {
    const spec = styled(table('long', column('*')), { decimals: 2 });
    const same = { ...styled(spec, { decimals: 2, fileName: 'other' }), name: 'other' };
    expect(rowSpec(same)).toEqual(rowSpec(spec));
    expect(rowSpec(styled(spec, { decimals: 3 }))).not.toEqual(rowSpec(spec));
  });

  it.each<[string, TableSpec]>([
    ['has columns that depend on the results', table('wide', column('*'))],
    ['is also another format than CSV', { ...table('long', column('*')), formats: ['csv', 'parquet'] }],
    ['has rows below the inputs', styled(table('linked', link('A', ['B'])), { foot: ['max'] })],
    ['has a file for each input', table('time-series', column('A'))],
    [
      'has a fact about the input behind one about a column',
      styled(table('linked', link('A', ['B'])), {
        leading: [
          { fact: 'label', header: 'label' },
          { fact: 'file', header: 'file' },
        ],
      }),
    ],
  ])('are not made for a table that %s', (_, spec) => {
    expect(hasRowLines(spec)).toBe(false);
  });
});
