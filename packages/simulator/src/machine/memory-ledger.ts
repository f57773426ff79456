import type { Process } from './process.ts';
import type { SharedFlow } from './shared-flow.ts';

/**
 * The sum of all resident sets, each of which is constant or grows with a flow: one product per flow, whichever
 * processes grow.
 */
export class MemoryLedger {
  readonly #flows: readonly SharedFlow<Process>[];
  #fixed = 0;

  constructor(flows: readonly SharedFlow<Process>[]) {
    this.#flows = flows;
  }

  total(): number {
    let sum = this.#fixed;
    for (const flow of this.#flows) sum += flow.climb * flow.clock;
    return sum;
  }

  /** Bytes per second by which memory grows. */
  slope(): number {
    let sum = 0;
    for (const flow of this.#flows) sum += flow.climb * flow.rate;
    return sum;
  }

  of({ level, slope, flow, flowFrom }: Process): number {
    return flow === null ? level : level + slope * (flow.clock - flowFrom);
  }

  /** Memory that belongs to no simulated process. */
  add(bytes: number): void {
    this.#fixed += bytes;
  }

  /** From now on the process holds `level`. */
  hold(process: Process, level: number): void {
    this.#withdraw(process);
    process.level = level;
    process.flow = null;
    process.slope = 0;
    this.#fixed += level;
  }

  /** From now on the process takes `slope` bytes with every unit of `flow`. */
  climb(process: Process, flow: SharedFlow<Process>, slope: number): void {
    const level = this.of(process);
    this.#withdraw(process);
    process.level = level;
    process.flow = flow;
    process.slope = slope;
    process.flowFrom = flow.clock;
    flow.climb += slope;
    this.#fixed += level - slope * flow.clock;
  }

  #withdraw({ level, slope, flow, flowFrom }: Process): void {
    if (flow === null) {
      this.#fixed -= level;
      return;
    }
    flow.climb -= slope;
    this.#fixed -= level - slope * flowFrom;
    // No process grows any more, so the rounding residue must not keep growing with the clock.
    if (Math.abs(flow.climb) < 1e-6) {
      this.#fixed += flow.climb * flow.clock;
      flow.climb = 0;
    }
  }
}
