/** Numbers that the interface defines. */
export const PERIOD_NUMBER = {
  buildUp: 0,
  specified: 32001,
  latestWave: 32002,
  whole: 32003,
  staticState: 32004,
  instantaneous: 32005,
} as const;

export const LINE_POINT = { endA: 0, endB: 1, touchdown: 2, node: 3, arclength: 4 } as const;

export const RADIAL_POSITION = { inner: 0, outer: 1, mid: 2 } as const;
export type RadialPosition = keyof typeof RADIAL_POSITION;

export const ARC_LENGTH_MODE = { entire: 0, arcLengths: 1, sections: 2 } as const;

export const RESULT_TYPE = {
  'time-history': 0,
  'range-graph': 1,
  'linked-statistics': 2,
  'frequency-domain': 3,
} as const;
export type ResultType = keyof typeof RESULT_TYPE;

export const SUMMARY_KIND = {
  spectralDensity: 0,
  empiricalDistribution: 1,
  rainflowHalfCycles: 2,
  rainflowWithMean: 3,
} as const;

export const EXTREME_DISTRIBUTION = { rayleigh: 0, weibull: 1, gpd: 2 } as const;
export type ExtremeDistribution = keyof typeof EXTREME_DISTRIBUTION;

export const DISTRIBUTION_TAIL = { upper: 0, lower: 1 } as const;
export type DistributionTail = keyof typeof DISTRIBUTION_TAIL;

export const DATA_TYPE = {
  double: 0,
  integer: 1,
  string: 2,
  variable: 3,
  integerIndex: 4,
  boolean: 5,
} as const;

export const MODEL_PROPERTY = {
  isTimeDomainDynamics: 0,
  isFrequencyDomainDynamics: 1,
  isDeterministicFrequencyDomainDynamics: 2,
  generalHandle: 3,
  environmentHandle: 4,
  isPayoutRateNonZero: 10,
  canResumeSimulation: 11,
  stageZeroIsBuildUp: 12,
} as const;

/** The index is the interface's number. */
export const MODEL_STATES = [
  'reset',
  'calculating-statics',
  'static',
  'running',
  'stopped',
  'unstable',
] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** The action passed to the licence-not-found handler, in the interface's order. */
export const LICENCE_ACTION = { begin: 0, continue: 1, end: 2 } as const;
