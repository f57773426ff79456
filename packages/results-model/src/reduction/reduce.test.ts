import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESIDUES } from '../fatigue/residue.ts';
import { dnvCurve } from '../fatigue/sn-curve.ts';
import { statisticsOf } from '../statistics/accumulator.ts';
import { reduceSeries, SeriesReductions } from './reduce.ts';
import { type Damage, type EquivalentLoad, type Reduction, SECONDS_PER_YEAR } from './reduction.ts';

const DEL: EquivalentLoad = {
  kind: 'del',
  m: 4,
  residue: 'half',
  ends: true,
  reference: { frequency: 1 },
  meanStress: { rule: 'none' },
};
const DAMAGE: Damage = {
  kind: 'damage',
  name: 'D-air',
  curve: dnvCurve('D', 'air') ?? { m1: 3, logA1: 12 },
  stress: { factor: 1, scf: 1, thickness: null },
  meanStress: { rule: 'none' },
  dff: 1,
  per: 'file',
  residue: 'half',
  ends: true,
};

/** One of every kind. */
const ALL: readonly Reduction[] = [
  { kind: 'absmax' },
  { kind: 'duration' },
  { kind: 'integral' },
  { kind: 'travel' },
  { kind: 'quantile', q: 0.37 },
  ...RESIDUES.map((residue): Reduction => ({ ...DEL, m: 10, residue })),
  { ...DEL, ends: false },
  { ...DEL, reference: { cycles: 1e7 } },
  { ...DEL, meanStress: { rule: 'goodman', ultimate: 900 } },
  { ...DEL, meanStress: { rule: 'gerber', ultimate: 900 } },
  { ...DEL, meanStress: { rule: 'mlife', ultimate: 900, fixedMean: null } },
  DAMAGE,
  { ...DAMAGE, per: 'year', dff: 3 },
];

const clock = (count: number, step = 1): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => i * step);

function reduced(
  values: ArrayLike<number>,
  reductions: readonly Reduction[],
  times: Float64Array = clock(values.length),
): (number | null)[] {
  const samples = { times, values: Float64Array.from(values) };
  return reduceSeries({ ...samples, statistics: statisticsOf(samples.times, samples.values) }, reductions);
}

const series = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2, maxLength: 300 });

