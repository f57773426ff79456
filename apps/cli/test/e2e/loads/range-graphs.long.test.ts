import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import {
  closedForm,
  HAS_COMPILER,
  type StandInFile,
  standInFiles,
  standInLibrary,
} from '../support/stand-in.ts';
import { csvFiles } from '../tables/digitalmodel-fixture.ts';

type Row = Record<string, string>;

const TENSION = '{ kind: range-graph, object: Line1, variable: Effective Tension }';

const batchText = (library: string): string => `version: 1
batch: along
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: figures, layout: wide, columns: [{ ${TENSION.slice(2, -2)}, statistics: [max, zMax, mean] }] }
  - name: graphs
    layout: range-graph
    columns:
      - ${TENSION}
      - { kind: range-graph, object: Line2, variable: Bend Moment, along: [0, 60], label: bending, transform: { factor: -1 } }
  - { name: envelope, layout: range-envelope, columns: [${TENSION}] }
`;

const SIZE = ['--min', '20kB', '--max', '20kB', '--samples', '96', '--seed', '5'];

interface Form {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
}

/** What a variable of the stand-in's line has at a place: it grows by half along the line. */
function formAt(
  file: StandInFile,
  { object, variable }: { object: string; variable: string },
  arclength: number,
): Form {
  const line = file.objects.find(({ name }) => name === object);
  const series = line?.variables.find(({ name }) => name === variable)?.series;
  if (line === undefined || series === undefined) throw new Error(`no ${object} ${variable}`);
  const { min, max, mean, m2 } = closedForm(series, file.samples, 1 + (0.5 * arclength) / line.length);
  return { min, max, mean, std: Math.sqrt(m2) };
}

