import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, conditioned, formula } from '../../test/derived.ts';
import { type MemorySeries, ValueFile } from '../../test/memory-file.ts';
import { column, dataOf, link, range, staticOf, table } from '../../test/specs.ts';
import { sourcesOf } from '../derived/definition-order.ts';
import type { FileFacts, Resolution } from '../reader/results-file.ts';
import { WHOLE } from '../series/period.ts';
import type { SeriesRequest } from '../series/series-key.ts';
import type { SeriesColumn } from '../table/columns/column-spec.ts';
import type { TableSpec } from '../table/table-spec.ts';
import { assembleResult } from './assemble-result.ts';
import { missingPlan } from './cached-result.ts';
import { extract } from './extract.ts';
import { planReads } from './plan-reads.ts';

/** Like libraries without a list of series: the series requested first is number 0. */
class NumberedFile extends ValueFile {
  readonly #numbers = new Map<number, number>();

  override get facts(): FileFacts {
    return { ...super.facts, series: null };
  }

  override resolve(request: SeriesRequest): Resolution {
    const resolution = super.resolve(request);
    if (resolution.kind === 'missing') return resolution;
    const series = resolution.series.map((one) => {
      const index = this.#numbers.get(one.ref) ?? this.#numbers.size;
      this.#numbers.set(one.ref, index);
      return { ...one, index };
    });
    return { kind: 'found', series };
  }
}

const SERIES: readonly MemorySeries[] = [
  { variable: 'Wave', values: [1, 5, 3, -2] },
  { variable: 'Surge', values: [2, 2, 8, 0] },
  { variable: 'Wave', values: [9, 7, 7, 7] },
  { variable: 'Broken', values: [1, Number.NaN, 2, 3] },
];
const ANSWERS = {
  'Line1 Tension (static)': { kind: 'value', value: 5, unit: 'kN' },
  'Line1 Length': { kind: 'value', value: 12, unit: 'm' },
} as const;

const variable = fc.constantFrom('Wave', 'Surge', 'Broken', 'Absent', '*');
const period = fc.constantFrom(WHOLE, range(1, 3), range(50, 60));
const transform = fc.constantFrom(null, { sqrt: false, factor: 2, offset: -1 });
const ordinary = fc
  .record({ variable, period, transform })
  .map(({ variable: name, ...more }) => column(name, more));
/** Two batches that define the same names: one definition differs. */
const derived = (sum: string): fc.Arbitrary<SeriesColumn> => {
  const of = columnsOf(
    formula('Sum', sum),
    formula('Twice', '2 * Sum', 'm'),
    formula('Lost', 'Absent + Wave'),
    conditioned('Calm', 'Surge', { kind: 'detrend', trend: 'linear' }),
    conditioned('Fine', 'Sum', { kind: 'resample', step: 0.5 }),
  );
  return fc
    .record({ name: fc.constantFrom('Sum', 'Twice', 'Lost', 'Calm', 'Fine', '*'), period, transform })
    .map(({ name, ...more }) => of(name, more));
};
const linkedColumn = fc
  .tuple(fc.constantFrom('Wave', 'Surge', 'Absent'), fc.constantFrom('Surge', 'Broken'), period)
  .map(([driver, linked, of]) => link(driver, [linked], { period: of }));
const valueColumn = fc.constantFrom(staticOf('Tension'), dataOf('Length'), dataOf('Nothing'));
const tables = (sum: string) =>
  fc
    .tuple(
      fc.array(fc.oneof(ordinary, derived(sum), valueColumn), { maxLength: 5 }),
      fc.array(linkedColumn, { maxLength: 3 }),
    )
    .map(([wide, linked]): TableSpec[] => [table('long', ...wide), table('linked', ...linked)]);

/** Without the numbers of series that have no number of their own. */
function messages({ warnings }: FileFacts): string[] {
  return warnings.map(({ message }) => message.replace(/series \d+/, 'series'));
}

it('a result assembled from a cached one and the missing part equals the result of reading everything', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`assembled results: seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(
      tables('Wave + Surge'),
      tables('Wave - Surge'),
      fc.boolean(),
      async (before, after, numbered) => {
        // A library that finds series by name has each name only once.
        const make = (): ValueFile =>
          numbered ? new NumberedFile(ANSWERS, SERIES.slice(1)) : new ValueFile(ANSWERS, SERIES);
        const [old, plan] = [planReads(before), planReads(after)];
        const parts = [{ plan: old, result: await extract(make(), old) }];
        const missing = missingPlan(old, plan);
        if (missing !== null) {
          const file = make();
          parts.push({ plan: missing, result: await extract(file, missing) });
          const requested = file.resolved.map(({ variable: name }) => name);
          const sources = missing.keys.flatMap(({ variable: name, channels = [] }) => [
            name,
            ...channels.flatMap((channel) => [
              channel.name,
              ...sourcesOf(channel).map((source) => source.variable),
            ]),
          ]);
          expect(sources).toEqual(expect.arrayContaining(requested));
        }
        const { facts, ...whole } = await extract(make(), plan);
        const { facts: own, ...assembled } = assembleResult(plan, parts);
        expect(assembled).toEqual(whole);
        expect(messages(own)).toEqual(expect.arrayContaining(messages(facts)));
      },
    ),
    { seed, numRuns: 300 },
  );
});
