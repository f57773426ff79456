import { bytes, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChannels } from '../../test/arbitrary-channels.ts';
import { anyName, anyTables, anyText } from '../../test/arbitrary-tables.ts';
import { type Batch, LOGGINGS, type OrcaflexSettings, SEAT_SCOPES } from '../batch.ts';
import { formatIssues } from '../mistake.ts';
import { parseBatch } from '../parse-batch.ts';
import type { Policy } from '../policy.ts';
import type { MemoryBudget } from '../quantity/memory.ts';
import { withDerived } from './derived-columns.ts';
import { effectiveYaml } from './effective-yaml.ts';

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

describe('effectiveYaml', () => {
  it('writes any batch so that it reads back as an equal batch, without warnings', () => {
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

  it.each(['fffe', 'ffff'])('escapes U+%s, which YAML does not allow as it is', (code) => {
    const rest = 'reader: openfast\ninputs: { directory: sims }\noutput: out\n';
    const tables = 'tables: [{ name: t, layout: long, columns: [{ variable: "*" }] }]\n';
    const text = `version: 1\nbatch: "a\\u${code}b"\n${rest}${tables}`;
    const read = parseBatch({ source: 'batch.yml', text });
    if (!read.ok) throw new Error(formatIssues(read.issues, read.source));
    const again = parseBatch({ source: 'batch.effective.yml', text: effectiveYaml(read.batch) });
    expect(again).toMatchObject({ ok: true, batch: { name: read.batch.name }, warnings: [] });
  });

  it('writes every default, and the schema comment for editors first', () => {
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
        'tablesFolder: null',
        'resources:',
        '  memory: 75%',
        '  memoryFactor: auto',
        '  workers: auto',
        '  loads: auto',
        '  seats: auto',
        '  nativeThreads: 1',
        '  policy: adaptive',
        '  affinity: none',
        '  net: auto',
        '  timeout: 1h',
        '  hungAfter: 2min',
        '  retries: { workerLost: 1, workerLostAlone: 2, outOfMemory: 1, hung: 0, timedOut: 0, unstableInput: 1, unavailableInput: 2min }',
        'orcaflex:',
        '  library: null',
        '  logging: default',
        '  version: null',
        '  licences: { scope: machine, patience: 1h, seats: auto }',
        'tables:',
        '  - name: t',
        '    layout: wide',
        '    style: { fileName: null, leading: null, decimals: null, foot: [], onlyComplete: false, linkedNames: null }',
        '    columns:',
        '      - kind: series',
        '        object: Line1',
        '        variable: Effective Tension',
        '        at: { end: A }',
        '        period: whole',
        '        statistics: [ n, min, tMin, max, tMax, mean, std, std1, rms, skew, kurt ]',
        '        label: null',
        '        transform: null',
        '',
      ].join('\n'),
    );
  });

  it('keeps a hostile schema path on one line', () => {
    const result = parseBatch({
      source: 'batch.yml',
      text: 'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n',
    });
    const [first, second] = result.ok ? effectiveYaml(result.batch, 'x\nversion: 2').split('\n') : [];
    expect([first, second]).toEqual(['# yaml-language-server: $schema=xversion: 2', 'version: 1']);
  });

  it('omits the comment without a schema', () => {
    const text =
      'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n';
    const result = parseBatch({ source: 'batch.yml', text });
    expect(result.ok && effectiveYaml(result.batch, null)).toMatch(/^version: 1\n/);
  });
});