function expectNear(cell: string | undefined, expected: number): void {
  expect(Math.abs(Number(cell) - expected), `${cell}, expected ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  );
}

describe.runIf(HAS_COMPILER)('tables of range graphs', () => {
  it('have every point of every file, and one envelope, the same for one worker and for four', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const files = await standInFiles(sims, [...SIZE, '--files', '3']);
    writeFileSync(path.join(sims, 'z_broken.sim'), 'no simulation');
    const batch = writeBatch(folder.path, batchText(await standInLibrary()));
    const tables = path.join(folder.path, 'out', 'tables');
    const texts: Readonly<Record<string, string>>[] = [];
    for (const workers of ['1', '4']) {
      const ended = await ballast(['run', batch, '--workers', workers, '--fresh', '--no-history', '--quiet']);
      expect(ended.code).toBe(1);
      texts.push(csvFiles(tables, sims));
    }
    expect(texts[1]).toEqual(texts[0]);
    const graphs = readTable(path.join(tables, 'graphs.csv'));
    checkGraphs(graphs, files);
    checkEnvelope(readTable(path.join(tables, 'envelope.csv')), graphs);
    const [figures = {}] = readTable(path.join(tables, 'figures.csv'));
    const own = graphs.filter(
      ({ file, graph }) => file === files[0]?.file && graph === 'Line1_Effective Tension',
    );
    const top = own.reduce<Row>(
      (best, row) => (Number(row.max) > Number(best.max) ? row : best),
      own[0] ?? {},
    );
    expect([
      figures['Line1_Effective Tension_range_max'],
      figures['Line1_Effective Tension_range_zMax'],
    ]).toEqual([top.max, top.arclength]);
    const definitions = readTable(path.join(tables, 'definitions.csv'));
    expect(definitions.map(({ table }) => table)).toEqual(['graphs', 'envelope']);
  });

  it('are refused for columns of other kinds, and for a reader without them', async () => {
    using folder = temporaryFolder();
    const text = batchText('x').replace(`columns: [${TENSION}]`, 'columns: [{ object: Line1, variable: X }]');
    const ended = await ballast(['run', writeBatch(folder.path, text)]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain(
      'Expected columns of kind range-graph in a table of layout range-envelope',
    );
    const other = batchText('x')
      .replace('reader: orcaflex', 'reader: openfast')
      .replace(/^orcaflex:.*\n/m, '');
    const refused = await ballast(['run', writeBatch(folder.path, other)]);
    expect(refused.stderr).toContain('Expected series or linked with reader openfast');
  });
});

function checkGraphs(rows: readonly Row[], files: readonly StandInFile[]): void {
  for (const file of files) {
    const own = rows.filter((row) => row.file === file.file);
    const tension = own.filter(({ graph }) => graph === 'Line1_Effective Tension');
    expect(tension.length).toBeGreaterThan(5);
    for (const { arclength, unit, min, max, mean, std, upper } of tension) {
      const form = formAt(file, { object: 'Line1', variable: 'Effective Tension' }, Number(arclength));
      expect(unit).toBe('kN');
      expectNear(min, form.min);
      expectNear(max, form.max);
      expectNear(mean, form.mean);
      expectNear(std, form.std);
      expect(Number(upper)).toBeGreaterThan(0);
    }
    const bending = own.filter(({ graph }) => graph === 'bending');
    expect(bending.length).toBeGreaterThan(1);
    for (const { arclength, min, max } of bending) {
      expect(Number(arclength)).toBeLessThanOrEqual(60 + 1e-6);
      const form = formAt(file, { object: 'Line2', variable: 'Bend Moment' }, Number(arclength));
      expectNear(min, -form.max);
      expectNear(max, -form.min);
    }
  }
  const broken = rows.filter(({ file }) => file === 'z_broken.sim');
  expect(broken.map(({ status, graph, max }) => [status, graph, max])).toEqual([
    ['wrong-format', 'Line1_Effective Tension', ''],
    ['wrong-format', 'bending', ''],
  ]);
}

function checkEnvelope(rows: readonly Row[], graphs: readonly Row[]): void {
  const points = graphs.filter(({ graph, max }) => graph === 'Line1_Effective Tension' && max !== '');
  const places = [...new Set(points.map(({ arclength }) => arclength))];
  expect(rows.map(({ arclength }) => Number(arclength))).toEqual(
    places.map(Number).toSorted((a, b) => a - b),
  );
  for (const row of rows) {
    const own = points.filter(({ arclength }) => arclength === row.arclength);
    const numbers = (name: string): number[] => own.map((point) => Number(point[name]));
    expect(row.files).toBe(`${own.length}`);
    expect([row.min, row.max].map(Number)).toEqual([
      Math.min(...numbers('min')),
      Math.max(...numbers('max')),
    ]);
    expect(row.maxFile).toBe(own[numbers('max').indexOf(Number(row.max))]?.file);
    expectNear(row.mean, numbers('mean').reduce((sum, value) => sum + value, 0) / own.length);
    expect(Number(row.upper)).toBe(Math.min(...numbers('upper')));
  }
}

const DIGITALMODEL = `basename: orcaflex_post_process
orcaflex:
  postprocess:
    RangeGraph: { flag: True }
    time_series: { flag: True, csv_decimal: 3, histogram: True }
    rain_flow: { bins: 4, range: [0, 8000] }
RangeGraph:
  - { ObjectName: Line1, Variable: Effective Tension, SimulationPeriod: WholeSimulation, AdditionalData: [Max] }
  - { ObjectName: Line1, Variable: Bend Moment, ArcLength: [0, 50], Label: bending }
time_series_settings:
  groups:
    - Label: lines
      Columns: [{ ObjectName: Line1, Variable: Effective Tension, objectExtra: [End A], Label: T }]
file_management: { input_directory: sims, output_directory: csv }
`;

describe.runIf(HAS_COMPILER)('a digitalmodel configuration with range graphs and rainflow counts', () => {
  it('gives a table of points, an envelope and counts, and names them in its record', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    mkdirSync(sims);
    const files = await standInFiles(sims, [...SIZE, '--files', '2']);
    const config = path.join(folder.path, 'graphs.yml');
    writeFileSync(config, DIGITALMODEL);
    const library = `orcaflex.library=${JSON.stringify(await standInLibrary())}`;
    const ended = await ballast(['run', config, '--set', library, '--no-history']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).not.toContain('no equivalent');
    const csv = path.join(folder.path, 'csv');
    const rows = readTable(path.join(csv, 'graphs_RangeGraph.csv'));
    expect(Object.keys(rows[0] ?? {}).slice(0, 6)).toEqual([
      'fe_filename',
      'fe_filename_stem',
      'run_status',
      'graph',
      'unit',
      'arclength',
    ]);
    for (const { fe_filename_stem: stem, graph, arclength, max } of rows) {
      const file = files.find((one) => path.parse(one.file).name === stem);
      if (file === undefined || graph !== 'Line1_Effective Tension') continue;
      const form = formAt(file, { object: 'Line1', variable: 'Effective Tension' }, Number(arclength));
      expect(Math.abs(Number(max) - form.max)).toBeLessThan(1e-5);
    }
    expect(new Set(rows.map(({ graph }) => graph))).toEqual(new Set(['Line1_Effective Tension', 'bending']));
    const envelope = readTable(path.join(csv, 'graphs_RangeGraph_envelope.csv'));
    expect(envelope.every((row) => row.files === '2')).toBe(true);
    const counts = readTable(path.join(csv, 'graphs_lines_rain_flow.csv'));
    expect(counts.length).toBeGreaterThan(0);
    for (const { series, rangeFrom } of counts) {
      expect(series).toBe('T');
      expect(['', '0', '2000', '4000', '6000', '8000']).toContain(rangeFrom);
    }
    const record = readFileSync(path.join(csv, 'graphs.yml'), 'utf8');
    expect(record).toMatch(/RangeGraph:\n\s+groups:[\s\S]*graphs_RangeGraph_envelope\.csv/);
    expect(record).toMatch(/rain_flow:\n\s+groups:[\s\S]*graphs_lines_rain_flow\.csv/);
  });
});
