import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EquivalentLoad } from '../reduction/reduction.ts';
import type { Cell } from '../table/style/csv.ts';
import type { CaseColumn, CaseFile, RequestedColumn } from './case-file.ts';
import { caseColumns, caseRows } from './case-rows.ts';
import type { CaseTable } from './case-table.ts';

const NOTHING = { tMin: null, tMax: null, std: null, std1: null, rms: null, skew: null, kurt: null };

const DEL: EquivalentLoad = {
  kind: 'del',
  m: 4,
  residue: 'half',
  ends: true,
  reference: { frequency: 1 },
  meanStress: { rule: 'none' },
};

interface Made {
  readonly max?: number;
  readonly min?: number;
  readonly mean?: number;
  readonly del?: number | null;
  readonly unit?: string;
  readonly time?: number;
}

function column(
  label: string,
  { max = 1, min = -1, mean = 0, del = null, unit = 'kN', time = 5 }: Made,
): CaseColumn {
  const extreme = (value: number) => ({ value, time, others: [value, value / 2] });
  return {
    label,
    unit,
    statistics: { n: 10, min, max, mean, ...NOTHING },
    reduced: [del],
    extremes: { max: extreme(max), min: extreme(min) },
  };
}

function file(name: string, values: Record<string, string> | null, made: Made, duration = 600): CaseFile {
  return { file: name, values, columns: [column('My', made)], duration };
}

const MAX: readonly RequestedColumn[] = [{ label: 'My', statistics: ['max'], reductions: [] }];
const LOAD: readonly RequestedColumn[] = [{ label: 'My', statistics: [], reductions: [DEL] }];

/** The rows as objects by the names of the columns. */
function named(
  table: CaseTable,
  requested: readonly RequestedColumn[],
  files: readonly CaseFile[],
): Record<string, Cell>[] {
  const columns = caseColumns(table, requested);
  return caseRows(table, requested, files).map((cells) => {
    expect(cells.length).toBe(columns.length);
    return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null]));
  });
}

describe('bins of a property', () => {
  const table: CaseTable = { kind: 'bins', by: 'ws', bins: { width: 2, centre: 0 } };

  it('have the mean, the extremes and the spread of their files', () => {
    const files = [
      file('a', { ws: '7.9' }, { max: 10 }),
      file('b', { ws: '7' }, { max: 14 }),
      file('c', { ws: '9' }, { max: 3 }),
      file('d', { ws: '' }, { max: 99 }),
      file('e', null, { max: 99 }),
    ];
    expect(named(table, MAX, files)).toEqual([
      {
        bin: 8,
        from: 7,
        to: 9,
        figure: 'My_max',
        unit: 'kN',
        n: 2,
        mean: 12,
        min: 10,
        max: 14,
        spread: Math.sqrt(8),
      },
      { bin: 10, from: 9, to: 11, figure: 'My_max', unit: 'kN', n: 1, mean: 3, min: 3, max: 3, spread: null },
    ]);
  });

  it('have no number over files with different units', () => {
    const files = [file('a', { ws: '8' }, { max: 10 }), file('b', { ws: '8' }, { max: 14, unit: 'N' })];
    expect(named(table, MAX, files)).toMatchObject([{ unit: 'units differ', n: 0, mean: null, max: null }]);
  });
});

/** Four load cases of six seeds each; the values of a seed are 100 x case + seed. */
function twentyFour(): CaseFile[] {
  return [1, 2, 3, 4].flatMap((dlc) =>
    [1, 2, 3, 4, 5, 6].map((seed) =>
      file(
        `dlc${dlc}_${seed}`,
        { dlc: `${dlc}`, seed: `${seed}`, psf: dlc === 1 ? '2' : '1' },
        {
          max: 100 * dlc + seed,
          min: -100 * dlc - seed,
          time: seed,
        },
      ),
    ),
  );
}

describe('ultimate loads of 24 files', () => {
  const requested: readonly RequestedColumn[] = [
    { label: 'My', statistics: ['max'], reductions: [] },
    { label: 'Mx', statistics: ['max'], reductions: [] },
  ];
  const files = twentyFour().map((one) => ({
    ...one,
    columns: [...(one.columns ?? []), ...(one.columns ?? [])],
  }));
  const table = (characteristic: 'mean' | 'upper-half' | 'worst', factor: string | null): CaseTable => ({
    kind: 'ultimate',
    over: ['dlc'],
    characteristic,
    factor,
  });

  it.each([
    ['mean', 403.5, 'dlc4_3', 403],
    ['upper-half', 405, 'dlc4_5', 405],
    ['worst', 406, 'dlc4_6', 406],
  ] as const)('take the %s of the seeds, with the nearest seed beside it', (rule, value, seed, own) => {
    const [max, min] = named(table(rule, null), requested, files);
    expect(max).toMatchObject({
      end: 'max',
      value,
      dlc: '4',
      seeds: 6,
      file: seed,
      fileValue: own,
      factor: 1,
    });
    expect(max).toMatchObject({ time: own - 400, at_My: own, at_Mx: own / 2 });
    expect(min).toMatchObject({ end: 'min', value: -value, dlc: '4' });
  });

  it('compare after the safety factor, which also multiplies the values of the others', () => {
    const strong = files.map((one) => ({
      ...one,
      values: { ...one.values, psf: one.values?.dlc === '1' ? '9' : '1' },
    }));
    const [max] = named(table('worst', 'psf'), requested, strong);
    expect(max).toMatchObject({
      dlc: '1',
      factor: 9,
      characteristic: 106,
      value: 954,
      at_My: 954,
      at_Mx: 477,
    });
  });
});

