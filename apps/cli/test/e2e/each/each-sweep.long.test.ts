import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { HAS_PROC } from '../support/resident-memory.ts';
import { ballast, readTable } from '../support/run-ballast.ts';
import { HAS_PYTHON, PYTHON, script } from './each-place.ts';

/** BALLAST_SWEEP=500 sets another number of rows. */
const ROWS = Number(process.env.BALLAST_SWEEP ?? 60);
const MIB = 2 ** 20;

const place = placeOfEachTest();

const SOLVE = `import json, sys
rows, pitch = int(sys.argv[1]), float(sys.argv[2])
kept = b'x' * (rows * 2**20)
import time; time.sleep(0.05)
print(json.dumps({'rows': rows, 'pitch': pitch, 'length': len(kept)}))
`;

describe.runIf(HAS_PYTHON && HAS_PROC)('a sweep over the rows of a file', () => {
  it('has a row for each, and its memory is predicted by the feature that was named', async () => {
    const file = script(place.folder, 'solve.py', SOLVE);
    const params = path.join(place.folder, 'params.csv');
    const all = Array.from({ length: ROWS }, (_, i) => [40 + ((i * 37) % 160), i / 2] as const);
    writeFileSync(params, `rows,pitch\n${all.map((row) => row.join()).join('\n')}\n`);
    const { code, stderr } = await ballast([
      ...[
        'each',
        '--inputs',
        params,
        '--out',
        place.out,
        '--feature',
        'rows={rows}',
        '--no-history',
        '--no-html',
      ],
      ...['--', PYTHON, file, '{rows}', '{pitch}'],
    ]);
    expect(code, stderr).toBe(0);
    const table = readTable(path.join(place.out, 'tables', 'tasks.csv'));
    expect(table.map((row) => [Number(row.rows), Number(row.pitch), Number(row.length)])).toEqual(
      all.map(([rows, pitch]) => [rows, pitch, rows * MIB]),
    );
    const errors = errorsAfter(20);
    const within = errors.filter((error) => Math.abs(error) <= 0.1).length / errors.length;
    console.info(JSON.stringify({ rows: ROWS, within, worst: Math.max(...errors.map(Math.abs)) }));
    expect(within).toBeGreaterThan(0.9);
  });

  /** How far memory was from what was expected at admission, of the tasks that began after the first ones had ended. */
  function errorsAfter(first: number): number[] {
    const records = journalOf(place.out);
    const expected = new Map<number, number>();
    let ended = 0;
    return records.flatMap(({ type, task = -1, ...record }) => {
      if (type === 'admitted') {
        const { memory } = record.expected as { readonly memory: number };
        if (ended >= first) expected.set(task, memory);
      }
      if (type !== 'settled') return [];
      ended += 1;
      const { highWater } = (record.measures ?? {}) as { readonly highWater?: number | null };
      const wanted = expected.get(task);
      return wanted === undefined || !highWater ? [] : [wanted / highWater - 1];
    });
  }
});
