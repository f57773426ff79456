import type { Phase } from './process.ts';

const PHASES: readonly Phase[] = [
  'starting',
  'idle',
  'opening',
  'loading',
  'paused',
  'waiting',
  'ramping',
  'computing',
  'suspended',
  'dying',
  'gone',
];

/** The running totals of a simulation. */
export class MachineFigures {
  highWaterMemory = 0;
  overBudgetSeconds = 0;
  swapSeconds = 0;
  oomKills = 0;
  /** Core time that tasks have had. */
  coreSeconds = 0;
  processes = 0;
  /** Process-seconds in each phase. */
  readonly phaseSeconds: Record<Phase, number>;

  constructor() {
    this.phaseSeconds = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
  }

  /** Memory changed linearly from `before` to `after`. */
  sawMemory(span: {
    readonly before: number;
    readonly after: number;
    readonly seconds: number;
    readonly budget: number;
  }): void {
    const { before, after, seconds, budget } = span;
    const high = Math.max(before, after);
    if (high > this.highWaterMemory) this.highWaterMemory = high;
    if (high <= budget) return;
    const low = Math.min(before, after);
    const share = low >= budget ? 1 : (high - budget) / (high - low);
    this.overBudgetSeconds += share * seconds;
  }
}
