import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CaseTable,
  createHeader,
  extract,
  planReads,
  type Reduction,
  type SeriesColumn,
  type TableSpec,
  UNPACED,
  WHOLE,
} from '@ballast/results-model';
import { expect } from 'vitest';
import { openfast } from '../../src/index.ts';
import { outb } from '../support/outb.ts';
import { at, expectClose, listAt } from './close.ts';
import { del, reduced } from './fatigue-details.ts';
import { DATA, seriesOf } from './oracles.ts';

interface Case {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<string, string | number | null>>;

function column(variable: string, reductions: readonly Reduction[] = []): SeriesColumn {
  const plain = {
    kind: 'series',
    object: null,
    at: null,
    period: WHOLE,
    label: null,
    transform: null,
  } as const;
  return { ...plain, variable, statistics: [], reductions };
}

/** The rows of a table over load cases of real files. */
async function caseRows(
  table: CaseTable,
  columns: readonly SeriesColumn[],
  cases: readonly Case[],
): Promise<Row[]> {
  const names = Object.keys(cases[0]?.values ?? {});
  const spec: TableSpec = {
    name: 'cases',
    layout: 'cases',
    columns,
    cases: { table, columns: names, channels: [] },
  };
  const plan = planReads([spec]);
  const header = createHeader(spec, plan);
  for (const { path, values } of cases) {
    const file = await openfast.open(path, UNPACED);
    const result = await extract(file, plan);
    file.close();
    header.rows({
      file: path.slice(path.lastIndexOf('/') + 1),
      status: 'succeeded',
      result,
      caseValues: values,
    });
  }
  return header
    .foot()
    .map((cells) => Object.fromEntries(header.columns.map((name, i) => [name, cells[i] ?? null])));
}

/** Lifetime loads from files of one range each, whose equivalent loads are the given ones. */
export async function checkLifetime(expected: unknown, folder: string): Promise<void> {
  const listed = (expected as { cases: unknown[] }).cases.map((_, i) => listAt(expected, 'cases', i));
  const scale = at(expected, 'weibull', 'A');
  const shape = at(expected, 'weibull', 'k');
  const edges = listAt(expected, 'edges');
  const [years, cycles] = [at(expected, 'years'), at(expected, 'nref')];
  const width = (edges[1] ?? 0) - (edges[0] ?? 0);
  const bins = { width, centre: (edges[0] ?? 0) + width / 2 };
  for (const m of [4, 10]) {
    const of = (key: string): number => at(expected, `m${m}`, key);
    const cases = listed.map(([wind = 0, load = 0, duration = 0], i): Case => {
      const path = join(folder, `m${m}-${i}.outb`);
      const range = load * (2 * duration) ** (1 / m);
      const names = { names: ['Time', 'My'], units: ['(s)', '(kN-m)'] };
      writeFileSync(path, outb({ fileId: 3, ...names, rows: [[0], [range]], clock: [0, duration] }));
      return { path, values: { ws: `${wind}` } };
    });
    const climate = { kind: 'weibull', scale, shape } as const;
    const table = { kind: 'lifetime', by: 'ws', bins, climate, availability: null, years } as const;
    const columns = [column('My', [del(m), { kind: 'duration' }])];
    const lifetime = async (more: { normalise: boolean; cycles: number | null }): Promise<Row> =>
      (await caseRows({ ...table, ...more }, columns, cases))[0] ?? {};
    const plain = await lifetime({ normalise: false, cycles: null });
    expectClose(Number(plain.lifetime), of('lifetime1Hz'), `m ${m}`);
    expectClose(Number(plain.covered), of('pTotal'), `m ${m} covered`);
    expectClose(
      Number((await lifetime({ normalise: true, cycles: null })).lifetime),
      of('normalised'),
      `m ${m}`,
    );
    expectClose(Number((await lifetime({ normalise: false, cycles })).lifetime), of('atNref'), `m ${m}`);
    // The mean of loads instead of damage, as other programs have it.
    const shares = listAt(expected, `m${m}`, 'p');
    const linear = shares.reduce((sum, share, bin) => {
      const own = listed.filter(([wind = 0]) => wind >= (edges[bin] ?? 0) && wind < (edges[bin + 1] ?? 0));
      return sum + share * (own.reduce((total, [, load = 0]) => total + load, 0) / own.length);
    }, 0);
    expectClose(linear / of('pTotal'), of('linearMeanOfDels'), `m ${m} linear`);
    expectClose(
      shares.reduce((sum, share) => sum + share, 0),
      of('pTotal'),
      `m ${m} shares`,
    );
    for (const [bin, share] of shares.entries()) {
      const [a, b] = [edges[bin] ?? 0, edges[bin + 1] ?? 0].map((x) => Math.exp(-((x / scale) ** shape)));
      expectClose((a ?? 0) - (b ?? 0), share, `m ${m} share ${bin}`);
    }
  }
}

/** The governing file of each end of five channels, after safety factors by file. */
export async function checkUltimate(expected: unknown): Promise<void> {
  const rows = expected as { channel: string; extreme: string; file: string; contemporaneous: object }[];
  const channels = [...new Set(rows.map(({ channel }) => channel))];
  const factors = new Map(rows.map((row, i) => [row.file, at(rows, i, 'factor')]));
  const cases = [...factors]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([file, factor]): Case => ({
        path: join(DATA, 'openfast', file),
        values: { file, psf: `${factor}` },
      }),
    );
  const table: CaseTable = { kind: 'ultimate', over: ['file'], characteristic: 'worst', factor: 'psf' };
  const found = await caseRows(
    table,
    channels.map((name) => column(name)),
    cases,
  );
  expect(found).toHaveLength(rows.length);
  for (const [i, { channel, extreme, file }] of rows.entries()) {
    const row = found.find(({ series, end }) => series === channel && end === extreme);
    expect(row?.file).toBe(file);
    expect(row?.factor).toBe(at(rows, i, 'factor'));
    expectClose(Number(row?.value), at(rows, i, 'value'), `${channel} ${extreme}`);
    expectClose(Number(row?.time), at(rows, i, 'time'), `${channel} ${extreme} time`);
    for (const other of channels)
      expectClose(
        Number(row?.[`at_${other}`]),
        at(rows, i, 'contemporaneous', other),
        `${channel} ${extreme} ${other}`,
      );
  }
}

