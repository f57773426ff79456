import { dnvCurve, RESIDUES, type SnCurve, type StressOptions } from '@ballast/results-model';
import {
  cyclesToFailure,
  quantileOf,
  RainflowCounter,
  shareAbove,
  stressPerLoad,
  upCrossings,
} from '@ballast/results-model/analysis';
import { describe, expect, it } from 'vitest';
import { Folder } from '../support/folder.ts';
import { checkLifetime, checkRose, checkUltimate } from './case-details.ts';
import { at, expectClose, listAt, uncovered } from './close.ts';
import {
  checkBinnedLoads,
  checkBins,
  checkCounts,
  checkMeans,
  cyclesOf,
  del,
  reduced,
} from './fatigue-details.ts';
import { oracle, present, seriesOf } from './oracles.ts';

const reference = oracle('fatigue.json');
const {
  channels = {},
  edge = [],
  sn = [],
} = reference as {
  channels?: Record<string, Record<string, unknown>>;
  edge?: { x: (number | null)[]; t: number[]; cycles: number | null; del4: number | null; why: string }[];
  sn?: { curve: string; S: number; N: number }[];
};

const EXPONENTS = [3, 4, 5, 8, 10, 12];

describe.runIf(present)('equivalent loads, damage and counts of real channels', () => {
  it('cover at least thirteen series', () => {
    expect(Object.keys(channels).length).toBeGreaterThanOrEqual(13);
  });

  it.each(Object.keys(channels))('of %s equal those of several independent programs', async (name) => {
    const series = await seriesOf(name);
    const expected = channels[name];
    const rules = [
      ...RESIDUES.map((residue) => ({ residue, ends: true })),
      { residue: 'half', ends: false },
    ] as const;
    for (const rule of rules) {
      const key = rule.ends ? rule.residue : 'halfNoEnds';
      const found = reduced(
        series,
        EXPONENTS.map((m) => del(m, rule)),
      );
      for (const [i, m] of EXPONENTS.entries())
        expectClose(found[i], at(expected, 'del', `${m}`, key), `${name} del${m} ${key}`);
    }
    const ultimate = at(expected, 'meanStressDel4', 'ultimate');
    const corrected = reduced(series, [
      del(4, { meanStress: { rule: 'goodman', ultimate } }),
      del(4, { meanStress: { rule: 'gerber', ultimate } }),
      del(4, { meanStress: { rule: 'mlife', ultimate, fixedMean: null } }),
    ]);
    for (const [i, rule] of ['goodman', 'gerber', 'mlife'].entries())
      expectClose(corrected[i], at(expected, 'meanStressDel4', rule), `${name} ${rule}`);
  });

  it.each(Object.keys(channels))('of %s by S-N curves equal the references', async (name) => {
    const series = await seriesOf(name);
    const expected = channels[name];
    const plain = { factor: at(expected, 'damage', 'scaleToMPa'), scf: 1, thickness: null };
    const d = curveOf('air');
    const cases: Record<string, readonly [SnCurve, StressOptions]> = {
      D_air: [d, plain],
      D_air_tabulatedLogA2: [{ ...d, second: { m2: 5, knee: 1e7, logA2: 15.606 } }, plain],
      D_air_50mm: [d, { ...plain, thickness: { t: 50, reference: 25, exponent: 0.2 } }],
      D_seawaterCP: [curveOf('seawater'), plain],
      D_freeCorrosion: [curveOf('free-corrosion'), plain],
      B1_air: [{ m1: 4, logA1: 15.117, second: { m2: 5, knee: 1e7, logA2: null } }, plain],
      'D_air_SCF1.3': [d, { ...plain, scf: 1.3 }],
    };
    const rule = { residue: 'half', ends: true, meanStress: { rule: 'none' }, dff: 1, per: 'file' } as const;
    for (const [key, [curve, stress]] of Object.entries(cases)) {
      const [found] = reduced(series, [{ kind: 'damage', name: key, curve, stress, ...rule }]);
      expectClose(found, at(expected, 'damage', key), `${name} ${key}`);
    }
  });

  it.each(Object.keys(channels))(
    'of %s have the same turning points, crossings and quantiles',
    async (name) => {
      const { times, values } = await seriesOf(name);
      const expected = channels[name];
      const counter = new RainflowCounter({ closed: () => undefined }, { ends: true });
      counter.add(values);
      expect(counter.finish().values.length).toBe(at(expected, 'residue'));
      expect(counter.turningPoints).toBe(at(expected, 'turningPoints'));
      for (const [i, level] of listAt(expected, 'levels', 'levels').entries()) {
        expect(upCrossings({ times, values }, level).count).toBe(listAt(expected, 'levels', 'up')[i]);
        expectClose(
          shareAbove(values, level),
          listAt(expected, 'levels', 'timeAbove')[i] ?? Number.NaN,
          'share',
          1,
        );
      }
      const range = at(expected, 'maxRange');
      const sorted = values.toSorted();
      for (const q of Object.keys((expected?.quantiles7 ?? {}) as object))
        expectClose(quantileOf(sorted, Number(q)), at(expected, 'quantiles7', q), `${name} ${q}`, range);
    },
  );
});

