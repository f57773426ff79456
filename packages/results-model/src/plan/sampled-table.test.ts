import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../../test/memory-file.ts';
import { column, link, range, styled, table } from '../../test/specs.ts';
import type { TableSpec } from '../table/table-spec.ts';
import { followPlan } from './extract.ts';
import { planReads } from './plan-reads.ts';
import { sampleLines } from './sampled-table.ts';

const WAVE = { variable: 'Wave', values: [1, 5, 3] };
const SURGE = { variable: 'Surge', values: [0.125, 2, 1 / 3] };

async function linesOf(file: MemoryFile, ...tables: TableSpec[]): Promise<string[][]> {
  const { samples } = await followPlan(file, planReads(tables));
  return samples.map((one) => [...sampleLines(one)].map((line) => line.trimEnd()));
}

describe('a table of time series', () => {
  it('has a row for each sample and a column for each label', async () => {
    const spec = table(
      'time-series',
      column('Surge', { label: 'x' }),
      column('Wave'),
      column('Wave', { transform: { sqrt: false, factor: 2, offset: 1 } }),
    );
    expect(await linesOf(new MemoryFile([WAVE, SURGE]), spec)).toEqual([
      ['time,x,Wave,Wave#2', '0,0.125,1,3', '1,2,5,11', '2,0.3333333333333333,3,7'],
    ]);
  });

  it('is rounded and covers a period if configured', async () => {
    const period = range(1, null);
    const spec = styled(table('time-series', column('Surge', { period })), { decimals: 2 });
    expect(await linesOf(new MemoryFile([SURGE]), spec)).toEqual([['time,Surge', '1,2', '2,0.33']]);
  });

  it('keeps the column of a series that the file lacks, and has every series of a wildcard', async () => {
    const spec = table('time-series', column('Sway', { label: 'y' }), column('*', { label: 'all' }));
    expect(await linesOf(new MemoryFile([WAVE, { ...SURGE, object: 'Buoy' }]), spec)).toEqual([
      ['time,y,Wave,Buoy_Surge', '0,,1,0.125', '1,,5,2', '2,,3,0.3333333333333333'],
    ]);
  });

  it('has its header alone if there are no samples', async () => {
    const spec = table('time-series', column('Wave', { period: range(7, 9) }));
    expect(await linesOf(new MemoryFile([WAVE]), spec)).toEqual([['time,Wave']]);
  });

  it('is one of several of a batch, identified by its position', async () => {
    const tables = [
      table('wide', column('Wave')),
      table('time-series', column('Wave')),
      table('time-series', column('Surge')),
    ];
    const { samples, result } = await followPlan(new MemoryFile([WAVE, SURGE]), planReads(tables));
    expect(samples.map((one) => [one.plan.table, one.header])).toEqual([
      [1, ['time', 'Wave']],
      [2, ['time', 'Surge']],
    ]);
    expect(result.series.map(({ variable }) => variable)).toEqual(['Wave', 'Surge']);
  });

  it('can have time series only', () => {
    expect(() => planReads([table('time-series', link('Wave', ['Surge']))])).toThrow('time series only');
  });
});
