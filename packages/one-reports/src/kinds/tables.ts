import type { Kind } from './kind.ts';
import { javaNumber } from './number.ts';
import type { Channel, RowReader } from './row-reader.ts';
import { upperMedian } from './upper-median.ts';

interface Column extends Channel {
  /** Position in the line, from 0; `row` for the number of the row. */
  readonly field: number | 'row';
  /** What the word stands for; null for any other word. */
  readonly read?: (word: string) => number | null;
}

interface Table {
  readonly clock: Column;
  readonly columns: readonly Column[];
  /** Words of a line. */
  readonly words: readonly [least: number, most: number];
  readonly totals?: TotalsOf;
}

/** Sees every row, and returns the totals at the end. */
type TotalsOf = () => {
  readonly add: (values: ArrayLike<number>) => void;
  readonly all: () => Readonly<Record<string, number>>;
};

const TIME = { name: 'time', unit: '(s)', field: 0 } as const;

/** Of a row without this value: a message that was not delivered, or one that never expires. */
const unless =
  (absent: string) =>
  (word: string): number | null => {
    const value = word === absent ? Number.NaN : javaNumber(word);
    return value !== null && value < 0 && absent === UNDELIVERED ? Number.NaN : value;
  };
const UNDELIVERED = 'undelivered';
const yesOrNo = (word: string): number | null => (word === 'Y' ? 1 : word === 'N' ? 0 : null);

const delivered: TotalsOf = () => {
  const delays: number[] = [];
  const hops: number[] = [];
  let sum = 0;
  return {
    add: (values) => {
      hops.push(values[1] ?? Number.NaN);
      delays.push(values[2] ?? Number.NaN);
      sum += values[2] ?? Number.NaN;
    },
    all: () => ({
      delivered: delays.length,
      ...(delays.length === 0
        ? {}
        : {
            latency_avg: sum / delays.length,
            latency_med: upperMedian(delays),
            hopcount_med: upperMedian(hops),
          }),
    }),
  };
};

const rowsAs =
  (name: string): TotalsOf =>
  () => {
    let rows = 0;
    return {
      add: () => {
        rows += 1;
      },
      all: () => ({ [name]: rows }),
    };
  };

const contacts: TotalsOf = () => {
  let total = 0;
  return {
    add: (values) => {
      total += values[0] ?? 0;
    },
    all: () => ({ contacts: total }),
  };
};

const lastCounts: TotalsOf = () => {
  let last: Readonly<Record<string, number>> = {};
  return {
    add: (values) => {
      last = { created: values[0] ?? 0, delivered: values[1] ?? 0 };
    },
    all: () => last,
  };
};

const bins = (unit: string): Pick<Table, 'clock' | 'columns' | 'words'> => ({
  clock: { name: 'bin', unit, field: 0 },
  columns: [{ name: 'count', unit: '', field: 1 }],
  words: [2, 2],
});

export type TableKind = Exclude<
  Kind,
  'MessageStatsReport' | 'EventLogReport' | 'ConnectivityONEReport' | 'LocationSnapshotReport'
>;

const TABLES: Readonly<Record<TableKind, Table>> = {
  BufferOccupancyReport: {
    clock: TIME,
    columns: [
      { name: 'mean', unit: '(%)', field: 1 },
      { name: 'variance', unit: '(100 %^2)', field: 2 },
    ],
    words: [3, 3],
  },
  MessageDeliveryReport: {
    clock: TIME,
    columns: [
      { name: 'created', unit: '', field: 1 },
      { name: 'delivered', unit: '', field: 2 },
      { name: 'delivery_ratio', unit: '', field: 3 },
    ],
    words: [4, 4],
    totals: lastCounts,
  },
  TotalContactTimeReport: {
    clock: TIME,
    columns: [{ name: 'total_contact_time', unit: '(s)', field: 1 }],
    words: [2, 2],
  },
  DeliveredMessagesReport: {
    clock: TIME,
    columns: [
      { name: 'size', unit: '(B)', field: 2 },
      { name: 'hopcount', unit: '', field: 3 },
      { name: 'delay', unit: '(s)', field: 4 },
      { name: 'remaining_ttl', unit: '(min)', field: 7, sparse: true, read: unless('n/a') },
      { name: 'is_response', unit: '', field: 8, read: yesOrNo },
    ],
    words: [9, 10],
    totals: delivered,
  },
  CreatedMessagesReport: {
    clock: TIME,
    columns: [
      { name: 'size', unit: '(B)', field: 2 },
      { name: 'ttl', unit: '(min)', field: 5, sparse: true, read: unless('n/a') },
      { name: 'is_response', unit: '', field: 6, read: yesOrNo },
    ],
    words: [7, 8],
    totals: rowsAs('created'),
  },
  MessageDelayReport: {
    clock: { name: 'delay', unit: '(s)', field: 0 },
    columns: [{ name: 'cumulative_probability', unit: '', field: 1 }],
    words: [2, 2],
    totals: rowsAs('delivered'),
  },
  DistanceDelayReport: {
    clock: { name: 'message', unit: '', field: 'row' },
    columns: [
      { name: 'distance', unit: '(m)', field: 0 },
      { name: 'delay', unit: '(s)', field: 1, sparse: true, read: unless(UNDELIVERED) },
      { name: 'hops', unit: '', field: 2, sparse: true, read: unless(UNDELIVERED) },
    ],
    words: [4, 4],
  },
  ContactTimesReport: { ...bins('(s)'), totals: contacts },
  InterContactTimesReport: bins('(s)'),
  UniqueEncountersReport: {
    clock: { name: 'encounters', unit: '', field: 0 },
    columns: [{ name: 'hosts', unit: '', field: 1 }],
    words: [2, 2],
  },
  ContactsPerHourReport: {
    clock: { name: 'hour', unit: '(h)', field: 0 },
    columns: [{ name: 'contacts', unit: '', field: 1 }],
    words: [2, 2],
  },
};

export function isTable(kind: Kind): kind is TableKind {
  return Object.hasOwn(TABLES, kind);
}

/** A report with a row of words on each line, and comments that begin with `#`. */
export function tableRowReader(kind: TableKind): RowReader {
  const { clock, columns, words, totals } = TABLES[kind];
  const [least, most] = words;
  const sums = totals?.() ?? null;
  const values = new Float64Array(columns.length);
  let rows = 0;
  return {
    clock,
    channels: () => columns,
    take: (line, row) => {
      const text = line.trim();
      if (text === '' || text.startsWith('#')) return true;
      const found = text.split(/\s+/);
      if (found.length < least || found.length > most) return false;
      const time = fieldValue(clock, { words: found, row: rows });
      if (time === null || Number.isNaN(time)) return false;
      for (const [place, column] of columns.entries()) {
        const value = fieldValue(column, { words: found, row: rows });
        if (value === null) return false;
        values[place] = value;
      }
      rows += 1;
      sums?.add(values);
      row(time, values);
      return true;
    },
    end: () => undefined,
    totals: () => sums?.all() ?? {},
  };
}

function fieldValue(
  { field, read = javaNumber }: Column,
  { words, row }: { readonly words: readonly string[]; readonly row: number },
): number | null {
  return field === 'row' ? row : read(words[field] ?? '');
}
