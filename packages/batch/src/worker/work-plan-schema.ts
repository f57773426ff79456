import { OWN_TASK, READERS } from '@ballast/config';
import { DECIMAL_MARKS, DELIMITERS, isWildcard, type ReadPlan } from '@ballast/results-model';
import * as z from 'zod';
import { type PlanFile, readWorkPlan, type WorkPlan } from './work-plan.ts';

const count = z.int().nonnegative();
const object = z.string().nullable();

const transform = z.object({ sqrt: z.boolean(), factor: z.number(), offset: z.number() }).exactOptional();

const position = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('end'), end: z.enum(['A', 'B']) }),
  z.object({ kind: z.literal('touchdown') }),
  z.object({ kind: z.literal('arclength'), arclength: z.number() }),
  z.object({ kind: z.literal('node'), node: z.number() }),
  z.object({ kind: z.literal('support'), index: z.number() }),
  z.object({ kind: z.literal('point'), x: z.number(), y: z.number(), z: z.number() }),
]);

const period = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['whole', 'static', 'latest-wave']) }),
  z.object({ kind: z.literal('range'), from: z.number().nullable(), to: z.number().nullable() }),
  z.object({ kind: z.literal('instant'), time: z.number() }),
  z.object({ kind: z.literal('stage'), stage: z.number() }),
]);

const along = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arclength'), from: z.number().nullable(), to: z.number().nullable() }),
  z.object({ kind: z.literal('sections'), from: z.number(), to: z.number() }),
]);

/** Their parameters are part of the plan's digest; what a kind does not know is refused where it is computed. */
const reduction = z.looseObject({
  kind: z.enum(['absmax', 'integral', 'travel', 'duration', 'quantile', 'del', 'damage']),
});
const analysis = z.looseObject({
  kind: z.enum(['rainflow', 'spectrum', 'crossings', 'peaks', 'extreme', 'windows']),
});

const csvStyle = z.object({
  delimiter: z.enum(DELIMITERS),
  decimal: z.enum(DECIMAL_MARKS),
  bom: z.boolean(),
  digits: count.nullable(),
});

/** The orders that a batch file may have: the work grows with it. */
const order = z.int().min(1).max(10);

const source = z.object({ object, variable: z.string(), at: position.nullable() });

/** A formula is parsed again where it is computed. */
const channel = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('formula'),
    name: z.string(),
    formula: z.string(),
    unit: z.string(),
    series: z.array(z.object({ name: z.string(), source })),
  }),
  z.object({
    kind: z.literal('conditioned'),
    name: z.string(),
    of: source,
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
]);

const channels = z.array(channel).exactOptional();

const seriesKey = z
  .object({
    object,
    variable: z.string(),
    at: position.nullable(),
    except: z.array(z.string()).exactOptional(),
    channels,
    period,
    transform,
    reductions: z.array(reduction).exactOptional(),
  })
  .refine(hasItsDefinition, { error: 'has no definition of its derived channel' });

interface OfChannels {
  readonly variable: string;
  readonly channels?: readonly { readonly name: string }[];
}

function hasItsDefinition({ variable, channels: own }: OfChannels): boolean {
  return own === undefined || isWildcard(variable) || own.some(({ name }) => name === variable);
}

const valueKey = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('static'),
    object,
    variable: z.string(),
    at: position.nullable(),
    transform,
  }),
  z.object({ kind: z.literal('data'), object, name: z.string(), index: z.number().nullable() }),
  z.object({
    kind: z.literal('range-graph'),
    object,
    variable: z.string(),
    period,
    along: along.nullable(),
    transform,
    curves: z.literal(true).exactOptional(),
  }),
  z.object({ kind: z.literal('figures') }),
]);

interface Positions {
  readonly keys: readonly unknown[];
  readonly links: ReadPlan['links'];
  readonly samples: readonly Pick<ReadPlan['samples'][number], 'columns'>[];
  readonly analyses?: readonly Pick<ReadPlan['samples'][number], 'columns'>[];
}

const readPlan = z
  .object({
    keys: z.array(seriesKey),
    values: z.array(valueKey),
    links: z.array(z.object({ driver: count, linked: z.array(count) })),
    samples: z.array(
      z.object({
        table: count,
        columns: z.array(z.object({ key: count, label: z.string().nullable() })),
        analysis: analysis.exactOptional(),
        decimals: z.number().nullable(),
        format: z.enum(['xlsx', 'parquet']).exactOptional(),
        csv: csvStyle.exactOptional(),
      }),
    ),
    analyses: z
      .array(z.object({ analysis, columns: z.array(z.object({ key: count, label: z.string().nullable() })) }))
      .exactOptional(),
    derived: z.array(z.string()).exactOptional(),
    columns: z.array(z.array(count)),
  })
  .refine(namesOnlyItsKeys, { error: 'names a series that it does not have' });

function namesOnlyItsKeys({ keys, links, samples, analyses = [] }: Positions): boolean {
  const ofLinks = links.flatMap(({ driver, linked }) => [driver, ...linked]);
  const ofSamples = [...samples, ...analyses].flatMap(({ columns }) => columns.map(({ key }) => key));
  return [...ofLinks, ...ofSamples].every((position) => position < keys.length);
}

const workPlan = z.object({
  reader: z.enum([...READERS, OWN_TASK]),
  settings: z.object({
    library: z.string().nullable(),
    nativeThreads: count,
    logging: z.enum(['default', 'virtual', 'memory', 'disk']).exactOptional(),
    version: z.string().nullable().exactOptional(),
  }),
  plan: readPlan,
  task: z.string().exactOptional(),
  origin: z.object({
    resultVersion: z.number(),
    inputs: z.string(),
    earlier: z.string().nullable(),
    configuration: z.string().nullable(),
  }),
});

export interface CheckedPlan {
  /** Null if it is not a work plan. */
  readonly plan: WorkPlan | null;
  /** What is wrong with it, with the field; '' if nothing is. */
  readonly problem: string;
}

/** Whether a value is a work plan, down to its last field. */
export function checkWorkPlan(value: unknown): CheckedPlan {
  const { success, error } = workPlan.safeParse(value, { jitless: true });
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
