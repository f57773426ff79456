import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { outb } from '../../test/support/outb.ts';
import { noted } from '../../test/support/paced.ts';
import { InputFile } from '../files/input-file.ts';
import { type BinaryHeader, parseHeader } from './header.ts';
import { loadRows, streamRows } from './packed-rows.ts';

const folder = new Folder();
afterAll(() => folder.remove());

function made(fileId: number): { open: () => InputFile; header: BinaryHeader } {
  const rows = Array.from({ length: 11 }, (_, row) => [row, -row, 100 * row]);
  const times = fileId === 1 ? rows.map((_, row) => 7 * row) : [];
  // An odd length puts the data at an odd position.
  const bytes = outb({ fileId, rows, times, clock: [1, 1], description: 'odd' });
  const path = folder.write(`rows-${fileId}.outb`, bytes);
  const parsed = parseHeader(bytes, { path, size: bytes.length });
  if ('need' in parsed) throw new Error('a whole header was expected');
  return { open: () => InputFile.open(path), header: parsed.header };
}

describe('rows', () => {
  it.each([1, 2, 3, 4])('of FileID %i are the same streamed as loaded', async (fileId) => {
    const { open, header } = made(fileId);
    const chunks: number[] = [];
    const control = noted(chunks);
    const loaded = await loadRows(open(), header, control);
    expect(chunks).toEqual(fileId === 1 ? [44, 66] : [11 * header.rowSize]);
    chunks.length = 0;
    const streamed = streamRows(open(), header, { control, most: 4 });
    for (const [first, count] of [
      [0, 4],
      [4, 4],
      [8, 3],
    ] as const) {
      const expected = await loaded.rows(first, count);
      const found = await streamed.rows(first, count);
      expect([...found.values]).toEqual([...expected.values]);
      expect(found.times).toEqual(expected.times);
      expect(found.values[0]).toBe(first);
    }
    expect(chunks.reduce((sum, bytes) => sum + bytes, 0)).toBe(11 * header.rowSize + header.timeSize);
    streamed.close();
    loaded.close();
  });
});
