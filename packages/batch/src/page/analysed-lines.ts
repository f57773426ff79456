import { readFileSync, statSync } from 'node:fs';
import type { Cycles, Spectra } from '@ballast/reporting';
import { bareUnit, type FileResult, type ReadPlan } from '@ballast/results-model';
import { parse } from 'csv-parse/sync';
import type { KnownResult } from '../worker/results/known-result.ts';
import { samplesOf } from '../worker/results/samples-of.ts';

const MOST_SERIES = 4;
/** Files whose densities are drawn beside each other. */
const MOST_FILES = 6;
const MOST_LINES = 400;
/** A larger file of one input is not read for a drawing, in bytes. */
const MOST_BYTES = 4 << 20;
const BINS = 40;

/** A file with its result. */
export interface FileWithResult {
  readonly file: string;
  readonly known: KnownResult;
}

/** Densities of a few files, spread over all of them, as the tables have them. */
export function spectraOf(plan: ReadPlan, files: readonly FileWithResult[]): readonly Spectra[] {
  const found = new Map<string, { unit: string; lines: Spectra['lines'][number][] }>();
  const few = spread(files, MOST_FILES);
  for (const samples of plan.samples) {
    const { analysis, format = 'csv' } = samples;
    if (analysis?.kind !== 'spectrum' || format !== 'csv') continue;
    for (const { file, known } of few) {
      for (const [name, { unit, rows }] of seriesIn(samplesOf(known.file, samples), samples.csv)) {
        const own = found.get(name) ?? { unit, lines: [] };
        if (!found.has(name) && found.size >= MOST_SERIES) continue;
        found.set(name, own);
        own.lines.push({ file, ...densityOf(rows) });
      }
    }
  }
  return [...found].map(([name, { unit, lines }]) => ({
    name,
    unit: bareUnit(unit) === '' ? '' : `(${bareUnit(unit)})²/Hz`,
    lines,
  }));
}

function densityOf(rows: readonly (readonly number[])[]): Omit<Spectra['lines'][number], 'file'> {
  const every = Math.max(1, Math.ceil(rows.length / MOST_LINES));
  // The largest of each span, or a narrow peak would be lost.
  const frequency: number[] = [];
  const density: number[] = [];
  for (let i = 0; i < rows.length; i += every) {
    const span = rows.slice(i, i + every);
    const most = span.reduce((best, row) => ((row[1] ?? 0) > (best[1] ?? 0) ? row : best), span[0] ?? [0, 0]);
    frequency.push(most[0] ?? 0);
    density.push(most[1] ?? 0);
  }
  return { frequency, density };
}

interface SeriesRows {
  readonly unit: string;
  readonly rows: number[][];
}

/** The numbers of each series in a file of an analysis; nothing if it cannot be read. */
function seriesIn(file: string, style: ReadPlan['samples'][number]['csv']): ReadonlyMap<string, SeriesRows> {
  const found = new Map<string, SeriesRows>();
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? MOST_BYTES + 1) > MOST_BYTES) return found;
  const lines: string[][] = parse(readFileSync(file, 'utf8'), {
    bom: true,
    delimiter: style?.delimiter ?? ',',
    relax_column_count: true,
  });
  const decimal = style?.decimal ?? '.';
  for (const [name = '', unit = '', ...cells] of lines.slice(1)) {
    const known = found.get(name) ?? { unit, rows: [] };
    found.set(name, known);
    known.rows.push(cells.map((cell) => Number(decimal === '.' ? cell : cell.replace(decimal, '.'))));
  }
  return found;
}

/** Cycles by range, of all files with counts and of as many others as drawings need. */
export function cyclesOf(
  plan: ReadPlan,
  { files, counted }: { readonly files: readonly FileWithResult[]; readonly counted: CountedCycles },
): readonly Cycles[] {
  const found = new Map(counted.series);
  for (const samples of plan.samples) {
    const { analysis, format = 'csv' } = samples;
    if (analysis?.kind !== 'rainflow' || format !== 'csv') continue;
    for (const { known } of spread(files, 8 * MOST_FILES)) {
      for (const [name, { unit, rows }] of seriesIn(samplesOf(known.file, samples), samples.csv)) {
        addCycles(
          found,
          { name, unit },
          rows.map(([range = 0, , count = 0]) => [range, count]),
        );
      }
    }
  }
  return [...found].slice(0, MOST_SERIES).map(([name, { unit, files: number, cycles }]) => ({
    name,
    unit: bareUnit(unit),
    files: number,
    bins: binsOf(cycles),
  }));
}

/** Ranges with their counts. */
type RangeCounts = readonly (readonly [range: number, count: number])[];

interface SeriesCycles {
  readonly unit: string;
  files: number;
  readonly cycles: (readonly [range: number, count: number])[];
}

/** Counts by range that results have. */
export interface CountedCycles {
  readonly series: Map<string, SeriesCycles>;
  add(result: FileResult): void;
}

export function countedCycles(plan: ReadPlan): CountedCycles {
  const series = new Map<string, SeriesCycles>();
  const wanted = (plan.analyses ?? []).flatMap(({ analysis }, i) =>
    analysis.kind === 'rainflow' ? [i] : [],
  );
  return {
    series,
    add: (result) => {
      for (const position of wanted) {
        const ofSeries = new Map<string, { unit: string; counts: [number, number][] }>();
        for (const [name, unit, from, until, , , count] of result.analyses?.[position]?.rows ?? []) {
          const [low, high] = [Number(from ?? until ?? 0), Number(until ?? from ?? 0)];
          const known = ofSeries.get(String(name)) ?? { unit: String(unit ?? ''), counts: [] };
          ofSeries.set(String(name), known);
          known.counts.push([(low + high) / 2, Number(count ?? 0)]);
        }
        for (const [name, { unit, counts }] of ofSeries) addCycles(series, { name, unit }, counts);
      }
    },
  };
}

function addCycles(
  found: Map<string, SeriesCycles>,
  { name, unit }: { readonly name: string; readonly unit: string },
  counts: RangeCounts,
): void {
  if (!found.has(name) && found.size >= MOST_SERIES) return;
  const known = found.get(name) ?? { unit, files: 0, cycles: [] };
  found.set(name, known);
  known.files += 1;
  for (const one of counts) known.cycles.push(one);
}

function binsOf(cycles: RangeCounts): Cycles['bins'] {
  const most = cycles.reduce((largest, [range]) => Math.max(largest, range), 0) || 1;
  const counts = new Array<number>(BINS).fill(0);
  for (const [range, count] of cycles) {
    const bin = Math.min(BINS - 1, Math.floor((BINS * range) / most));
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return counts.map((count, i) => ({ from: (most * i) / BINS, until: (most * (i + 1)) / BINS, count }));
}

function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)]).filter(
    (item) => item !== undefined,
  );
}
