/**
 * An S-N curve of one or two slopes: log10 N = logA1 - m1 log10 S up to `knee` cycles, and logA2 - m2 log10 S beyond; S is
 * the stress range in MPa. Without `m2` it has one slope.
 */
export interface SnCurve {
  readonly m1: number;
  readonly logA1: number;
  readonly second?: {
    readonly m2: number;
    /** In cycles. */
    readonly knee: number;
    /** Null for the value that makes both branches meet at the knee. */
    readonly logA2: number | null;
  };
  /** Stress range in MPa up to which there is no damage. */
  readonly limit?: number;
}

/** How a load becomes the stress range that the curve is entered with. */
export interface StressOptions {
  /** MPa per unit of load. */
  readonly factor: number;
  /** Stress concentration factor. */
  readonly scf: number;
  /** Corrects for plates thicker than `reference`, both in mm: S (max(t, reference)/reference)^exponent. */
  readonly thickness: { readonly t: number; readonly reference: number; readonly exponent: number } | null;
}

/** The factor from a range of load to the stress range that enters the curve. */
export function stressPerLoad({ factor, scf, thickness }: StressOptions): number {
  if (thickness === null) return factor * scf;
  const { t, reference, exponent } = thickness;
  return factor * scf * (Math.max(t, reference) / reference) ** exponent;
}

/** Cycles to failure at a stress range in MPa; Infinity at 0 and up to the limit. */
export function cyclesToFailure(stress: number, curve: SnCurve): number {
  if (stress <= (curve.limit ?? 0)) return Number.POSITIVE_INFINITY;
  const log = Math.log10(stress);
  const first = curve.logA1 - curve.m1 * log;
  const { second } = curve;
  if (second === undefined || first <= Math.log10(second.knee)) return 10 ** first;
  return 10 ** ((second.logA2 ?? continuousLogA2(curve.m1, curve.logA1, second)) - second.m2 * log);
}

/** How far a stated logA2 misses the knee, as a ratio of cycles; 1 if the branches meet. */
export function kneeRatio({ m1, logA1, second }: SnCurve): number {
  if (second === undefined || second.logA2 === null) return 1;
  return 10 ** (second.logA2 - continuousLogA2(m1, logA1, second));
}

function continuousLogA2(m1: number, logA1: number, { m2, knee }: { m2: number; knee: number }): number {
  return (m2 / m1) * logA1 + (1 - m2 / m1) * Math.log10(knee);
}

/** Slopes and knees of DNV-RP-C203 (classes D to W3 are the same in its editions since 2010), and each class's logA1. */
const ENVIRONMENTS = {
  air: { m1: 3, m2: 5, knee: 1e7 },
  seawater: { m1: 3, m2: 5, knee: 1e6 },
  'free-corrosion': { m1: 3 },
} as const;

export type SnEnvironment = keyof typeof ENVIRONMENTS;

/** logA1 in air, in seawater with cathodic protection, and for free corrosion. */
const DNV_CLASSES: Readonly<Record<string, readonly [number, number, number]>> = {
  D: [12.164, 11.764, 11.687],
  E: [12.01, 11.61, 11.533],
  F: [11.855, 11.455, 11.378],
  F1: [11.699, 11.299, 11.222],
  F3: [11.546, 11.146, 11.068],
  G: [11.398, 10.998, 10.921],
  W1: [11.261, 10.861, 10.784],
  W2: [11.107, 10.707, 10.63],
  W3: [10.97, 10.57, 10.493],
};

export const SN_CLASSES: readonly string[] = Object.keys(DNV_CLASSES);
export const SN_ENVIRONMENTS = Object.keys(ENVIRONMENTS) as readonly SnEnvironment[];

/** A curve of DNV-RP-C203; undefined for a class that is not listed. */
export function dnvCurve(name: string, environment: SnEnvironment): SnCurve | undefined {
  const logs = DNV_CLASSES[name];
  const logA1 = logs?.[SN_ENVIRONMENTS.indexOf(environment)];
  if (logA1 === undefined) return undefined;
  const shape = ENVIRONMENTS[environment];
  if (!('m2' in shape)) return { m1: shape.m1, logA1 };
  return { m1: shape.m1, logA1, second: { m2: shape.m2, knee: shape.knee, logA2: null } };
}
