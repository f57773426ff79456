import {
  type Along,
  type CaseChannel,
  type ColumnSpec,
  FOOT_ROWS,
  isWildcard,
  LAYOUTS,
  LEADING_FACTS,
  type LeadingColumn,
  type LinkedNames,
  type Period,
  type Position,
  RANGE_STATISTICS,
  type RangeGraphColumn,
  type SeriesColumn,
  STATISTICS,
  type TableSpec,
  type TableStyle,
  type Transform,
  WHOLE,
} from '@ballast/results-model';
import { hasHostile } from '@ballast/text';
import fc from 'fast-check';
import type { Batch } from '../src/batch.ts';
import { nameKey, nameProblem } from '../src/text/safe-name.ts';
import { anyAnalysis, anyCaseTable, anyStatistics } from './arbitrary-analyses.ts';
import { anyNames, overRuns } from './arbitrary-runs.ts';

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
/** Text that a batch file can contain. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    words,
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  )
  .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value));
export const anyName: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom('null', '1', 'true'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  .filter((value) => nameProblem(value) === null);

const variable = anyText.filter((value) => !isWildcard(value));
const anyLabel = anyText.filter((value) => !hasHostile(value));
const label = fc.option(anyLabel);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const range = fc.tuple(fc.option(number), fc.option(number)).map(([a, b]): Period => {
  const swap = a !== null && b !== null && a > b;
  return { kind: 'range', from: swap ? b : a, to: swap ? a : b };
});
const anyReader: fc.Arbitrary<Period> = fc.oneof(
  fc.constant<Period>({ kind: 'whole' }),
  range,
  number.map((value): Period => ({ kind: 'instant', time: value })),
);
const orcaflexPeriod: fc.Arbitrary<Period> = fc.oneof(
  anyReader,
  fc.constantFrom<Period>({ kind: 'static' }, { kind: 'latest-wave' }),
  fc.nat().map((stage): Period => ({ kind: 'stage', stage })),
);
const counted = fc.integer({ min: 1, max: 1e6 });
const position: fc.Arbitrary<Position> = fc.oneof(
  fc.constantFrom<Position>({ kind: 'end', end: 'A' }, { kind: 'end', end: 'B' }, { kind: 'touchdown' }),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((value): Position => ({ kind: 'arclength', arclength: value + 0 })),
  counted.map((node): Position => ({ kind: 'node', node })),
  counted.map((index): Position => ({ kind: 'support', index })),
  fc.tuple(number, number, number).map(([x, y, z]): Position => ({ kind: 'point', x, y, z })),
);
const along: fc.Arbitrary<Along> = fc.oneof(
  range.map((period): Along => {
    if (period.kind !== 'range') throw new Error('no range');
    return { kind: 'arclength', from: period.from, to: period.to };
  }),
  fc
    .tuple(counted, counted)
    .map(([a, b]): Along => ({ kind: 'sections', from: Math.min(a, b), to: Math.max(a, b) })),
);
/** A transform that changes nothing is null. */
const transform: fc.Arbitrary<Transform | null> = fc
  .option(fc.record({ sqrt: fc.boolean(), factor: number, offset: number }))
  .map((one) => (one === null || one.sqrt || one.factor !== 1 || one.offset !== 0 ? one : null));

type Reader = Batch['reader'];
type Layout = TableSpec['layout'];

function placeOf(reader: Reader) {
  const orcaflex = reader === 'orcaflex';
  return {
    object: orcaflex ? anyText : fc.constant(null),
    at: orcaflex ? fc.option(position) : fc.constant(null),
    transform,
  };
}

const periodOf = (reader: Reader): fc.Arbitrary<Period> =>
  reader === 'orcaflex' ? orcaflexPeriod : anyReader;

function series(reader: Reader, layout: Layout): fc.Arbitrary<SeriesColumn> {
  const place = fc.record({
    ...placeOf(reader),
    variable: layout === 'cases' ? variable : anyText,
    period: layout === 'time-series' ? fc.constant<Period>({ kind: 'whole' }) : periodOf(reader),
    label,
  });
  const none = fc.constant({ statistics: [] });
  const requested = layout === 'time-series' || layout === 'analysis' ? none : anyStatistics;
  return fc
    .tuple(place, requested)
    .map(([rest, statistics]): SeriesColumn => ({ kind: 'series', ...rest, ...statistics }));
}

const linked = (reader: Reader): fc.Arbitrary<ColumnSpec> =>
  fc.record({
    kind: fc.constant('linked' as const),
    ...placeOf(reader),
    variable,
    linked: fc.array(fc.record({ ...placeOf(reader), variable }), { minLength: 1, maxLength: 3 }),
    period: periodOf(reader),
    label,
  });

const values: fc.Arbitrary<ColumnSpec> = fc.oneof(
  fc.record({ kind: fc.constant('static' as const), ...placeOf('orcaflex'), variable, label }),
  fc.record({
    kind: fc.constant('data' as const),
    object: anyText,
    name: anyText,
    index: fc.option(counted),
    label,
  }),
  fc.record({
    kind: fc.constant('range-graph' as const),
    object: anyText,
    variable,
    period: orcaflexPeriod,
    along: fc.option(along),
    statistics: fc.uniqueArray(fc.constantFrom(...RANGE_STATISTICS), { minLength: 1 }),
    label,
    transform,
  }),
);

const wholeGraph: fc.Arbitrary<ColumnSpec> = fc.record<RangeGraphColumn>({
  kind: fc.constant('range-graph' as const),
  object: anyText,
  variable,
  period: orcaflexPeriod,
  along: fc.option(along),
  statistics: fc.constant([]),
  label,
  transform,
});