function curveOf(environment: 'air' | 'seawater' | 'free-corrosion'): SnCurve {
  const curve = dnvCurve('D', environment);
  if (curve === undefined) throw new Error('there is no class D');
  return curve;
}

describe.runIf(present)('small cases of equivalent loads', () => {
  it.each(edge)('$why', (one) => {
    const { x, t } = one;
    const del4 = one.del4 === null ? null : at(one, 'del4');
    const values = Float64Array.from(x, (value) => value ?? Number.NaN);
    const [found] = reduced({ times: Float64Array.from(t), values }, [del(4)]);
    for (const key of ['x', 't']) listAt(one, key);
    const finite = values.every(Number.isFinite);
    if (one.cycles !== null && finite) {
      const { cycles } = cyclesOf(values);
      expect(cycles.reduce((sum, { count }) => sum + count, 0)).toBe(at(one, 'cycles'));
    }
    if (del4 === null) expect(found).toBeNull();
    else expectClose(found, del4, 'del4', Math.max(1, del4));
  });

  it.each(sn)('the curve $curve has the cycles of $S MPa', (one) => {
    const { curve } = one;
    const [S, N] = [at(one, 'S'), at(one, 'N')];
    const thickness = curve.endsWith('50 mm') ? { t: 50, reference: 25, exponent: 0.2 } : null;
    const stress = S * stressPerLoad({ factor: 1, scf: 1, thickness });
    expectClose(cyclesToFailure(stress, curveOf('air')), N, `${curve} ${S}`);
  });
});

describe.runIf(present)('everything else that the references have', () => {
  it.each(Object.keys(channels))('about %s is the same', async (name) => {
    const series = await seriesOf(name);
    const expected = channels[name];
    checkCounts(series, expected, name);
    checkMeans(series, expected, name);
    checkBins(series, expected, name);
    checkBinnedLoads(series, expected, name);
  });

  it('about an encyclopedia example is the same', () => {
    const example = reference.wikipedia;
    const { cycles } = cyclesOf(Float64Array.from(listAt(example, 'series')));
    for (const [key, count] of [
      ['full', 1],
      ['half', 0.5],
    ] as const) {
      const ranges = cycles.filter((one) => one.count === count).map(({ range }) => range);
      expect(ranges.toSorted((a, b) => a - b)).toEqual(listAt(example, key));
    }
  });

  it('about lifetimes, ultimate loads and directions is the same', async () => {
    const folder = new Folder();
    await checkLifetime(reference.lifetime, folder.path).finally(() => folder.remove());
    await checkUltimate(reference.ultimate);
    await checkRose(reference.rose);
  });

  it('was compared, down to the last number', () => {
    const { agreement: _, ...numbers } = reference;
    const { missed, covered } = uncovered(numbers);
    expect(missed).toEqual([]);
    expect(covered).toBeGreaterThan(2000);
  });
});
