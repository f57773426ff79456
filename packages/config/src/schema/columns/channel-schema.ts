import {
  type ChannelDefinition,
  type ChannelSource,
  type Conditioning,
  isWildcard,
  type NamedSource,
  parseFormula,
  seriesIn,
} from '@ballast/results-model';
import { hasHostile } from '@ballast/text';
import { z } from 'zod';
import { label, text } from '../fields.ts';
import { filterSchema } from './filter-schema.ts';
import { positionSchema } from './position-schema.ts';

const POSITIVE = 'a number above 0';
const FORMULA_WORDS = 'a formula such as hypot(RootMxb1, RootMyb1)';
const DEFINITION_WORDS = 'a formula, or a mapping with formula, of or rose';
const SOURCE_WORDS = 'the name of a channel, or a mapping with object, variable and at';
const NAME_WORDS = 'a name of 1 to 100 visible characters without "*"';
const LONGEST_NAME = 100;

/** Long formulas have several lines; each line break is one blank, so that positions stay. */
const oneLine = z
  .string({ error: FORMULA_WORDS })
  .transform((lines) => lines.replaceAll(/\s/g, ' ').trimEnd());

/** Where the mistake is in the text of the formula is part of the message, and moves its column. */
const validFormula = label(FORMULA_WORDS).check((context) => {
  const parsed = parseFormula(context.value);
  if (parsed.ok) {
    if (seriesIn(parsed.expression).length > 0) return;
    context.issues.push({
      code: 'custom',
      message: 'a formula with at least one channel',
      input: context.value,
    });
    return;
  }
  const { position, expected, found, hint = hintFor(expected) } = parsed.problem;
  const params = { found: `${found} at character ${position + 1}`, hint, offset: position };
  context.issues.push({ code: 'custom', message: expected, input: context.value, params });
});

const formula: z.ZodType<string, string> = oneLine.pipe(validFormula).meta({
  description:
    'Numbers, names of channels (in backticks unless they are words), + - * / ^, parentheses, pi, and abs, atan2, cos, ' +
    'deg, exp, hypot, log, max, min, rad, sin, sqrt. Computed sample by sample.',
  examples: ['hypot(RootMxb1, RootMyb1)', 'TwrBsMyt / 1000'],
});

/** A comma ends a text in a mapping on one line. */
function hintFor(expected: string): string | undefined {
  return expected.startsWith('a closing parenthesis')
    ? 'in braces, a formula with commas needs quotes'
    : undefined;
}

const series = text('the name of one channel').refine((name) => name !== '*', {
  error: 'the name of one channel',
});

const source: z.ZodType<ChannelSource> = z.union(
  [
    series.transform((variable): ChannelSource => ({ object: null, variable, at: null })),
    z.strictObject(
      {
        object: text('the name of an object').nullable().default(null).meta({
          description: 'Name of the object in the model. Only with reader orcaflex.',
        }),
        variable: series.meta({ description: 'Name of the variable or channel.' }),
        at: positionSchema,
      },
      { error: SOURCE_WORDS },
    ),
  ],
  { error: SOURCE_WORDS },
);

const names: z.ZodType<readonly NamedSource[]> = z
  .record(label('a name'), source)
  .transform((written) => Object.entries(written).map(([name, of]) => ({ name, source: of })));

const positive = z.number({ error: POSITIVE }).positive({ error: POSITIVE });

const ROSE_STEP = 'a number of degrees that 180 is a multiple of, from 1 to 90';
const rose = z.strictObject(
  {
    x: source.meta({ description: 'The component at 0 degrees.' }),
    y: source.meta({ description: 'The component at 90 degrees.' }),
    step: z
      .number({ error: ROSE_STEP })
      .min(1, { error: ROSE_STEP })
      .max(90, { error: ROSE_STEP })
      .refine((step) => Math.abs(180 / step - Math.round(180 / step)) < 1e-9, { error: ROSE_STEP })
      .default(15)
      .meta({ description: 'Degrees between directions.' }),
    unit: label('a unit')
      .or(z.literal(''))
      .default('')
      .meta({ description: 'Unit of the magnitude and the components.' }),
  },
  { error: 'a mapping with x and y' },
);

