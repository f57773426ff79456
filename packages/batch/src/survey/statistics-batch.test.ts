import path from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import type { Input } from '../inputs/list.ts';
import { statisticsBatch } from './statistics-batch.ts';

const input = (file: string): Input => ({
  file,
  path: path.resolve(file),
  size: 1,
  modified: 0,
  refused: null,
});

function made(files: readonly string[], more: Partial<Parameters<typeof statisticsBatch>[0]> = {}) {
  const wanted = { channels: [], statistics: ['max'], period: null, format: 'csv' as const, ...more };
  return statisticsBatch({ inputs: files.map(input), ...wanted }) as {
    inputs: { directory: string; include: string[] };
    tables: { layout: string; columns: unknown; statistics: unknown; period?: unknown }[];
  };
}

describe('the batch of a table of statistics', () => {
  it('has the files in their common folder, and a row for each of several', () => {
    const { inputs, tables } = made(['dlc/a/x.outb', 'dlc/b/c/y.out']);
    expect(inputs).toEqual({ directory: path.resolve('dlc'), include: ['a/x.outb', 'b/c/y.out'] });
    expect(tables[0]).toMatchObject({ layout: 'wide', columns: ['*'], statistics: ['max'] });
    expect(made(['x.out']).tables[0]?.layout).toBe('long');
  });

  it('takes names with special characters as they are', () => {
    const names = ['a[1].out', '!b.out', 'c{d,e}.out', 'f(g)+@h|.out', 'i?*.out'];
    const { inputs } = made(names.map((name) => `dlc/${name}`));
    for (const [i, name] of names.entries())
      for (const other of names)
        expect(picomatch(inputs.include[i] ?? '', { posix: true, windows: false })(other)).toBe(
          other === name,
        );
  });

  it('has periods and equivalent loads as they are written', () => {
    const [table] = made(['a.out'], { statistics: ['max', 'del:4', 'p99'], period: '60:' }).tables;
    expect(table).toMatchObject({ statistics: ['max', { del: { m: 4 } }, 'p99'], period: [60, null] });
    expect(made(['a.out'], { period: ':600' }).tables[0]?.period).toEqual([null, 600]);
  });

  it('has another format only if one is wanted', () => {
    expect(made(['a.out'])).not.toHaveProperty('formats');
    expect(made(['a.out'], { format: 'parquet' })).toHaveProperty('formats', ['parquet']);
  });

  it.each(['60', 'a:b', '1:2:3'])('refuses the period %s', (period) => {
    expect(() => made(['a.out'], { period })).toThrow(expect.objectContaining({ code: 'PERIOD_INVALID' }));
  });

  it.each(['del:', 'del:x'])('refuses %s', (statistic) => {
    expect(() => made(['a.out'], { statistics: [statistic] })).toThrow(
      expect.objectContaining({ code: 'STATISTIC_INVALID' }),
    );
  });
});
