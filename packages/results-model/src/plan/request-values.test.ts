import { describe, expect, it } from 'vitest';
import { MemoryFile, ValueFile } from '../../test/memory-file.ts';
import { dataOf, range, rangeGraph, staticOf, table } from '../../test/specs.ts';
import type { ValueAnswer } from '../reader/results-file.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import { extract } from './extract.ts';
import { planReads } from './plan-reads.ts';

const given = (value: number | string, unit = 'kN'): ValueAnswer => ({ kind: 'value', value, unit });
const curve = Float64Array.of(1, 4, 2);
const CURVES: ValueAnswer = {
  kind: 'curves',
  unit: 'kN',
  curves: { arclengths: Float64Array.of(0, 5, 10), min: curve, max: curve, mean: curve, std: curve },
};

const ask = (file: MemoryFile, ...columns: ColumnSpec[]) =>
  extract(file, planReads([table('wide', ...columns)]));

describe('values of a file', () => {
  it('are requested once each, in the order of their first use', async () => {
    const file = new ValueFile({ 'Line1 Tension (static)': given(5), 'Line1 Length[2]': given(12, 'm') });
    const { values } = await ask(
      file,
      staticOf('Tension'),
      dataOf('Length', { index: 2 }),
      staticOf('Tension', { label: 'again' }),
    );
    expect(file.requested).toEqual([
      { kind: 'static', object: 'Line1', variable: 'Tension', at: null },
      { kind: 'data', object: 'Line1', name: 'Length', index: 2 },
    ]);
    expect(values).toMatchObject([
      { value: 5, unit: 'kN', range: null, problem: null },
      { value: 12, unit: 'm', problem: null },
    ]);
  });

  it('are transformed if they are numbers of the static state', async () => {
    const transform = { sqrt: true, factor: 2, offset: 1 };
    const file = new ValueFile({ 'Line1 A (static)': given(9), 'Line1 B (static)': given(-9) });
    const { values } = await ask(file, staticOf('A', { transform }), staticOf('B', { transform }));
    expect(values.map(({ value, problem }) => [value, problem?.code])).toEqual([
      [7, undefined],
      [null, 'NOT_FINITE'],
    ]);
  });

  it('are figures for range graphs, with a warning that names the column', async () => {
    const warning = { code: 'PERIOD_BEYOND_END', message: 'the period ends late' };
    const file = new ValueFile({ 'Line1 Tension (range graph, [0, 5])': { ...CURVES, warning } });
    const along = { kind: 'arclength', from: 0, to: 5 } as const;
    const { values, facts } = await ask(file, rangeGraph('Tension', { along, period: range(0, 99) }));
    expect(values).toMatchObject([{ value: null, unit: 'kN', range: { max: 4, zMax: 5 } }]);
    expect(facts.warnings).toMatchObject([
      {
        code: 'PERIOD_BEYOND_END',
        message: 'the period ends late (column Line1 Tension (range graph, [0, 5]))',
      },
    ]);
  });

  it("that the file lacks are problems with the reader's message", async () => {
    const { values } = await ask(new ValueFile({}), dataOf('Colour'));
    expect(values[0]?.problem).toEqual({ code: 'NO_SUCH_VALUE', message: 'no Line1 Colour' });
  });

  it('have a problem if the format does not support them', async () => {
    const { values } = await ask(new MemoryFile([]), staticOf('Tension'), rangeGraph('Tension'));
    expect(values.map(({ problem }) => problem?.code)).toEqual([
      'VALUES_NOT_SUPPORTED',
      'VALUES_NOT_SUPPORTED',
    ]);
  });

  it('of the wrong shape are a defect of the reader', async () => {
    await expect(ask(new ValueFile({ 'Line1 A (static)': CURVES }), staticOf('A'))).rejects.toThrow(
      'returned curves',
    );
    const one = new ValueFile({ 'Line1 A (range graph)': given(1) });
    await expect(ask(one, rangeGraph('A'))).rejects.toThrow('returned one value');
  });
});
