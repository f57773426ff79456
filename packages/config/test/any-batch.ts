import { bytes, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Batch, LOGGINGS, type OrcaflexSettings, SEAT_SCOPES } from '../src/batch.ts';
import { withDerived } from '../src/convert/derived-columns.ts';
import { effectiveYaml } from '../src/convert/effective-yaml.ts';
import { formatIssues } from '../src/mistake.ts';
import { parseBatch } from '../src/parse-batch.ts';
import type { Policy } from '../src/policy.ts';
import type { MemoryBudget } from '../src/quantity/memory.ts';
import { anyChannels } from './arbitrary-channels.ts';
import { anyName, anyTables, anyText } from './arbitrary-tables.ts';

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

const span = fc.integer({ min: 1000, max: 24 * 86_400_000 }).map(milliseconds);

const orcaflex: fc.Arbitrary<OrcaflexSettings> = fc.record({
  library: fc.option(anyText),
  logging: fc.constantFrom(...LOGGINGS),
  version: fc.option(fc.constantFrom('11.6', '10', '11.4c')),
  licences: fc.record({
    scope: fc.constantFrom(...SEAT_SCOPES),
    patience: fc.nat(24 * 86_400_000).map(milliseconds),
    seats: autoOr(10_000),
  }),
});

const anyLine = fc.string({
  minLength: 1,
  maxLength: 60,
  unit: fc.constantFrom(...'aZ09 .,:#{}[]"\'<>&ø漢-'),
});

const batches: fc.Arbitrary<Batch> = fc
  .constantFrom<Batch['reader']>('openfast', 'orcaflex', 'one')
  .chain((reader) =>
    fc.record({
      version: fc.constant(1 as const),
      name: anyName,
      reader: fc.constant(reader),
      task: fc.constant(null),
      inputs: fc.record({
        directory: anyText,
        include: fc.array(anyText, { minLength: 1, maxLength: 3 }),
        exclude: fc.array(anyText, { maxLength: 3 }),
      }),
      output: anyText,
      tablesFolder: fc.option(anyText),
      report: fc.record({
        title: fc.option(anyLine),
        client: fc.option(anyLine),
        logo: fc.option(anyText),
        notes: fc.option(fc.array(anyLine, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))),
      }),
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
        net: fc.constantFrom<Batch['resources']['net']>('auto', 'off'),
        timeout: span,
        hungAfter: span,
        retries: fc.record({
          workerLost: fc.nat(10),
          workerLostAlone: fc.nat(10),
          outOfMemory: fc.nat(10),
          hung: fc.nat(10),
          timedOut: fc.nat(10),
          unstableInput: fc.nat(10),
          unavailableInput: fc.nat(86_400_000).map(milliseconds),
        }),
      }),
      orcaflex: reader === 'orcaflex' ? orcaflex : fc.constant(null),
      channels: anyChannels(reader),
      measured: anyTables(reader),
    }),
  )
  .map(({ measured, ...rest }) => ({
    ...rest,
    ...measured,
    tables: withDerived(measured.tables, rest.channels),
  }));

export function itWritesAnyBatch(runs: number): void {
  it('writes any batch so that it reads back as an equal batch, without warnings', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        const result = parseBatch({ text: effectiveYaml(batch), source: 'batch.effective.yml' });
        if (!result.ok) throw new Error(formatIssues(result.issues, result.source));
        expect(result.batch).toEqual(batch);
        expect(result.warnings).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
}