describe('what a series is reduced to', () => {
  it('has the same bits however the series is cut into blocks', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(series, cuts, (samples, sizes) => {
        const values = Float64Array.from(samples, (value) => value / 7);
        const times = clock(values.length, 0.0125);
        const all = new SeriesReductions(ALL, null);
        let at = 0;
        for (const size of [...sizes, values.length]) {
          all.add(times.subarray(at, at + size), values.subarray(at, at + size));
          at = Math.min(at + size, values.length);
        }
        expect(all.values(statisticsOf(times, values))).toEqual(reduced(values, ALL, times));
      }),
    );
  });

  it('scales with the series: loads, integrals and travels in proportion, damage with its slope', () => {
    const linear: readonly Reduction[] = [
      { kind: 'absmax' },
      { kind: 'integral' },
      { kind: 'travel' },
      ...RESIDUES.map((residue): Reduction => ({ ...DEL, residue })),
      { ...DEL, m: 10, ends: false },
    ];
    fc.assert(
      fc.property(series, fc.integer({ min: -40, max: 40 }), (values, power) => {
        const plain = reduced(values, linear);
        const scaled = reduced(
          values.map((value) => value * 2 ** power),
          linear,
        );
        for (const [i, value] of plain.entries()) {
          const expected = (value ?? Number.NaN) * 2 ** power;
          expect(Math.abs((scaled[i] ?? Number.NaN) - expected)).toBeLessThanOrEqual(
            1e-12 * Math.abs(expected),
          );
        }
        const one: Damage = { ...DAMAGE, curve: { m1: 3, logA1: 12 } };
        const [damage, factored] = reduced(values, [one, { ...one, stress: { ...one.stress, scf: 2 } }]);
        expect(factored).toBeCloseTo(8 * (damage ?? Number.NaN), 12);
      }),
    );
  });

  it('has the equivalent load of a sine over whole periods in closed form', () => {
    const [amplitude, frequency, seconds] = [35, 0.125, 800];
    const times = clock(16 * seconds + 1, 1 / 16);
    const sine = times.map((t) => amplitude * Math.sin(2 * Math.PI * frequency * (t + 2)));
    for (const m of [3, 4, 5, 10]) {
      const [whole] = reduced(sine, [{ ...DEL, m }], times);
      expect(whole).toBeCloseTo(2 * amplitude * frequency ** (1 / m), 9);
      const [twoHertz] = reduced(sine, [{ ...DEL, m, reference: { frequency: 2 } }], times);
      expect(twoHertz).toBeCloseTo(2 * amplitude * (frequency / 2) ** (1 / m), 9);
    }
  });

  it('adds the powers of loads of sines that follow each other', () => {
    const wave = (amplitude: number, periods: number): number[] =>
      Array.from({ length: periods }, () => [amplitude, -amplitude]).flat();
    const [small, large] = [wave(10, 200), wave(30, 50)];
    const [both] = reduced([...small, ...large], [{ ...DEL, reference: { cycles: 1 } }]);
    const sum = 199.5 * 20 ** 4 + 49.5 * 60 ** 4;
    // Between them one range of 40 instead of half cycles of both.
    expect(Math.abs((both ?? 0) ** 4 / sum - 1)).toBeLessThan(0.01);
  });

  it('has the same load for a record and for repetitions of it, and a lower one for longer steps', () => {
    const block = [0, 9, -4, 7, 2, 5, -8];
    const record = (times: number): number[] => [...Array.from({ length: times }, () => block).flat(), 0];
    const load = (times: number, step: number): number =>
      reduced(record(times), [{ ...DEL, residue: 'repeat' }], clock(record(times).length, step))[0] ??
      Number.NaN;
    expect(load(50, 1)).toBeCloseTo(load(1, 1), 9);
    expect(load(50, 3)).toBeCloseTo(load(1, 1) / 3 ** (1 / 4), 9);
  });

  it('relates the damage of a year to that of the file by its duration', () => {
    fc.assert(
      fc.property(series, (values) => {
        const [file, year] = reduced(values, [DAMAGE, { ...DAMAGE, per: 'year' }]);
        expect(year).toBeCloseTo(((file ?? 0) * SECONDS_PER_YEAR) / (values.length - 1), 9);
      }),
    );
  });

  it('is 0 for a constant series, except its level, its duration and its integral', () => {
    const values = reduced(new Array(11).fill(-3), ALL);
    expect(values.slice(0, 5)).toEqual([3, 10, -30, 0, -3]);
    expect(values.slice(5).every((value) => value === 0)).toBe(true);
  });

  it('has no rate for one sample, and nothing for a sample that is not finite or for none', () => {
    expect(reduced([4], ALL).slice(0, 5)).toEqual([4, 0, 0, 0, 4]);
    expect(reduced([4], [DEL, { ...DEL, reference: { cycles: 10 } }, { ...DAMAGE, per: 'year' }])).toEqual([
      null,
      null,
      null,
    ]);
    for (const bad of [[1, Number.NaN, 2], [Number.NEGATIVE_INFINITY], []])
      expect(reduced(bad, ALL)).toEqual(ALL.map(() => null));
  });

  it('has no number if a mean reaches the ultimate load', () => {
    const [goodman, none] = reduced(
      [0, 100, 0, 100],
      [{ ...DEL, meanStress: { rule: 'goodman', ultimate: 50 } }, DEL],
    );
    expect(goodman).toBeNull();
    expect(none).toBeGreaterThan(0);
  });
});
