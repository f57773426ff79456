import {
  type Damage,
  DEFAULT_COUNT,
  dnvCurve,
  type EquivalentLoad,
  MEAN_STRESS_RULES,
  type MeanStressRule,
  RESIDUES,
  SN_CLASSES,
  SN_ENVIRONMENTS,
  type SnCurve,
} from '@ballast/results-model';
import { z } from 'zod';
import { safeName, someOf } from '../fields.ts';

const POSITIVE = 'a number above 0';
const positive = z.number({ error: POSITIVE }).positive({ error: POSITIVE });

const residue = z
  .enum(RESIDUES, { error: `one of ${RESIDUES.join(', ')}` })
  .default(DEFAULT_COUNT.residue)
  .meta({
    description:
      'Ranges that no rainflow cycle closed: half counts them as half cycles (ASTM E1049-85, 5.4.4), full as whole ' +
      'ones, ignore not at all; repeat counts the cycles that close if the series repeats (5.4.5).',
  });

const ends = z.boolean({ error: 'true or false' }).default(DEFAULT_COUNT.ends).meta({
  description: 'Whether the first and the last sample count as turning points.',
});

const MEAN_WORDS = 'a mapping with rule, ultimate and fixedMean';

const meanStress = z
  .strictObject(
    {
      rule: z.enum(MEAN_STRESS_RULES, { error: `one of ${MEAN_STRESS_RULES.join(', ')}` }).meta({
        description:
          'goodman: S/(1 - M/U) for means M above 0; gerber: S/(1 - (M/U)^2); mlife: S (U - |MF|)/(U - |M|).',
      }),
      ultimate: positive.optional().meta({
        description: 'Ultimate load U in the unit of the series; required unless the rule is none.',
      }),
      fixedMean: z.number({ error: 'a number' }).nullable().default(null).meta({
        description: 'MF of the rule mlife in the unit of the series; null for the mean of the series.',
      }),
    },
    { error: MEAN_WORDS },
  )
  .transform((written, context): MeanStressRule => {
    const { rule, ultimate, fixedMean } = written;
    if (rule === 'none') return { rule };
    if (ultimate === undefined) {
      context.issues.push({
        code: 'custom',
        message: `\`ultimate\`, the load in the unit of the series that the rule ${rule} needs`,
        input: written,
      });
      return z.NEVER;
    }
    return rule === 'mlife' ? { rule, ultimate, fixedMean } : { rule, ultimate };
  })
  .default({ rule: 'none' })
  .meta({ description: 'Correction of the ranges for their means; none by default.' });

const EXPONENT = 'an exponent of at least 1';
const exponent = z
  .number({ error: EXPONENT })
  .min(1, { error: EXPONENT })
  .max(50, { error: 'an exponent of at most 50' });

const DEL_WORDS = 'a mapping with m, residue, frequency and so on';

/** One equivalent load for each exponent. */
export const equivalentLoadSchema: z.ZodType<readonly EquivalentLoad[]> = z
  .strictObject(
    {
      m: z.union([exponent, someOf(exponent, 'a list of exponents')], { error: EXPONENT }).meta({
        description: 'Exponent of the S-N curve, or a list of them: one column for each.',
        examples: [4, [4, 10]],
      }),
      residue,
      ends,
      frequency: positive.optional().meta({
        description:
          'The load refers to this many cycles per second of the series; 1 Hz by default. Not with cycles.',
      }),
      cycles: positive.optional().meta({
        description:
          'The load refers to this number of cycles, whatever the length of the series. Not with frequency.',
      }),
      meanStress,
    },
    { error: DEL_WORDS },
  )
  .check((context) => {
    const { frequency, cycles } = context.value;
    if (frequency === undefined || cycles === undefined) return;
    context.issues.push({ code: 'custom', message: 'frequency or cycles, not both', input: context.value });
  })
  .transform((written): readonly EquivalentLoad[] => {
    const { m, frequency, cycles, ...rule } = written;
    const reference = cycles === undefined ? { frequency: frequency ?? 1 } : { cycles };
    return [...new Set([m].flat())].map((one) => ({ kind: 'del', m: one, reference, ...rule }));
  });

