import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCollected } from './read-collected.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-collected-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(data: string | Uint8Array): string {
  const file = path.join(folder, 'part');
  writeFileSync(file, data);
  return file;
}

const PARQUET = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'x', data: [1.5, -0.1, null], type: 'DOUBLE' },
      { name: 'count', data: [1n, 2n ** 60n, 3n], type: 'INT64' },
      { name: 'name', data: ['a,b', 'ü', '1e3'], type: 'STRING' },
      { name: 'good', data: [true, false, true], type: 'BOOLEAN' },
    ],
  }),
);

describe('a small table of a task', () => {
  it('is CSV: numbers are those that give the same digits back', async () => {
    const read = await readCollected(fileWith('\ufeffa, b ,c\r\n1,007,\r\n-1.5e-7,x\r\n'));
    expect(read).toEqual({
      ok: true,
      rows: [
        { a: 1, b: '007', c: null },
        { a: -1.5e-7, b: 'x' },
      ],
    });
  });

  it('is Parquet, whatever its name: numbers stay numbers, and whole ones stay exact', async () => {
    expect(await readCollected(fileWith(PARQUET))).toEqual({
      ok: true,
      rows: [
        { x: 1.5, count: 1, name: 'a,b', good: 'true' },
        { x: -0.1, count: String(2n ** 60n), name: 'ü', good: 'false' },
        { x: null, count: 3, name: '1e3', good: 'true' },
      ],
    });
  });

  it.each([1, 4, 8, 30])('that lacks its last %d bytes is none', async (lost) => {
    const file = fileWith(PARQUET);
    truncateSync(file, PARQUET.length - lost);
    expect(await readCollected(file)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('it is not a table'),
    });
  });

  it('that is gone is none', async () => {
    expect(await readCollected(path.join(folder, 'gone'))).toMatchObject({ ok: false });
  });
});
