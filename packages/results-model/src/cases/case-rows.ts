import { type Reduction, reductionLabel } from '../reduction/reduction.ts';
import { ColumnUnits } from '../table/columns/column-units.ts';
import type { Cell } from '../table/style/csv.ts';
import { binEdges, binOf, spreadOf } from './bins.ts';
import type { CaseColumn, CaseFile, RequestedColumn } from './case-file.ts';
import type { CaseTable } from './case-table.ts';
import { atCycles, lifetimeDamage, lifetimeLoad } from './lifetime.ts';
import { type FileExtreme, governingCase } from './ultimate.ts';
import { HOURS_PER_YEAR, type Weights, weightsOf } from './weights.ts';

type Of<Kind extends CaseTable['kind']> = Extract<CaseTable, { kind: Kind }>;

/** Columns of the table, without those about an input. */
export function caseColumns(table: CaseTable, requested: readonly RequestedColumn[]): string[] {
  switch (table.kind) {
    case 'cases':
      return [];
    case 'bins':
      return ['bin', 'from', 'to', 'figure', 'unit', 'n', 'mean', 'min', 'max', 'spread'];
    case 'seeds':
      return [...table.over, 'figure', 'unit', 'n', 'mean', 'min', 'max', 'std'];
    case 'ultimate': {
      const about = ['series', 'unit', 'end', 'value', 'characteristic', 'factor', ...table.over];
      const seed = ['seeds', 'file', 'fileValue', 'time'];
      return [...about, ...seed, ...requested.map(({ label }) => `at_${label}`)];
    }
    case 'lifetime':
      return ['figure', 'unit', 'lifetime', 'cycles', 'years', 'covered', 'files'];
    case 'aep':
      return ['series', 'unit', 'mean', 'perYear', 'covered', 'files'];
  }
}

/** The rows over all files; those without a case, or without a number, take no part. */
export function caseRows(
  table: CaseTable,
  requested: readonly RequestedColumn[],
  files: readonly CaseFile[],
): Cell[][] {
  const known = withoutMixedUnits(files.filter(isKnown));
  switch (table.kind) {
    case 'cases':
      return [];
    case 'bins':
      return binRows(table, requested, known);
    case 'seeds':
      return seedRows(table, requested, known);
    case 'ultimate':
      return ultimateRows(table, requested, known);
    case 'lifetime':
      return lifetimeRows(table, requested, known);
    case 'aep':
      return energyRows(table, requested, known);
  }
}

interface KnownFile extends CaseFile {
  readonly values: NonNullable<CaseFile['values']>;
  readonly columns: NonNullable<CaseFile['columns']>;
}

function isKnown(file: CaseFile): file is KnownFile {
  return file.values !== null && file.columns !== null;
}

/** No number is true of values in different units: such columns keep none. */
function withoutMixedUnits(files: readonly KnownFile[]): KnownFile[] {
  const units: ColumnUnits = new ColumnUnits();
  for (const { columns } of files)
    units.add(columns.map(({ unit, statistics }) => (statistics === null ? null : unit)));
  return files.map((file) => ({
    ...file,
    columns: file.columns.map((column, i) =>
      units.differ(i)
        ? {
            ...column,
            unit: units.text(i),
            reduced: column.reduced.map(() => null),
            statistics: noNumbers(column),
            extremes: null,
          }
        : column,
    ),
  }));
}

/** Statistics of which only the number of samples is known. */
function noNumbers({ statistics }: CaseColumn): CaseColumn['statistics'] {
  if (statistics === null) return null;
  const names = Object.keys(statistics) as (keyof typeof statistics)[];
  return Object.fromEntries(
    names.map((name) => [name, name === 'n' ? statistics.n : null]),
  ) as unknown as typeof statistics;
}

interface Figure {
  readonly label: string;
  readonly column: number;
  readonly reduction: Reduction | null;
  readonly numberOf: (column: CaseColumn | undefined) => number | null;
}

function figuresOf(requested: readonly RequestedColumn[]): Figure[] {
  return requested.flatMap(({ label, statistics, reductions }, column): Figure[] => [
    ...statistics.map((name) => ({
      label: `${label}_${name}`,
      column,
      reduction: null,
      numberOf: (one: CaseColumn | undefined) => one?.statistics?.[name] ?? null,
    })),
    ...reductions.flatMap((reduction, i) =>
      reduction.kind === 'duration'
        ? []
        : [
            {
              label: `${label}_${reductionLabel(reduction)}`,
              column,
              reduction,
              numberOf: (one: CaseColumn | undefined) => one?.reduced[i] ?? null,
            },
          ],
    ),
  ]);
}

function unitOf(files: readonly KnownFile[], column: number): string {
  return files.find(({ columns }) => columns[column]?.statistics !== null)?.columns[column]?.unit ?? '';
}

function grouped<Key extends string | number>(
  files: readonly KnownFile[],
  keyOf: (file: KnownFile) => Key | null,
): [Key, KnownFile[]][] {
  const groups = new Map<Key, KnownFile[]>();
  for (const file of files) {
    const key = keyOf(file);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(file);
  }
  return [...groups];
}

