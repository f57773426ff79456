import type { Figures, TableStatus } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';
import { readNames, readNumbers, writeNames, writeNumbers } from './columns.ts';
import type { DrawnResults } from './drawn-results.ts';
import { ByteReader, ByteWriter } from './varint.ts';

const KIB = 1024;

/** What the page's script draws besides files and attempts. */
export type PageFigures = Pick<
  Figures,
  'series' | 'says' | 'lanes' | 'cores' | 'makespan' | 'sizes' | 'whatIf'
> & {
  readonly results: DrawnResults | null;
  readonly budget: number;
  readonly firstAdmission: number;
  readonly lastSettlement: number;
  readonly ratesKnown: boolean;
};

/** Columns of files; NaN for what is not known. Times in milliseconds, memory in bytes to the KiB. */
export interface FileColumns {
  readonly file: readonly string[];
  readonly status: readonly TableStatus[];
  readonly size: Float64Array;
  readonly attempts: Float64Array;
  readonly admittedAt: Float64Array;
  readonly settledAt: Float64Array;
  readonly computingAt: Float64Array;
  readonly waited: Float64Array;
  readonly loadTime: Float64Array;
  readonly computeTime: Float64Array;
  readonly expectedCompute: Float64Array;
  readonly highWater: Float64Array;
  readonly expectedMemory: Float64Array;
  readonly reservedAtStart: Float64Array;
  readonly lane: Float64Array;
}

/** Attempts that another one followed. */
export interface EarlierAttempts {
  readonly task: Float64Array;
  readonly lane: Float64Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly computingAt: Float64Array;
}

export interface PageData {
  readonly figures: PageFigures;
  readonly files: FileColumns;
  readonly attempts: EarlierAttempts;
}

/** The data of a page as bytes. Names are made safe to show: no control, direction or half characters are left in them. */
export function packFigures(figures: Figures, results: DrawnResults | null = null): Uint8Array {
  const to = new ByteWriter();
  const { tasks, attempts } = figures;
  to.text(JSON.stringify({ ...pageFigures(figures), results }));
  to.varint(tasks.file.length);
  writeNames(to, tasks.file.map(forTerminal));
  const statuses = [...new Set(tasks.status)];
  const places = new Map(statuses.map((status, i) => [status, i]));
  to.text(JSON.stringify(statuses));
  writeNumbers(
    to,
    tasks.status.map((status) => places.get(status) ?? 0),
  );
  writeNumbers(to, tasks.size);
  writeNumbers(to, tasks.attempts);
  writeNumbers(to, tasks.admittedAt);
  writeNumbers(to, tasks.settledAt, tasks.admittedAt);
  writeNumbers(to, tasks.computeTime);
  writeNumbers(to, tasks.computingAt, lessOf(tasks.settledAt, tasks.computeTime));
  writeNumbers(to, tasks.waited);
  writeNumbers(to, tasks.loadTime, lessOf(lessOf(tasks.computingAt, tasks.admittedAt), tasks.waited));
  writeNumbers(to, tasks.expectedCompute, tasks.computeTime);
  const highWater = inKib(tasks.highWater);
  const expected = inKib(tasks.expectedMemory);
  writeNumbers(to, highWater);
  writeNumbers(to, expected, highWater);
  writeNumbers(to, inKib(tasks.reservedAtStart), expected);
  writeNumbers(to, tasks.lane);
  to.varint(attempts.task.length);
  writeNumbers(to, attempts.task);
  writeNumbers(to, attempts.lane);
  writeNumbers(to, attempts.from);
  writeNumbers(to, attempts.until, attempts.from);
  writeNumbers(to, attempts.computingAt, attempts.from);
  return to.end();
}

/** Reads what `packFigures` wrote. */
export function unpackFigures(bytes: Uint8Array): PageData {
  const from = new ByteReader(bytes);
  const figures = JSON.parse(from.text()) as PageFigures;
  const count = from.varint();
  const file = readNames(from, count);
  const statuses = JSON.parse(from.text()) as TableStatus[];
  const status = Array.from(readNumbers(from, count), (place) => statuses[place] ?? 'not-run');
  const size = readNumbers(from, count);
  const attempts = readNumbers(from, count);
  const admittedAt = readNumbers(from, count);
  const settledAt = readNumbers(from, count, admittedAt);
  const computeTime = readNumbers(from, count);
  const computingAt = readNumbers(from, count, lessOf(settledAt, computeTime));
  const waited = readNumbers(from, count);
  const loadTime = readNumbers(from, count, lessOf(lessOf(computingAt, admittedAt), waited));
  const expectedCompute = readNumbers(from, count, computeTime);
  const highWater = readNumbers(from, count);
  const expectedMemory = readNumbers(from, count, highWater);
  const reservedAtStart = readNumbers(from, count, expectedMemory);
  const lane = readNumbers(from, count);
  for (const column of [highWater, expectedMemory, reservedAtStart]) inBytes(column);
  const times = { admittedAt, settledAt, computingAt, waited, loadTime, computeTime, expectedCompute };
  const memory = { highWater, expectedMemory, reservedAtStart };
  return {
    figures,
    files: { file, status, size, attempts, ...times, ...memory, lane },
    attempts: readAttempts(from),
  };
}

function readAttempts(from: ByteReader): EarlierAttempts {
  const count = from.varint();
  const task = readNumbers(from, count);
  const lane = readNumbers(from, count);
  const begun = readNumbers(from, count);
  const until = readNumbers(from, count, begun);
  return { task, lane, from: begun, until, computingAt: readNumbers(from, count, begun) };
}

function pageFigures(figures: Figures): Omit<PageFigures, 'results'> {
  const { series, says, lanes, cores, makespan, budget, batch, sizes, whatIf } = figures;
  const shown = Object.entries(says).map(([name, text]) => [name, forTerminal(text)]);
  return {
    series,
    says: Object.fromEntries(shown) as Figures['says'],
    lanes,
    cores,
    makespan,
    sizes,
    whatIf,
    budget: budget.memory,
    firstAdmission: batch.firstAdmission ?? 0,
    lastSettlement: batch.lastSettlement ?? 0,
    ratesKnown: series.read !== null,
  };
}

type Numbers = ArrayLike<number | null>;

/** What is left of one column after another: about what a third one has. NaN if one of them is not known. */
function lessOf(from: Numbers, less: Numbers): Float64Array {
  const left = new Float64Array(from.length);
  for (let i = 0; i < left.length; i += 1) {
    left[i] = Math.round(from[i] ?? Number.NaN) - Math.round(less[i] ?? Number.NaN);
  }
  return left;
}

function inKib(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) => (value === null ? null : Math.round(value / KIB)));
}

function inBytes(column: Float64Array): void {
  for (let i = 0; i < column.length; i += 1) column[i] = (column[i] ?? Number.NaN) * KIB;
}
