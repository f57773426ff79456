import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ColumnSpec, planReads, type TableSpec, WHOLE } from '@ballast/results-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planMemory } from './plan-memory.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-plan-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const column = (variable: string): ColumnSpec => ({
  ...{ kind: 'series', object: 'Line1', variable, at: null, period: WHOLE, label: null, transform: null },
  statistics: [],
});

const plan = (layout: TableSpec['layout'], ...variables: string[]) =>
  planReads([{ name: 't', layout, columns: variables.map(column) }]);

/** A text file of OpenFAST with a time and two channels. */
function textFile(name: string, rows: number): { readonly path: string; readonly size: number } {
  const lines = Array.from({ length: rows }, (_, i) => `${(i / 10).toFixed(4)}\t1.0\t2.0`);
  const head = ['', 'Predictions were made by FAST', '', '', '', '', 'Time\tA\tB', '(s)\t(m)\t(m)'];
  const text = `${[...head, ...lines].join('\n')}\n`;
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return { path: file, size: text.length };
}

describe('planMemory', () => {
  it('covers the samples that an OpenFAST header declares', async () => {
    const inputs = [textFile('a.out', 100), textFile('b.out', 40)];
    const own = { reader: 'openfast' as const, plan: plan('time-series', 'A') };
    // One series and its times.
    expect([...(await planMemory(own, inputs)).arrays]).toEqual([2 * 100 * 8, 2 * 40 * 8]);
    const all = { ...own, plan: plan('time-series', '*') };
    expect([...(await planMemory(all, inputs)).arrays]).toEqual([3 * 100 * 8, 3 * 40 * 8]);
  });

  it('keeps a whole file or a piece of it, by its size if its header cannot be read, and nothing more for statistics', async () => {
    const none = path.join(folder, 'none.outb');
    const inputs = [textFile('d.out', 50), { path: none, size: 5000 }, { path: none, size: 2 ** 30 }];
    const found = await planMemory({ reader: 'openfast', plan: plan('long', '*') }, inputs);
    expect([...found.arrays]).toEqual([0, 0, 0]);
    expect([...found.held]).toEqual([inputs[0]?.size, 5000, 4 * 2 ** 20]);
  });

  it('uses the largest share of the other files if a header cannot be read', async () => {
    const known = textFile('c.out', 100);
    const inputs = [known, { path: path.join(folder, 'none.out'), size: 2 * known.size }];
    const found = await planMemory({ reader: 'openfast', plan: plan('time-series', 'A') }, inputs);
    expect(found.arrays[1]).toBeCloseTo(2 * (found.arrays[0] ?? 0), 6);
  });

  it('grows with the size of OrcaFlex files, the buffer of a call up to its limit', async () => {
    const MIB = 2 ** 20;
    const inputs = [1, 2048].map((size) => ({ path: '', size: size * MIB }));
    const statistics = await planMemory({ reader: 'orcaflex', plan: plan('wide', 'X', 'Y') }, inputs);
    expect([...statistics.held]).toEqual([MIB, 2048 * MIB]);
    expect([...statistics.arrays]).toEqual([2 * 1024 * 8, 16 * MIB]);
    const kept = await planMemory({ reader: 'orcaflex', plan: plan('time-series', 'X') }, inputs);
    expect(kept.arrays[1]).toBe(2 * 2048 * 1024 * 8 + 16 * MIB);
    const all = await planMemory({ reader: 'orcaflex', plan: plan('time-series', '*') }, inputs);
    expect(all.arrays[1]).toBe(2 * 2048 * MIB + 16 * MIB);
  });
});
