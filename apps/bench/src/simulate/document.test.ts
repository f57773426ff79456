import { type ComparisonOptions, comparisonCells, publishedBaseline } from '@ballast/simulator';
import { describe, expect, it } from 'vitest';
import { documentOf } from './document.ts';
import { aimsOfAdaptive } from './tables.ts';

const SMALL: ComparisonOptions = {
  storages: ['nvme'],
  machines: ['8c32g'],
  kinds: ['large'],
  growths: ['after-loading', 'while-loading'],
  priors: [0.3, 1],
  seeds: [1],
  policies: ['adaptive', 'fixed 30'],
  count: 20,
};

const made = (): string =>
  documentOf({
    options: SMALL,
    cells: [...comparisonCells(SMALL)],
    heldOut: [...comparisonCells({ ...SMALL, seeds: [11] })],
    hard: [...comparisonCells({ ...SMALL, kinds: ['few', 'duty'], count: 6, policies: ['adaptive'] })],
    baseline: publishedBaseline(),
  });

describe('the document of compared policies', () => {
  const text = made();
  const lines = text.split('\n');

  it('is the same to the last byte when it is made again', () => {
    expect(made()).toBe(text);
  });

  it('has a part for each way in which memory grows, and names the command that makes it', () => {
    expect(lines.filter((line) => line.startsWith('## '))).toEqual([
      '## Memory after-loading',
      '## Memory while-loading',
      '## Batches that were not used for tuning',
      '## Hard batches',
      '## The published baseline',
      '## What the model omits',
    ]);
    expect(text).toContain('node apps/bench/dist/bin.js simulate');
  });

  it('shows where workers were killed, and the first guesses', () => {
    const batches = lines.filter((line) => line.startsWith('| nvme 8c32g large'));
    expect(batches).toHaveLength(2);
    for (const line of batches) expect(line).toMatch(/ o\d+ k\d+ \|$/);
    expect(lines.filter((line) => line.startsWith('| adaptive, 0.3 of the truth'))).toHaveLength(2);
  });

  it('has tables whose lines are equally long', () => {
    const tables = text.split('\n\n').filter((part) => part.startsWith('|'));
    expect(tables.length).toBe(15);
    for (const table of tables) expect(new Set(table.split('\n').map((line) => line.length)).size).toBe(1);
  });
});

describe('the aims of adaptive', () => {
  it('are missed by a run over the budget, a kill, or a slow schedule', () => {
    const [cell] = comparisonCells({
      ...SMALL,
      growths: ['after-loading'],
      priors: [1],
      policies: ['adaptive'],
    });
    if (cell === undefined) throw new Error('there is no cell');
    const kept = {
      ...cell,
      binding: 'cores',
      bound: cell.result.makespan,
      clairvoyant: cell.result.makespan,
    } as const;
    expect(aimsOfAdaptive([kept]).map(({ met }) => met)).toEqual([true, true, true, true]);
    const broken = {
      ...kept,
      bound: kept.bound / 1.06,
      clairvoyant: kept.clairvoyant / 1.21,
      result: { ...kept.result, highWaterShare: 1.01, oomKills: 1 },
    };
    expect(aimsOfAdaptive([broken]).map(({ met }) => met)).toEqual([false, false, false, false]);
  });
});