function numberIn({ values }: KnownFile, column: string): number | null {
  const text = values[column];
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

function spreadCells(files: readonly KnownFile[], { column, numberOf, label }: Figure): Cell[] {
  const values = files.flatMap(({ columns }) => numberOf(columns[column]) ?? []);
  const spread = spreadOf(values);
  const cells =
    spread === null
      ? [0, null, null, null, null]
      : [spread.n, spread.mean, spread.min, spread.max, spread.std];
  return [label, unitOf(files, column), ...cells];
}

function binRows(
  { by, bins }: Of<'bins'>,
  requested: readonly RequestedColumn[],
  files: readonly KnownFile[],
): Cell[][] {
  const figures = figuresOf(requested);
  const groups = grouped(files, (file) => {
    const value = numberIn(file, by);
    return value === null ? null : binOf(value, bins);
  });
  return groups
    .sort(([a], [b]) => a - b)
    .flatMap(([bin, group]) => {
      const { from, to } = binEdges(bin, bins);
      return figures.map((figure) => [(from + to) / 2, from, to, ...spreadCells(group, figure)]);
    });
}

function seedRows(
  { over }: Of<'seeds'>,
  requested: readonly RequestedColumn[],
  files: readonly KnownFile[],
): Cell[][] {
  const figures = figuresOf(requested);
  return grouped(files, (file) => groupText(file, over)).flatMap(([, group]) => {
    const values = over.map((column) => group[0]?.values[column] ?? null);
    return figures.map((figure) => [...values, ...spreadCells(group, figure)]);
  });
}

function groupText({ values }: KnownFile, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => values[column] ?? null));
}

function ultimateRows(
  { over, characteristic, factor }: Of<'ultimate'>,
  requested: readonly RequestedColumn[],
  files: readonly KnownFile[],
): Cell[][] {
  return requested.flatMap(({ label }, column) =>
    (['max', 'min'] as const).map((end): Cell[] => {
      const extremes = files.flatMap((file) => extremeIn(file, { column, end, factor, over: over }));
      const governing = governingCase(extremes, end, characteristic);
      const unit = unitOf(files, column);
      if (governing === null)
        return [label, unit, end, ...new Array<Cell>(7 + over.length + requested.length).fill(null)];
      const { seed, seeds, factor: by } = governing;
      const values = over.map((name) => files.find(({ file }) => file === seed.file)?.values[name] ?? null);
      return [
        label,
        unit,
        end,
        governing.factored,
        governing.characteristic,
        by,
        ...values,
        seeds,
        seed.file,
        seed.value * by,
        seed.time,
        ...seed.others.map((value) => (value === null ? null : value * by)),
      ];
    }),
  );
}

interface OfFile {
  readonly column: number;
  readonly end: 'max' | 'min';
  readonly factor: string | null;
  readonly over: readonly string[];
}

/** A factor that is not a number would give a wrong load: the caller has checked it. */
function extremeIn(file: KnownFile, { column, end, factor, over }: OfFile): FileExtreme[] {
  const extreme = file.columns[column]?.extremes?.[end];
  const by = factor === null ? 1 : numberIn(file, factor);
  if (extreme === undefined || by === null) return [];
  return [{ file: file.file, group: groupText(file, over), factor: by, ...extreme }];
}

interface Weighted {
  readonly files: readonly KnownFile[];
  readonly durations: readonly number[];
  readonly weights: Weights;
}

function weighted(table: Of<'lifetime'> | Of<'aep'>, files: readonly KnownFile[]): Weighted {
  const used = files.flatMap((file) => {
    const by = numberIn(file, table.by);
    const { duration, values } = file;
    return by === null || duration === null || !(duration > 0) ? [] : [{ file, by, duration, values }];
  });
  return {
    files: used.map(({ file }) => file),
    durations: used.map(({ duration }) => duration),
    weights: weightsOf(used, table),
  };
}

function lifetimeRows(
  table: Of<'lifetime'>,
  requested: readonly RequestedColumn[],
  files: readonly KnownFile[],
): Cell[][] {
  const { files: used, durations, weights } = weighted(table, files);
  return figuresOf(requested).flatMap(({ label, column, reduction, numberOf }): Cell[][] => {
    const values = used.map(({ columns }) => numberOf(columns[column]));
    const rest = [table.years, weights.covered, used.length];
    if (reduction?.kind === 'damage') {
      const perFile = reduction.per === 'file';
      const damages = perFile ? values : values.map((value, i) => perDuration(value, durations[i] ?? 0));
      const damage = lifetimeDamage(damages, durations, { weights, ...table });
      return [[label, '', damage, null, ...rest]];
    }
    if (reduction?.kind !== 'del' || !('frequency' in reduction.reference)) return [];
    const { m, reference } = reduction;
    const load = lifetimeLoad(values, weights, { m, normalise: table.normalise });
    const { years, cycles } = table;
    const own =
      load === null || cycles === null
        ? load
        : atCycles(load, { m, frequency: reference.frequency, years, cycles });
    return [[label, unitOf(files, column), own, cycles, ...rest]];
  });
}

/** A year's damage as that of the file. */
function perDuration(damage: number | null, duration: number): number | null {
  return damage === null ? null : (damage * duration) / (HOURS_PER_YEAR * 3600);
}

function energyRows(
  table: Of<'aep'>,
  requested: readonly RequestedColumn[],
  files: readonly KnownFile[],
): Cell[][] {
  const { files: used, weights } = weighted(table, files);
  return requested.map(({ label }, column): Cell[] => {
    const means = used.map(({ columns }) => columns[column]?.statistics?.mean ?? null);
    const known = means.length > 0 && !means.includes(null);
    const mean = means.reduce<number>((sum, value, i) => sum + (weights.shares[i] ?? 0) * (value ?? 0), 0);
    const unit = unitOf(files, column);
    return [
      label,
      unit,
      known ? mean : null,
      known ? mean * HOURS_PER_YEAR : null,
      weights.covered,
      used.length,
    ];
  });
}