describe('seeds of a case', () => {
  it('have their mean and standard deviation', () => {
    const rows = named({ kind: 'seeds', over: ['dlc'] }, MAX, twentyFour());
    expect(rows.map(({ dlc, n, mean }) => [dlc, n, mean])).toEqual([
      ['1', 6, 103.5],
      ['2', 6, 203.5],
      ['3', 6, 303.5],
      ['4', 6, 403.5],
    ]);
    expect(rows[0]?.std).toBeCloseTo(Math.sqrt(3.5), 12);
  });
});

const LIFE = {
  kind: 'lifetime',
  by: 'ws',
  bins: { width: 2, centre: 1 },
  climate: { kind: 'weibull', scale: 9, shape: 2 },
  availability: null,
  normalise: false,
  years: 20,
  cycles: null,
} as const satisfies CaseTable;

const PUBLISHED = [
  [5, 1200],
  [5, 1310],
  [7, 1500],
  [7, 1475],
  [9, 2100],
  [9, 1990],
  [11, 2900],
  [11, 3120],
  [13, 3600],
  [13, 3333],
] as const;

describe('lifetime loads', () => {
  const files = PUBLISHED.map(([ws, del], i) => file(`f${i}`, { ws: `${ws}` }, { del }));

  it.each([
    [LIFE, 2257.748759974259],
    [{ ...LIFE, normalise: true }, 2441.0453321407304],
    [{ ...LIFE, cycles: 1e7 }, 6363.691286328575],
  ] as const)('equal the published ones', (table, expected) => {
    const [row] = named(table, LOAD, files);
    expect(row?.lifetime).toBeCloseTo(expected, 8);
    expect(row?.covered).toBeCloseTo(0.7318112321731187, 12);
    expect(row?.files).toBe(10);
  });

  it('are those of a year that is drawn at random', () => {
    let state = 7;
    const random = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state / 2 ** 31;
    };
    let damage = 0;
    const draws = 200_000;
    for (let i = 0; i < draws; i += 1) {
      const wind = 9 * Math.sqrt(-Math.log(1 - random()));
      const bin = PUBLISHED.filter(([ws]) => wind >= ws - 1 && wind < ws + 1);
      const one = bin[Math.floor(random() * bin.length)];
      damage += one === undefined ? 0 : one[1] ** 4;
    }
    const [row] = named(LIFE, LOAD, files);
    expect(Math.abs(Number(row?.lifetime) / (damage / draws) ** (1 / 4) - 1)).toBeLessThan(0.01);
  });

  it('do not depend on how a bin is divided into files of equal loads', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }), (durations) => {
        const split = durations.map((duration, i) => file(`s${i}`, { ws: '9' }, { del: 50 }, duration));
        const [whole] = named(LIFE, LOAD, [file('w', { ws: '9' }, { del: 50 })]);
        const [parts] = named(LIFE, LOAD, split);
        expect(parts?.lifetime).toBeCloseTo(Number(whole?.lifetime), 9);
        expect(parts?.covered).toBeCloseTo(Number(whole?.covered), 12);
      }),
    );
  });

  it('weight operating and idling cases by the availability', () => {
    const availability = { share: 0.9, column: 'state', operating: ['on'], idling: ['off'] };
    const both = [
      file('on', { ws: '9', state: 'on' }, { del: 10 }),
      file('off', { ws: '9', state: 'off' }, { del: 0 }),
    ];
    const [plain] = named(LIFE, LOAD, [file('on', { ws: '9' }, { del: 10 })]);
    const [row] = named({ ...LIFE, availability }, LOAD, both);
    expect(Number(row?.lifetime) ** 4).toBeCloseTo(0.9 * Number(plain?.lifetime) ** 4, 6);
    expect(row?.covered).toBeCloseTo(Number(plain?.covered), 12);
  });

  it('take hours per year instead of a distribution', () => {
    const table = { ...LIFE, climate: { kind: 'hours', column: 'hours' } } as const;
    const [row] = named(table, LOAD, [file('a', { ws: '9', hours: '4383' }, { del: 10 })]);
    expect(row?.covered).toBe(0.5);
    expect(Number(row?.lifetime) ** 4).toBeCloseTo(5000, 8);
  });

  it('are empty if one file has no load', () => {
    const [row] = named(LIFE, LOAD, [...files, file('bad', { ws: '9' }, { del: null })]);
    expect(row).toMatchObject({ lifetime: null, files: 11 });
  });
});

describe('annual energy', () => {
  it('is the mean power over the climate times the hours of a year', () => {
    const table: CaseTable = {
      kind: 'aep',
      by: 'ws',
      bins: LIFE.bins,
      climate: LIFE.climate,
      availability: null,
    };
    const [row] = named(table, MAX, [file('a', { ws: '9' }, { mean: 1000 })]);
    expect(row?.mean).toBeCloseTo(1000 * Number(row?.covered), 9);
    expect(row?.perYear).toBeCloseTo(8766 * Number(row?.mean), 6);
  });
});