const CURVE_WORDS = `one of the classes ${SN_CLASSES.join(', ')}, or a mapping with m1 and logA1`;

const curveNumbers = z.strictObject(
  {
    name: safeName('a name for the curve', 20)
      .default('curve')
      .meta({ description: 'Part of the column name.' }),
    m1: exponent.meta({ description: 'Slope up to the knee.' }),
    logA1: z.number({ error: 'a number' }).meta({ description: 'log10 N = logA1 - m1 log10 S, S in MPa.' }),
    m2: exponent.optional().meta({ description: 'Slope beyond the knee; one slope without it.' }),
    knee: positive.optional().meta({ description: 'Cycles at which the slope changes.' }),
    logA2: z.number({ error: 'a number' }).nullable().default(null).meta({
      description: 'Constant beyond the knee; null for the value at which both branches meet.',
    }),
    limit: positive.optional().meta({ description: 'Stress range in MPa up to which there is no damage.' }),
  },
  { error: CURVE_WORDS },
);

const DAMAGE_WORDS = 'a mapping with curve, factor, scf and so on';

const thickness = z
  .strictObject({
    t: positive.meta({ description: 'Thickness in mm.' }),
    reference: positive.default(25).meta({ description: 'Reference thickness in mm.' }),
    exponent: z
      .number({ error: 'a number' })
      .min(0, { error: 'a number from 0' })
      .meta({ description: 'Exponent k.' }),
  })
  .nullable()
  .default(null)
  .meta({ description: 'Thickness correction: S (max(t, reference)/reference)^exponent.' });

/** One damage sum. */
export const damageSchema: z.ZodType<Damage> = z
  .strictObject(
    {
      curve: z
        .union([z.enum(SN_CLASSES as [string, ...string[]], { error: CURVE_WORDS }), curveNumbers], {
          error: CURVE_WORDS,
        })
        .meta({ description: 'A class of DNV-RP-C203 (D to W3), or the numbers of a curve.' }),
      environment: z
        .enum(SN_ENVIRONMENTS as ['air', 'seawater', 'free-corrosion'], {
          error: `one of ${SN_ENVIRONMENTS.join(', ')}`,
        })
        .default('air')
        .meta({ description: 'Of a class: air, seawater with cathodic protection, or free corrosion.' }),
      factor: positive.default(1).meta({ description: 'Stress in MPa per unit of load.' }),
      scf: positive.default(1).meta({ description: 'Stress concentration factor.' }),
      thickness,
      dff: positive
        .default(1)
        .meta({ description: 'Design fatigue factor: the damage is multiplied by it.' }),
      per: z.enum(['file', 'year'], { error: 'file or year' }).default('file').meta({
        description: 'Damage of the file, or of a year of 31,557,600 s that goes on like it.',
      }),
      residue,
      ends,
      meanStress,
    },
    { error: DAMAGE_WORDS },
  )
  .transform((written): Damage => {
    const { curve, environment, factor, scf, thickness: plate, ...rest } = written;
    const { name, ...own } = typeof curve === 'string' ? preset(curve, environment) : numbers(curve);
    return { kind: 'damage', name, ...own, stress: { factor, scf, thickness: plate }, ...rest };
  });

interface NamedCurve {
  readonly name: string;
  readonly curve: SnCurve;
}

function preset(name: string, environment: 'air' | 'seawater' | 'free-corrosion'): NamedCurve {
  const curve = dnvCurve(name, environment);
  if (curve === undefined) throw new Error(`defect: there is no class ${name}`);
  return { name: `${name}-${environment}`, curve };
}

function numbers({ name, m1, logA1, m2, knee, logA2, limit }: z.output<typeof curveNumbers>): NamedCurve {
  const second = m2 === undefined || knee === undefined ? {} : { second: { m2, knee, logA2 } };
  return { name, curve: { m1, logA1, ...second, ...(limit === undefined ? {} : { limit }) } };
}
