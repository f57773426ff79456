import { OWN_TASK, READERS } from '@ballast/config';
import { DECIMAL_MARKS, DELIMITERS, isWildcard, type ReadPlan } from '@ballast/results-model';
import * as z from 'zod';
import { type PlanFile, readWorkPlan, type WorkPlan } from './work-plan.ts';

/** Most processes check no plan, and to build a schema takes longer than to check one. */
function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const count = z.int().nonnegative();
const object = z.string().nullable();

const ownTransform = once(() => z.object({ sqrt: z.boolean(), factor: z.number(), offset: z.number() }));
const transform = once(() => ownTransform().exactOptional());

const position = once(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('end'), end: z.enum(['A', 'B']) }),
    z.object({ kind: z.literal('touchdown') }),
    z.object({ kind: z.literal('arclength'), arclength: z.number() }),
    z.object({ kind: z.literal('node'), node: z.number() }),
    z.object({ kind: z.literal('support'), index: z.number() }),
    z.object({ kind: z.literal('point'), x: z.number(), y: z.number(), z: z.number() }),
  ]),
);

const period = once(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['whole', 'static', 'latest-wave']) }),
    z.object({ kind: z.literal('range'), from: z.number().nullable(), to: z.number().nullable() }),
    z.object({ kind: z.literal('instant'), time: z.number() }),
    z.object({ kind: z.literal('stage'), stage: z.number() }),
  ]),
);

const along = once(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('arclength'), from: z.number().nullable(), to: z.number().nullable() }),
    z.object({ kind: z.literal('sections'), from: z.number(), to: z.number() }),
  ]),
);

/** Their parameters are part of the plan's digest; what a kind does not know is refused where it is computed. */
const reduction = once(() =>
  z.looseObject({
    kind: z.enum(['absmax', 'integral', 'travel', 'duration', 'quantile', 'del', 'damage']),
  }),
);
const analysis = once(() =>
  z.looseObject({
    kind: z.enum(['rainflow', 'spectrum', 'crossings', 'peaks', 'extreme', 'windows']),
  }),
);

const csvStyle = once(() =>
  z.object({
    delimiter: z.enum(DELIMITERS),
    decimal: z.enum(DECIMAL_MARKS),
    bom: z.boolean(),
    digits: count.nullable(),
  }),
);

/** The orders that a batch file may have: the work grows with it. */
const order = z.int().min(1).max(10);

const source = once(() => z.object({ object, variable: z.string(), at: position().nullable() }));

/** A formula is parsed again where it is computed. */
const channel = once(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('formula'),
      name: z.string(),
      formula: z.string(),
      unit: z.string(),
      series: z.array(z.object({ name: z.string(), source: source() })),
    }),
    z.object({
      kind: z.literal('conditioned'),
      name: z.string(),
      of: source(),
      steps: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('resample'), step: z.number().positive() }),
          z.object({ kind: z.literal('detrend'), trend: z.enum(['constant', 'linear']) }),
          z.object({
            kind: z.literal('filter'),
            filter: z.discriminatedUnion('kind', [
              z.object({ kind: z.enum(['lowpass', 'highpass']), cutOff: z.number().positive(), order }),
              z.object({
                kind: z.literal('bandpass'),
                from: z.number().positive(),
                to: z.number().positive(),
                order,
              }),
            ]),
          }),
        ]),
      ),
    }),
  ]),
);

const channels = once(() => z.array(channel()).exactOptional());

const seriesKey = once(() =>
  z
    .object({
      object,
      variable: z.string(),
      at: position().nullable(),
      except: z.array(z.string()).exactOptional(),
      channels: channels(),
      period: period(),
      transform: transform(),
      reductions: z.array(reduction()).exactOptional(),
    })
    .refine(hasItsDefinition, { error: 'has no definition of its derived channel' }),
);

interface OfChannels {
  readonly variable: string;
  readonly channels?: readonly { readonly name: string }[];
}

function hasItsDefinition({ variable, channels: own }: OfChannels): boolean {
  return own === undefined || isWildcard(variable) || own.some(({ name }) => name === variable);
}

const valueKey = once(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('static'),
      object,
      variable: z.string(),
      at: position().nullable(),
      transform: transform(),
    }),
    z.object({ kind: z.literal('data'), object, name: z.string(), index: z.number().nullable() }),
    z.object({
      kind: z.literal('range-graph'),
      object,
      variable: z.string(),
      period: period(),
      along: along().nullable(),
      transform: transform(),
      curves: z.literal(true).exactOptional(),
    }),
    z.object({ kind: z.literal('figures') }),
  ]),
);

