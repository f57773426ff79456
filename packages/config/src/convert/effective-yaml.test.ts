import { bytes, milliseconds } from '@ballast/resource-model';
import {
  type ColumnSpec,
  type Period,
  type Position,
  STATISTICS,
  type TableSpec,
} from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../batch.ts';
import { formatIssues } from '../mistake.ts';
import { parseBatch } from '../parse-batch.ts';
import type { Policy } from '../policy.ts';
import type { MemoryBudget } from '../quantity/memory.ts';
import { nameKey, nameProblem } from '../text/safe-name.ts';
import { effectiveYaml } from './effective-yaml.ts';

const words = fc.constantFrom(
  '*',
  'null',
  '~',
  '12',
  'yes',
  '- a',
  '#x',
  'a: b',
  ' lead',
  'trail ',
  '&a',
  '!t',
  '1e3',
  '<<',
  "'",
  '"',
  '\\',
);
const text = fc
  .oneof(
    words,
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  )
  .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value));
const name = fc
  .oneof(fc.constantFrom('null', '1', 'true'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  .filter((value) => nameProblem(value) === null);
const time = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const range = fc.tuple(fc.option(time), fc.option(time)).map(([a, b]): Period => {
  const swap = a !== null && b !== null && a > b;
  return { kind: 'range', from: swap ? b : a, to: swap ? a : b };
});
const anyReader: fc.Arbitrary<Period> = fc.oneof(
  fc.constant<Period>({ kind: 'whole' }),
  range,
  time.map((value): Period => ({ kind: 'instant', time: value })),
);
const orcaflexPeriod: fc.Arbitrary<Period> = fc.oneof(
  anyReader,
  fc.constantFrom<Period>({ kind: 'static' }, { kind: 'latest-wave' }),
  fc.nat().map((stage): Period => ({ kind: 'stage', stage })),
);
const position: fc.Arbitrary<Position> = fc.oneof(
  fc.constantFrom<Position>({ kind: 'end', end: 'A' }, { kind: 'end', end: 'B' }, { kind: 'touchdown' }),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((value): Position => ({ kind: 'arclength', arclength: value + 0 })),
  fc.integer({ min: 1, max: 1e6 }).map((node): Position => ({ kind: 'node', node })),
);
const statistics = fc.uniqueArray(fc.constantFrom(...STATISTICS), { minLength: 1 });

function column(reader: Batch['reader']): fc.Arbitrary<ColumnSpec> {
  const orcaflex = reader === 'orcaflex';
  return fc.record({
    object: orcaflex ? text : fc.constant(null),
    variable: text,
    at: orcaflex ? fc.option(position) : fc.constant(null),
    period: orcaflex ? orcaflexPeriod : anyReader,
    statistics,
    label: fc.option(text),
  });
}

const memory: fc.Arbitrary<MemoryBudget> = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }).map((n): MemoryBudget => ({ kind: 'share', share: n / 100_000 })),
  fc
    .integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    .map((n): MemoryBudget => ({ kind: 'size', bytes: bytes(n) })),
);

function autoOr(most: number): fc.Arbitrary<'auto' | number> {
  return fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: most }));
}

const workers = fc.integer({ min: 1, max: 1024 });
const size = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const thresholds = fc
  .tuple(fc.uniqueArray(size, { maxLength: 4 }), fc.array(workers, { minLength: 5, maxLength: 5 }))
  .map(([limits, counts]) =>
    [...limits.sort((a, b) => a - b), null].map((below, i) => ({ below, workers: counts[i] ?? 1 })),
  );
const knobs = fc
  .record({
    eta: fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }),
    gamma: fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value + 0),
    overhead: fc.maxSafeNat(),
    minWorkers: workers,
    maxWorkers: workers,
    fallback: workers,
  })
  .filter(({ minWorkers, maxWorkers }) => minWorkers <= maxWorkers);
