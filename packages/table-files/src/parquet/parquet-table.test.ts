import { type Cell, printable } from '@ballast/results-model';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { type ColumnKind, columnKinds } from './column-kinds.ts';
import { createParquet, type ParquetHead } from './parquet-table.ts';

function written(head: ParquetHead, rows: Iterable<readonly Cell[]>): ArrayBuffer {
  const pieces: Buffer[] = [];
  const table = createParquet(head, (bytes) => pieces.push(Buffer.from(bytes)));
  for (const row of rows) table.row(row);
  table.end();
  const all = Buffer.concat(pieces);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.length) as ArrayBuffer;
}

async function readBack(file: ArrayBuffer, columns: readonly string[]): Promise<Cell[][]> {
  const rows = (await parquetReadObjects({ file })) as Record<string, Cell>[];
  return rows.map((row) => columns.map((column) => row[column] ?? null));
}

const HEAD: ParquetHead = {
  columns: ['file', 'max', 'note'],
  units: [null, 'kN', null],
  kinds: ['text', 'number', 'text'],
};

describe('a Parquet file', () => {
  it('holds the same numbers and texts, and null for an empty cell', async () => {
    const cell: Record<ColumnKind, fc.Arbitrary<Cell>> = {
      text: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.double())),
      number: fc.option(fc.double()),
    };
    const row = fc.tuple(cell.text, cell.number, cell.text);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        const expected = rows.map((cells) =>
          cells.map((one, i) => {
            if (one === null || (typeof one === 'number' && !Number.isFinite(one))) return null;
            return HEAD.kinds[i] === 'text' ? printable(String(one)) : one;
          }),
        );
        expect(await readBack(written(HEAD, rows), HEAD.columns)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('names the units of its columns, and of all of them at once', () => {
    const { key_value_metadata: all, row_groups: groups } = parquetMetadata(written(HEAD, [['a', 1, null]]));
    expect(all).toContainEqual({ key: 'units', value: '{"max":"kN"}' });
    const own = groups[0]?.columns.map(({ meta_data: about }) => about?.key_value_metadata ?? []);
    expect(own).toEqual([[], [{ key: 'unit', value: 'kN' }], []]);
  });

  it('has strings in dictionaries, doubles as they are, and rows in groups', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i): Cell[] => [`case ${i % 3}`, i / 3, null]);
    const file = written(HEAD, rows);
    const { row_groups: groups, num_rows: count, schema } = parquetMetadata(file);
    expect(count).toBe(200_000n);
    expect(groups.length).toBeGreaterThan(1);
    expect(groups[0]?.columns[0]?.meta_data?.encodings).toContain('RLE_DICTIONARY');
    expect(schema.slice(1).map(({ type }) => type)).toEqual(['BYTE_ARRAY', 'DOUBLE', 'BYTE_ARRAY']);
    expect(await readBack(file, HEAD.columns)).toEqual(rows);
  });

  it('is readable without rows', async () => {
    expect(await readBack(written(HEAD, []), HEAD.columns)).toEqual([]);
  });

  it('is the same bytes for the same rows', () => {
    const file = (): Buffer => Buffer.from(written(HEAD, [['a', 1, 'b']]));
    expect(file().equals(file())).toBe(true);
  });
});

describe('the kinds of columns', () => {
  it('are numbers unless a cell is text', () => {
    const kinds = columnKinds();
    kinds.add([1, 'a', null, null]);
    kinds.add(['b', 'c', 2, null]);
    expect(kinds.of(4)).toEqual(['text', 'text', 'number', 'number']);
  });
});