function column(reader: Reader, layout: Layout): fc.Arbitrary<ColumnSpec> {
  if (layout === 'range-graph' || layout === 'range-envelope') return wholeGraph;
  if (layout === 'linked') return linked(reader);
  if (layout === 'time-series' || reader !== 'orcaflex') return series(reader, layout);
  return fc.oneof(series(reader, layout), values);
}

const headers: fc.Arbitrary<LinkedNames> = fc.record({
  max: anyLabel,
  tMax: anyLabel,
  atMax: anyLabel,
  min: anyLabel,
  tMin: anyLabel,
  atMin: anyLabel,
});

const leading: fc.Arbitrary<LeadingColumn[]> = fc.array(
  fc.record({ fact: fc.constantFrom(...LEADING_FACTS.slice(0, 8)), header: anyLabel }),
  { minLength: 1, maxLength: 4 },
);
const word: LeadingColumn = { fact: 'statistic', header: 'statistic' };

function style(layout: Layout): fc.Arbitrary<TableStyle> {
  const hasFoot = layout === 'wide' || layout === 'linked';
  const first = leading.map((columns) => [...columns, word]);
  return fc.record({
    fileName: fc.constant(null),
    leading: layout === 'time-series' || layout === 'range-envelope' ? fc.constant(null) : fc.option(first),
    decimals: fc.option(fc.integer({ min: 0, max: 15 })),
    foot: hasFoot ? fc.uniqueArray(fc.constantFrom(...FOOT_ROWS)) : fc.constant([]),
    onlyComplete: fc.boolean(),
    linkedNames: layout === 'linked' ? fc.option(headers) : fc.constant(null),
  });
}

function laidOut(reader: Reader): fc.Arbitrary<TableSpec> {
  const layouts: readonly Layout[] =
    reader === 'orcaflex' ? LAYOUTS : LAYOUTS.filter((layout) => !layout.startsWith('range-'));
  return fc.constantFrom(...layouts).chain((layout) =>
    fc
      .record({
        name: anyName,
        layout: fc.constant(layout),
        columns: fc.array(column(reader, layout), { minLength: 1, maxLength: 3 }),
        ...(layout === 'wide'
          ? { units: fc.constantFrom('header' as const, 'row' as const, undefined) }
          : {}),
        style: style(layout),
      })
      .map(({ units, ...rest }) => (units === undefined ? rest : { ...rest, units })),
  );
}

const analysed = (reader: Reader): fc.Arbitrary<TableSpec> =>
  fc.record({
    name: anyName,
    layout: fc.constant('analysis' as const),
    columns: fc.array(series(reader, 'analysis'), { minLength: 1, maxLength: 3 }),
    analysis: anyAnalysis,
    style: style('analysis'),
  });

function overCases(reader: Reader, channels: readonly CaseChannel[]): fc.Arbitrary<TableSpec> {
  return anyCaseTable.chain((table) =>
    fc.record({
      name: anyName,
      layout: fc.constant('cases' as const),
      columns:
        table.kind === 'cases'
          ? fc.constant([])
          : fc.array(series(reader, 'cases').map(withDuration), { minLength: 1, maxLength: 2 }),
      cases: fc.constant({ table, columns: [], channels }),
      style: style('cases'),
    }),
  );
}

/** Weights need how long each file is: every column over cases has it. */
function withDuration(own: SeriesColumn): SeriesColumn {
  const { reductions = [] } = own;
  if (reductions.some(({ kind }) => kind === 'duration')) return own;
  return { ...own, reductions: [...reductions, { kind: 'duration' }] };
}

const channel: fc.Arbitrary<CaseChannel> = fc
  .record({
    name: fc.stringMatching(/^[A-Za-z]\w{0,5}$/),
    variable: anyText,
    statistic: fc.constantFrom(...STATISTICS),
  })
  .map(({ name, variable: of, statistic }) => {
    const plain = { object: null, at: null, period: WHOLE, label: null, transform: null };
    return { name, statistic, column: { kind: 'series', ...plain, variable: of, statistics: [statistic] } };
  });

/** The load cases of a batch; their channels are part of its tables. */
const cases: fc.Arbitrary<Batch['cases']> = fc.option(
  fc.record({
    file: fc.option(anyText),
    pattern: fc.option(fc.constantFrom('DLC{dlc}_v{ws}.out', '{a}-{b}', 'x{seed}')),
  }),
);

/** The tables of a batch, its load cases and the names of its runs, with every default filled in as by `parseBatch`. */
export function anyTables(
  reader: Reader,
): fc.Arbitrary<Pick<Batch, 'cases' | 'names'> & { readonly tables: TableSpec[] }> {
  const channels = fc.uniqueArray(channel, { maxLength: 2, selector: ({ name }) => name });
  const runs = reader === 'one' ? fc.option(anyNames) : fc.constant(null);
  return fc.tuple(cases, channels, runs).chain(([own, known, names]) => {
    const usual = [laidOut(reader), analysed(reader)];
    const table = fc.oneof(
      ...usual,
      ...(own === null ? [] : [overCases(reader, known)]),
      ...(names === null ? [] : [overRuns(names, { name: anyName, style: style('averages') })]),
    );
    return fc.record({
      cases: fc.constant(own),
      names: fc.constant(names),
      tables: fc.uniqueArray(table, { minLength: 1, maxLength: 3, selector: ({ name }) => nameKey(name) }),
    });
  });
}