const policy: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant<Policy>({ kind: 'adaptive' }),
  fc.record({ kind: fc.constant('fixed' as const), workers }),
  fc.record({ kind: fc.constant('size-table' as const), thresholds }),
  fc.record({ kind: fc.constant('oppnda' as const), knobs, safety: fc.boolean() }),
  fc.record({ kind: fc.constant('memfree' as const), free: size, workers }),
);

const batches: fc.Arbitrary<Batch> = fc
  .constantFrom<Batch['reader']>('openfast', 'orcaflex')
  .chain((reader) =>
    fc.record({
      version: fc.constant(1 as const),
      name,
      reader: fc.constant(reader),
      inputs: fc.record({
        directory: text,
        include: fc.array(text, { minLength: 1, maxLength: 3 }),
        exclude: fc.array(text, { maxLength: 3 }),
      }),
      output: text,
      resources: fc.record({
        memory,
        memoryFactor: fc.oneof(
          fc.constant('auto' as const),
          fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 10),
        ),
        workers: autoOr(1024),
        loads: autoOr(64),
        seats: autoOr(10_000),
        nativeThreads: fc.integer({ min: 1, max: 64 }),
        policy,
        affinity: fc.constantFrom<Batch['resources']['affinity']>('none', 'numa'),
        timeout: fc.integer({ min: 1000, max: 24 * 86_400_000 }).map(milliseconds),
      }),
      orcaflex: reader === 'orcaflex' ? fc.record({ library: fc.option(text) }) : fc.constant(null),
      tables: fc.uniqueArray(
        fc.record({
          name,
          layout: fc.constantFrom<TableSpec['layout']>('long', 'wide'),
          columns: fc.array(column(reader), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3, selector: (table) => nameKey(table.name) },
      ),
    }),
  );

describe('effectiveYaml', () => {
  it('writes any batch so that it reads back equal, without warnings', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const result = parseBatch({ text: effectiveYaml(batch), source: 'batch.effective.yml' });
        if (!result.ok) throw new Error(formatIssues(result.issues, result.source));
        expect(result.batch).toEqual(batch);
        expect(result.warnings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('writes every default, and the comment that editors read first', () => {
    const result = parseBatch({
      source: 'batch.yml',
      text: 'version: 1\nbatch: a\nreader: orcaflex\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ object: Line1, variable: Effective Tension, at: { end: A } }] }]\n',
    });
    expect(result.ok && effectiveYaml(result.batch, '../batch-v1.schema.json')).toBe(
      [
        '# yaml-language-server: $schema=../batch-v1.schema.json',
        'version: 1',
        'batch: a',
        'reader: orcaflex',
        'inputs:',
        '  directory: sims',
        '  include: [ "**/*.sim" ]',
        '  exclude: []',
        'output: out',
        'resources: { memory: 75%, memoryFactor: auto, workers: auto, loads: auto, seats: auto, nativeThreads: 1, policy: adaptive, affinity: none, timeout: 1h }',
        'orcaflex: { library: null }',
        'tables:',
        '  - name: t',
        '    layout: wide',
        '    columns:',
        '      - object: Line1',
        '        variable: Effective Tension',
        '        at: { end: A }',
        '        period: whole',
        '        statistics: [ n, min, tMin, max, tMax, mean, std, std1, rms, skew, kurt ]',
        '        label: null',
        '',
      ].join('\n'),
    );
  });

  it('keeps a hostile path of the schema on its line', () => {
    const result = parseBatch({
      source: 'batch.yml',
      text: 'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n',
    });
    const [first, second] = result.ok ? effectiveYaml(result.batch, 'x\nversion: 2').split('\n') : [];
    expect([first, second]).toEqual(['# yaml-language-server: $schema=xversion: 2', 'version: 1']);
  });

  it('leaves the comment out where there is no schema to name', () => {
    const text =
      'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n';
    const result = parseBatch({ source: 'batch.yml', text });
    expect(result.ok && effectiveYaml(result.batch, null)).toMatch(/^version: 1\n/);
  });
});
