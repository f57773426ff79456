import {
  type Analysis,
  type Availability,
  type CaseTable,
  CHARACTERISTICS,
  type Climate,
  type Damage,
  DETRENDS,
  dnvCurve,
  type Edges,
  type End,
  EXTREME_METHODS,
  type Level,
  type MeanStressRule,
  RESIDUES,
  type Reduction,
  reductionText,
  SN_CLASSES,
  SN_ENVIRONMENTS,
  STATISTICS,
  type StatisticName,
  WINDOWS,
} from '@ballast/results-model';
import fc from 'fast-check';

const positive: fc.Arbitrary<number> = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
const number: fc.Arbitrary<number> = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => value + 0);
const share: fc.Arbitrary<number> = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
const exponent: fc.Arbitrary<number> = fc.integer({ min: 2, max: 100 }).map((n) => n / 2);

const count = { residue: fc.constantFrom(...RESIDUES), ends: fc.boolean() };

const meanStress: fc.Arbitrary<MeanStressRule> = fc.oneof(
  fc.constant<MeanStressRule>({ rule: 'none' }),
  fc.record({ rule: fc.constantFrom('goodman' as const, 'gerber' as const), ultimate: positive }),
  fc.record({ rule: fc.constant('mlife' as const), ultimate: positive, fixedMean: fc.option(number) }),
);

const curve: fc.Arbitrary<Pick<Damage, 'name' | 'curve'>> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SN_CLASSES), fc.constantFrom(...SN_ENVIRONMENTS))
    .map(([name, environment]) => ({
      name: `${name}-${environment}`,
      curve: dnvCurve(name, environment) ?? { m1: 3, logA1: 12 },
    })),
  fc
    .record({ m1: exponent, logA1: number, m2: exponent, knee: positive, logA2: fc.option(number) })
    .map(({ m1, logA1, ...second }) => ({ name: 'own', curve: { m1, logA1, second } })),
  fc.record({ m1: exponent, logA1: number, limit: positive }).map((own) => ({ name: 'curve', curve: own })),
);

const thickness = fc.option(
  fc.record({
    t: positive,
    reference: positive,
    exponent: fc.double({ min: 0, max: 1, noNaN: true }).map((k) => k + 0),
  }),
);

const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.constantFrom<Reduction>(
    { kind: 'absmax' },
    { kind: 'integral' },
    { kind: 'travel' },
    { kind: 'duration' },
  ),
  fc.integer({ min: 0, max: 100_000 }).map((n): Reduction => ({ kind: 'quantile', q: n / 1000 / 100 })),
  fc.record({
    kind: fc.constant('del' as const),
    m: exponent,
    ...count,
    reference: fc.oneof(fc.record({ frequency: positive }), fc.record({ cycles: positive })),
    meanStress,
  }),
  fc
    .tuple(
      curve,
      fc.record({
        ...count,
        meanStress,
        stress: fc.record({ factor: positive, scf: positive, thickness }),
        dff: positive,
        per: fc.constantFrom('file' as const, 'year' as const),
      }),
    )
    .map(([of, rest]): Reduction => ({ kind: 'damage', ...of, ...rest })),
);

/** What a series column can request: at least one of both. */
export const anyStatistics: fc.Arbitrary<{
  readonly statistics: readonly StatisticName[];
  readonly reductions?: readonly Reduction[];
}> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...STATISTICS)),
    fc.uniqueArray(reduction, { maxLength: 3, selector: reductionText }),
  )
  .filter(([statistics, reductions]) => statistics.length + reductions.length > 0)
  .map(([statistics, reductions]) => (reductions.length === 0 ? { statistics } : { statistics, reductions }));

const level: fc.Arbitrary<Level> = fc.oneof(
  number.map((value): Level => ({ value })),
  fc.integer({ min: -5000, max: 5000 }).map((n): Level => ({ stds: n / 1000 + 0 })),
);
const edges: fc.Arbitrary<Edges> = fc.oneof(
  fc.integer({ min: 1, max: 1000 }).map((bins): Edges => ({ count: bins })),
  fc
    .uniqueArray(number, { minLength: 2, maxLength: 6 })
    .map((list): Edges => ({ edges: list.toSorted((a, b) => a - b) })),
);
const ends: fc.Arbitrary<End[]> = fc.uniqueArray(fc.constantFrom<End>('max', 'min'), { minLength: 1 });

export const anyAnalysis: fc.Arbitrary<Analysis> = fc.oneof(
  fc.record({
    kind: fc.constant('rainflow' as const),
    ...count,
    markov: fc.option(fc.record({ ranges: edges, means: edges })),
  }),
  fc.record({
    kind: fc.constant('spectrum' as const),
    output: fc.constantFrom('lines' as const, 'moments' as const),
    segment: fc.option(positive),
    window: fc.constantFrom(...WINDOWS),
    overlap: share,
    detrend: fc.constantFrom(...DETRENDS),
    band: fc.option(fc.record({ from: positive, to: positive })),
  }),
  fc.record({
    kind: fc.constant('crossings' as const),
    levels: fc.array(level, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('peaks' as const),
    ends,
    clusters: fc.option(fc.record({ threshold: level, gap: positive })),
  }),
  fc.record({
    kind: fc.constant('extreme' as const),
    methods: fc.uniqueArray(fc.constantFrom(...EXTREME_METHODS), { minLength: 1 }),
    ends,
    hours: positive,
    quantiles: fc.array(share, { maxLength: 3 }),
    blocks: fc.integer({ min: 5, max: 10_000 }),
    threshold: level,
    decluster: fc.option(positive),
    confidence: share,
  }),
  fc
    .tuple(
      fc.record({
        kind: fc.constant('windows' as const),
        length: positive,
        step: positive,
        from: fc.option(number),
        partial: fc.constantFrom('drop' as const, 'keep' as const),
      }),
      anyStatistics,
    )
    .map(([rest, { statistics, reductions = [] }]): Analysis => ({ ...rest, statistics, reductions })),
);

const name: fc.Arbitrary<string> = fc.constantFrom('ws', 'dlc', 'seed', 'hours', 'psf', 'a b', 'Überlast');
const over = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const bins = fc.record({ width: positive, centre: number });
const climate: fc.Arbitrary<Climate> = fc.oneof(
  fc.record({ kind: fc.constant('weibull' as const), scale: positive, shape: positive }),
  name.map((column): Climate => ({ kind: 'hours', column })),
);
const values = fc.array(name, { minLength: 1, maxLength: 2 });
const availability: fc.Arbitrary<Availability | null> = fc.option(
  fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }).map((n) => n + 0),
    column: name,
    operating: values,
    idling: values,
  }),
);

export const anyCaseTable: fc.Arbitrary<CaseTable> = fc.oneof(
  fc.constant<CaseTable>({ kind: 'cases' }),
  fc.record({ kind: fc.constant('bins' as const), by: name, bins }),
  fc.record({ kind: fc.constant('seeds' as const), over }),
  fc.record({
    kind: fc.constant('ultimate' as const),
    over,
    characteristic: fc.constantFrom(...CHARACTERISTICS),
    factor: fc.option(name),
  }),
  fc.record({
    kind: fc.constant('lifetime' as const),
    by: name,
    bins,
    climate,
    availability,
    normalise: fc.boolean(),
    years: positive,
    cycles: fc.option(positive),
  }),
  fc.record({ kind: fc.constant('aep' as const), by: name, bins, climate, availability }),
);
