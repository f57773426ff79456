import { describe, expect, it } from 'vitest';
import { assembleFiles } from '../../../test/assemble.ts';
import { MemoryFile, type MemorySeries } from '../../../test/memory-file.ts';
import { column, link, styled, table } from '../../../test/specs.ts';
import type { TableSpec, UnitPlace } from '../table-spec.ts';

const MOMENT: MemorySeries = { variable: 'TwrBsMyt', values: [1, 5, 3], unit: '(kN-m)' };
const WIND: MemorySeries = { variable: 'Wind1VelX', values: [7, 8, 9], unit: 'm/s' };
const BARE: MemorySeries = { variable: 'Bare', values: [1, 2, 4], unit: '' };

function file(...units: string[]): MemoryFile {
  const [moment = '(kN-m)', wind = 'm/s'] = units;
  return new MemoryFile([{ ...MOMENT, unit: moment }, { ...WIND, unit: wind }, BARE]);
}

function wide(units: UnitPlace | undefined, foot = false): TableSpec {
  const columns = [
    column('TwrBsMyt', { statistics: ['max', 'tMax', 'kurt'] }),
    column('Wind1VelX', { statistics: ['mean'] }),
    column('Bare', { statistics: ['max'] }),
  ];
  const spec = { ...table('wide', ...columns), ...(units === undefined ? {} : { units }) };
  return foot ? styled(spec, { foot: ['mean'] }) : spec;
}

const LABELS = ['TwrBsMyt_max', 'TwrBsMyt_tMax', 'TwrBsMyt_kurt', 'Wind1VelX_mean', 'Bare_max'];

describe('the units of a wide table', () => {
  it.each([undefined, 'none'] as const)('are not printed with %s', async (units) => {
    const { columns, rows } = await assembleFiles(wide(units), [file()]);
    expect(columns).toEqual(['file', 'status', ...LABELS]);
    expect(rows).toHaveLength(1);
  });

  it('stand behind the labels, where a column has one', async () => {
    const { columns } = await assembleFiles(wide('header'), [file(), file('kN·m', 'm/s')]);
    expect(columns.slice(2)).toEqual([
      'TwrBsMyt_max [kN-m]',
      'TwrBsMyt_tMax [s]',
      'TwrBsMyt_kurt',
      'Wind1VelX_mean [m/s]',
      'Bare_max',
    ]);
  });

  it('have a row of their own below the header', async () => {
    const { columns, rows } = await assembleFiles(wide('row'), [file()]);
    expect(columns.slice(2)).toEqual(LABELS);
    expect(rows[0]).toEqual(['units', null, 'kN-m', 's', null, 'm/s', null]);
    expect(rows[1]?.[0]).toBe('a.x');
  });

  it('name their row in the column of the rows below the files, if there is one', async () => {
    const { rows } = await assembleFiles(wide('row', true), [file()]);
    expect(rows[0]?.slice(0, 4)).toEqual([null, null, 'units', 'kN-m']);
  });

  it('are reported to differ if they do', async () => {
    const { columns } = await assembleFiles(wide('header'), [file(), file('(N-m)'), file()]);
    expect(columns.slice(2, 4)).toEqual(['TwrBsMyt_max [units differ]', 'TwrBsMyt_tMax [s]']);
  });

  it('are known for the columns of a wildcard', async () => {
    const spec: TableSpec = { ...table('wide', column('*', { statistics: ['max'] })), units: 'header' };
    const { columns } = await assembleFiles(spec, [new MemoryFile([WIND]), file()]);
    expect(columns.slice(2)).toEqual(['Wind1VelX_max [m/s]', 'TwrBsMyt_max [kN-m]', 'Bare_max']);
  });
});

describe('a row below the files', () => {
  it('is empty where the files have different units, and has numbers of time and count', async () => {
    const { rows } = await assembleFiles(wide(undefined, true), [file(), file('(N-m)')]);
    expect(rows[2]).toEqual([null, null, 'mean', null, 1, expect.closeTo(1.5), 8, 4]);
  });

  it.each([['kN·m'], ['kNm'], ['']])('has a number if another file spells the unit %j', async (unit) => {
    const { rows } = await assembleFiles(wide(undefined, true), [file(), file(unit)]);
    expect(rows[2]?.[3]).toBe(5);
  });

  it('is not spoilt by the unit of a file without a value', async () => {
    const empty = new MemoryFile([{ ...MOMENT, values: [], unit: '(N-m)' }, WIND, BARE]);
    const { rows } = await assembleFiles(wide(undefined, true), [file(), empty]);
    expect(rows[2]?.[3]).toBe(5);
  });

  it('of a linked table is empty for the driver or the series whose units differ', async () => {
    const spec = styled(table('linked', link('Wind1VelX', ['TwrBsMyt'])), { foot: ['max'] });
    const { columns, rows } = await assembleFiles(spec, [file(), file('(N-m)')]);
    const foot = Object.fromEntries(columns.map((name, i) => [name, rows[2]?.[i]]));
    expect(foot).toMatchObject({ statistic: 'max', max: 9, tMax: 2, atMax_1: null, min: 7, atMin_1: null });
  });
});