const written = z.strictObject(
  {
    formula: formula.optional(),
    unit: label('a unit')
      .or(z.literal(''))
      .optional()
      .meta({ description: 'Unit of the formula; empty by default.' }),
    series: names.optional().meta({
      description:
        'What names in the formula stand for, if not for a channel of that name: mappings with object, variable and at.',
    }),
    of: source.optional().meta({
      description: 'The channel that is resampled, detrended and filtered, in this order, in its own unit.',
    }),
    resample: z
      .strictObject(
        { step: positive.meta({ description: 'Seconds between samples.' }) },
        { error: 'a mapping with step' },
      )
      .nullable()
      .optional()
      .meta({ description: 'Linear interpolation at equal steps from the first sample on; null for none.' }),
    detrend: z.enum(['constant', 'linear'], { error: 'constant or linear' }).nullable().optional().meta({
      description: 'Subtracts the mean (constant) or the line of least squares (linear); null for none.',
    }),
    filter: filterSchema.nullable().optional().meta({
      description:
        'Butterworth filter, applied forward and backward: no phase, and -6 dB at the cut-off. null for none.',
    }),
    rose: rose.optional().meta({
      description:
        'A vector by its components x and y: defines NAME (magnitude), NAME_direction (degrees) and NAME_0, NAME_15 ' +
        'and so on up to 180 degrees, the components x cos(angle) + y sin(angle).',
    }),
  },
  { error: DEFINITION_WORDS },
);

type Written = z.output<typeof written>;
type Unnamed = ChannelDefinition extends infer One
  ? One extends ChannelDefinition
    ? Omit<One, 'name'>
    : never
  : never;

const mapping = written.transform((value, context): Unnamed => {
  const given = (['formula', 'of', 'rose'] as const).filter((key) => value[key] !== undefined);
  const refuse = (message: string, found?: string): Unnamed => {
    const params = found === undefined ? {} : { found };
    context.issues.push({ code: 'custom', message, input: value, params });
    return z.NEVER;
  };
  // An unknown key has its own mistake, and may be a misspelling of the missing one.
  if (context.issues.length > 0) return z.NEVER;
  const [kind] = given;
  if (given.length !== 1 || kind === undefined)
    return refuse(
      'exactly one of formula, of and rose',
      given.length === 0 ? 'none of them' : given.join(' and '),
    );
  const stray = strayKeys(value, kind);
  if (stray.length > 0) return refuse(`no ${stray.join(' and ')} beside ${kind}`, stray.join(' and '));
  if (kind === 'of' && stepsOf(value).length === 0)
    return refuse('resample, detrend or filter beside of', 'none of them');
  return definitionIn(value);
});

const BESIDE = { formula: ['unit', 'series'], of: ['resample', 'detrend', 'filter'], rose: [] } as const;

function strayKeys(value: Written, kind: keyof typeof BESIDE): string[] {
  const fitting: readonly string[] = BESIDE[kind];
  return Object.values(BESIDE)
    .flat()
    .filter((key) => value[key] !== undefined && !fitting.includes(key));
}

function definitionIn(value: Written): Unnamed {
  if (value.rose !== undefined) return { kind: 'rose', ...value.rose };
  if (value.of !== undefined) return { kind: 'conditioned', of: value.of, steps: stepsOf(value) };
  return {
    kind: 'formula',
    formula: value.formula ?? '',
    unit: value.unit ?? '',
    series: value.series ?? [],
  };
}

function stepsOf({ resample, detrend, filter }: Written): Conditioning[] {
  return [
    ...(resample ? [{ kind: 'resample', step: resample.step } as const] : []),
    ...(detrend ? [{ kind: 'detrend', trend: detrend } as const] : []),
    ...(filter ? [{ kind: 'filter', filter } as const] : []),
  ];
}

const definition: z.ZodType<Unnamed> = z.union(
  [formula.transform((one): Unnamed => ({ kind: 'formula', formula: one, unit: '', series: [] })), mapping],
  { error: DEFINITION_WORDS },
);

const name = z
  .string({ error: NAME_WORDS })
  .refine((one) => one.length > 0 && one.length <= LONGEST_NAME && !isWildcard(one) && !hasHostile(one), {
    error: NAME_WORDS,
  });

export const channelsSchema: z.ZodType<readonly ChannelDefinition[]> = z
  .record(name, definition, { error: 'a mapping of names to definitions' })
  .transform((all) => Object.entries(all).map(([own, one]): ChannelDefinition => ({ name: own, ...one })))
  .default([])
  .meta({
    description:
      'Derived channels: a name and a formula, or a mapping with formula, of or rose. They can be named like channels ' +
      'of the files, and "*" includes them.',
    default: {},
  });