interface Positions {
  readonly keys: readonly unknown[];
  readonly links: ReadPlan['links'];
  readonly samples: readonly Pick<ReadPlan['samples'][number], 'columns'>[];
  readonly analyses?: readonly Pick<ReadPlan['samples'][number], 'columns'>[];
}

const readPlan = once(() =>
  z
    .object({
      keys: z.array(seriesKey()),
      values: z.array(valueKey()),
      links: z.array(z.object({ driver: count, linked: z.array(count) })),
      samples: z.array(
        z.object({
          table: count,
          columns: z.array(z.object({ key: count, label: z.string().nullable() })),
          analysis: analysis().exactOptional(),
          decimals: z.number().nullable(),
          format: z.enum(['xlsx', 'parquet']).exactOptional(),
          csv: csvStyle().exactOptional(),
        }),
      ),
      analyses: z
        .array(
          z.object({
            analysis: analysis(),
            columns: z.array(z.object({ key: count, label: z.string().nullable() })),
          }),
        )
        .exactOptional(),
      derived: z.array(z.string()).exactOptional(),
      columns: z.array(z.array(count)),
    })
    .refine(namesOnlyItsKeys, { error: 'names a series that it does not have' }),
);

function namesOnlyItsKeys({ keys, links, samples, analyses = [] }: Positions): boolean {
  const ofLinks = links.flatMap(({ driver, linked }) => [driver, ...linked]);
  const ofSamples = [...samples, ...analyses].flatMap(({ columns }) => columns.map(({ key }) => key));
  return [...ofLinks, ...ofSamples].every((position) => position < keys.length);
}

const ofSeries = once(() => ({
  ...{ object, variable: z.string(), at: position().nullable(), period: period() },
  ...{ label: z.string().nullable(), transform: ownTransform().nullable(), channels: channels() },
}));
const linked = once(() =>
  z.array(
    z.object({
      object,
      variable: z.string(),
      at: position().nullable(),
      transform: ownTransform().nullable(),
    }),
  ),
);
const names = z.array(z.string());
const column = once(() =>
  z.discriminatedUnion('kind', [
    z.object({
      ...{ kind: z.literal('series'), ...ofSeries(), statistics: names },
      ...{ except: names.exactOptional(), reductions: z.array(reduction()).exactOptional() },
    }),
    z.object({ kind: z.literal('linked'), ...ofSeries(), linked: linked() }),
    z.looseObject({ kind: z.enum(['static', 'data', 'range-graph']), object }),
  ]),
);

/** Of the rows that are made with each result; it is a part of what a table is. */
const rowsOfTable = once(() =>
  z.object({
    ...{ name: z.string(), layout: z.enum(['long', 'linked', 'analysis', 'range-graph']) },
    columns: z.array(column()),
    ...{ analysis: analysis().exactOptional(), csv: csvStyle().exactOptional() },
    style: z
      .looseObject({ decimals: z.int().min(0).max(100).nullable(), onlyComplete: z.boolean() })
      .exactOptional(),
  }),
);

const workPlan = once(() =>
  z.object({
    reader: z.enum([...READERS, OWN_TASK]),
    settings: z.object({
      library: z.string().nullable(),
      nativeThreads: count,
      logging: z.enum(['default', 'virtual', 'memory', 'disk']).exactOptional(),
      version: z.string().nullable().exactOptional(),
    }),
    plan: readPlan(),
    lines: z.array(rowsOfTable()).exactOptional(),
    task: z.string().exactOptional(),
    origin: z.object({
      resultVersion: z.number(),
      inputs: z.string(),
      earlier: z.string().nullable(),
      configuration: z.string().nullable(),
    }),
  }),
);

export interface CheckedPlan {
  /** Null if it is not a work plan. */
  readonly plan: WorkPlan | null;
  /** What is wrong with it, with the field; '' if nothing is. */
  readonly problem: string;
}

/** Whether a value is a work plan, down to its last field. */
export function checkWorkPlan(value: unknown): CheckedPlan {
  const { success, error } = workPlan().safeParse(value, { jitless: true });
  // The value itself: fields stay in the order in which they were written.
  if (success) return { plan: value as WorkPlan, problem: '' };
  const [first] = error.issues;
  return { plan: null, problem: `field ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}` };
}

/** Null for anything but the plan of a batch whose results this version can use. */
export function planOrNull(file: PlanFile): WorkPlan | null {
  try {
    return checkWorkPlan(readWorkPlan(file)).plan;
  } catch {
    return null;
  }
}
