import { type Cell, printable } from '@ballast/results-model';
import {
  ByteWriter,
  type ColumnSource,
  type KeyValue,
  ParquetWriter,
  type SchemaElement,
} from 'hyparquet-writer';
import type { Sink, TableHead } from '../table-head.ts';
import type { ColumnKind } from './column-kinds.ts';

/** A Parquet file while it is written. */
export interface ParquetTable {
  row(cells: readonly Cell[]): void;
  end(): void;
}

/** Cells that are kept until they are written as a row group. */
const GROUP_CELLS = 1 << 19;
const FEWEST_ROWS = 16;

export interface ParquetHead extends TableHead {
  /** Of each column; a number in a column of text is written as text. */
  readonly kinds: readonly ColumnKind[];
}

/**
 * Numbers are doubles and texts strings with a dictionary, all nullable; NaN and infinities are null, as in every table.
 * Units are key-value metadata: `unit` of each column chunk, and `units` of the file, a JSON object by column. Rows are
 * kept until a row group is full. The same rows are the same bytes.
 */
export function createParquet(head: ParquetHead, sink: Sink): ParquetTable {
  const writer = flushing(sink);
  const file = new ParquetWriter({
    writer,
    schema: schemaOf(head),
    kvMetadata: unitsOf(head),
    createdBy: 'ballast',
  });
  const groupRows = Math.max(FEWEST_ROWS, Math.floor(GROUP_CELLS / Math.max(1, head.columns.length)));
  let columns = head.columns.map((): (string | number | null)[] => []);
  let rows = 0;
  const flush = (): void => {
    const full = columns;
    columns = head.columns.map(() => []);
    rows = 0;
    // It returns a promise only if the writer does.
    void file.write({ columnData: full.map((data, i) => sourceOf(head, i, data)), rowGroupSize: groupRows });
  };
  return {
    row: (cells) => {
      for (const [i, column] of columns.entries()) column.push(storedValue(cells[i] ?? null, head.kinds[i]));
      rows += 1;
      if (rows === groupRows) flush();
    },
    end: () => {
      if (rows > 0) flush();
      nameUnits(file, head);
      void file.finish();
    },
  };
}

function storedValue(cell: Cell, kind: ColumnKind | undefined): string | number | null {
  if (typeof cell === 'number' && !Number.isFinite(cell)) return null;
  if (kind !== 'text') return cell;
  return cell === null ? null : printable(String(cell));
}

function schemaOf({ columns, kinds }: ParquetHead): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map((name, i): SchemaElement => {
      const own = { name: printable(name), repetition_type: 'OPTIONAL' } as const;
      return kinds[i] === 'text'
        ? { ...own, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }
        : { ...own, type: 'DOUBLE' };
    }),
  ];
}

function sourceOf(
  { columns, kinds }: ParquetHead,
  i: number,
  data: (string | number | null)[],
): ColumnSource {
  // Measured values hardly ever repeat.
  const encoding = kinds[i] === 'text' ? 'RLE_DICTIONARY' : 'PLAIN';
  return { name: printable(columns[i] ?? ''), data, encoding };
}

function unitsOf({ columns, units }: ParquetHead): KeyValue[] {
  const known = columns.flatMap((name, i): [string, string][] => {
    const unit = units?.[i] ?? null;
    return unit === null ? [] : [[printable(name), printable(unit)]];
  });
  return known.length === 0 ? [] : [{ key: 'units', value: JSON.stringify(Object.fromEntries(known)) }];
}

function nameUnits({ row_groups: groups }: ParquetWriter, { units }: ParquetHead): void {
  for (const { columns } of groups) {
    for (const [i, { meta_data: about }] of columns.entries()) {
      const unit = units?.[i] ?? null;
      if (about !== undefined && unit !== null)
        about.key_value_metadata = [{ key: 'unit', value: printable(unit) }];
    }
  }
}

/** A writer that keeps one row group at a time. */
function flushing(sink: Sink): ByteWriter {
  const writer = new ByteWriter();
  const flush = (): void => {
    sink(writer.getBytes());
    writer.index = 0;
  };
  return Object.assign(writer, { flush, finish: flush });
}