/** The component of two channels in each direction. */
export async function checkRose(expected: unknown): Promise<void> {
  const { file, x, y, directions } = expected as Record<'file' | 'x' | 'y', string> & {
    directions: object[];
  };
  const [along, across] = [await seriesOf(`${file}::${x}`), await seriesOf(`${file}::${y}`)];
  const component = (degrees: number): Float64Array => {
    const angle = (degrees * Math.PI) / 180;
    return along.values.map(
      (value, i) => value * Math.cos(angle) + (across.values[i] ?? 0) * Math.sin(angle),
    );
  };
  const size = along.values.map((value, i) => Math.hypot(value, across.values[i] ?? 0));
  expectClose(Math.max(...size), at(expected, 'magnitude', 'max'), 'largest magnitude');
  expectClose(
    size.reduce((sum, value) => sum + value, 0) / size.length,
    at(expected, 'magnitude', 'mean'),
    'mean',
  );
  const check = (of: (key: string) => number): void => {
    const values = component(of('angle'));
    expectClose(Math.max(...values), of('max'), 'largest');
    expectClose(Math.min(...values), of('min'), 'smallest');
    expectClose(reduced({ times: along.times, values }, [del(4)])[0], of('del4'), 'load');
  };
  for (const i of directions.keys()) check((key) => at(directions, i, key));
  check((key) => at(expected, 'largestDel4', key));
}
