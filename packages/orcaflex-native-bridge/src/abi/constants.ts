/** Numbers of the interface. */
export const PERIOD_NUMBER: {
  readonly specified: 32001;
  readonly latestWave: 32002;
  readonly whole: 32003;
  readonly staticState: 32004;
} = { specified: 32001, latestWave: 32002, whole: 32003, staticState: 32004 };

export const LINE_POINT: {
  readonly endA: 0;
  readonly endB: 1;
  readonly touchdown: 2;
  readonly node: 3;
  readonly arclength: 4;
} = { endA: 0, endB: 1, touchdown: 2, node: 3, arclength: 4 };

export const RESULT_TYPE: { readonly timeHistory: 0 } = { timeHistory: 0 };

/** Position is the interface's number. */
export const MODEL_STATES = [
  'reset',
  'calculating-statics',
  'static',
  'running',
  'stopped',
  'unstable',
] as const;
export type ModelState = (typeof MODEL_STATES)[number];
