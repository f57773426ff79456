import {
  type NamePattern,
  RUN_PICTURES,
  type RunsTable,
  type TableSpec,
  type TableStyle,
} from '@ballast/results-model';
import fc from 'fast-check';

const PARTS = ['scenario', 'router', 'seed', 'ttl', 'report_type'] as const;
const part = fc.constantFrom(...PARTS);
const figure = fc.constantFrom('created', 'delivery_prob', 'null', 'a: b', '12');
const extract = fc
  .uniqueArray(part, { maxLength: 2 })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      pattern: fc.constantFrom('number', '(\\d+)', '^t(\\w+)$', '[a-z]+'),
    }),
  )
  .map(({ names, pattern }) => names.map((name) => ({ name, pattern })));

/** How the names of files show their runs. */
export const anyNames: fc.Arbitrary<NamePattern> = fc.oneof(
  fc.record({
    kind: fc.constant('positions' as const),
    delimiter: fc.constantFrom('_', '-', '~', '#'),
    positions: fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: PARTS.length, maxLength: PARTS.length })
      .map((places) => PARTS.map((name, i) => ({ name, position: places[i] ?? 0 }))),
    extract,
  }),
  fc.record({
    kind: fc.constant('expression' as const),
    expression: fc.constant(PARTS.map((name) => `(?<${name}>\\w+)`).join('_')),
    extract,
  }),
);

const labels = fc.dictionary(
  fc.constantFrom('ttl', 'created', 'x y'),
  fc.constantFrom('TTL (s)', 'null', '#1'),
);
const figures = fc.array(figure, { minLength: 1, maxLength: 3 });

function anyRuns(names: NamePattern): fc.Arbitrary<RunsTable> {
  const common = { names: fc.constant(names), labels };
  return fc.oneof(
    fc.record({
      ...common,
      kind: fc.constant('averages' as const),
      groupBy: fc.array(part, { maxLength: 3 }),
      minFiles: fc.integer({ min: 1, max: 1_000_000 }),
      ignore: fc.array(figure, { maxLength: 2 }),
      template: fc.option(fc.constantFrom('{router}_average.txt', 'x.txt')),
      precision: fc.nat(20),
      lines: fc.array(figure, { maxLength: 2 }),
    }),
    fc.record({
      ...common,
      kind: fc.constant('metrics' as const),
      figures: fc.option(figures),
      template: fc.option(fc.constant('{router}.csv')),
      pictures: fc.subarray([...RUN_PICTURES]),
      by: part,
      over: fc.option(fc.tuple(part, part)),
    }),
  );
}

/** A table over runs. */
export function overRuns(
  names: NamePattern,
  { name, style }: { readonly name: fc.Arbitrary<string>; readonly style: fc.Arbitrary<TableStyle> },
): fc.Arbitrary<TableSpec> {
  return anyRuns(names).chain((runs) =>
    fc.record({
      name,
      layout: fc.constant(runs.kind),
      columns: fc.constant([]),
      runs: fc.constant(runs),
      style,
    }),
  );
}
