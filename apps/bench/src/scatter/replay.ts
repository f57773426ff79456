import {
  type HighWaterObservation,
  highWaterModel,
  type MemoryFact,
  type MemoryFacts,
  measuredCoverage,
} from '@ballast/resource-model';
import { median } from '../statistics/median.ts';
import { randomFrom, shuffled } from '../statistics/random.ts';

/** The facts that a model is given; it takes what it is not given for what it is by default. */
export interface FactSet {
  readonly name: string;
  readonly facts: readonly MemoryFact[];
}

export const FACT_SETS: readonly FactSet[] = [
  { name: 'size', facts: ['size'] },
  { name: 'size, what stays in memory', facts: ['size', 'held'] },
  { name: 'the same, arrays of the plan', facts: ['size', 'held', 'arrays'] },
  { name: 'the same, what the worker held', facts: ['size', 'held', 'arrays', 'kept'] },
];

/** Shares. */
export interface Scatter {
  /** Median and 90th percentile of |high-water mark / expected - 1|. */
  readonly error: number;
  readonly largeError: number;
  /** Median of upper / high-water mark - 1. */
  readonly above: number;
  /** Attempts whose high-water mark is below the upper value. */
  readonly covered: number;
  /** What the model chose in most of the orders. */
  readonly chosen: string;
}

const ORDERS = 20;
/** Files that a model has learned from before its predictions count. */
const LEARNED = 10;
/** What the prior of a reader says; see `READER_TRAITS` of the batch. */
const BASE = 90 * 1024 * 1024;

/** Predicts each file before it is learned, in 20 random orders, from the tenth file on. */
export function replay(seen: readonly HighWaterObservation[], { facts }: FactSet, gamma: number): Scatter {
  const random = randomFrom(1);
  const errors: number[] = [];
  const above: number[] = [];
  const chosen = new Map<string, number>();
  for (let order = 0; order < ORDERS; order += 1) {
    let memory = highWaterModel.start({ base: BASE, gamma });
    let coverage = measuredCoverage.start();
    for (const [i, one] of shuffled(seen, random).entries()) {
      const given = { ...only(one, facts), highWater: one.highWater };
      const { expected, upper, spread } = highWaterModel.predict(memory, given);
      if (i >= LEARNED) {
        const quantile = measuredCoverage.quantile(coverage);
        const most = quantile === null ? upper : expected + Math.max(0, quantile) * spread;
        errors.push(Math.abs(one.highWater / expected - 1));
        above.push(most / one.highWater - 1);
      }
      if (i > 0) coverage = measuredCoverage.observe(coverage, { needed: one.highWater, expected, spread });
      memory = highWaterModel.observe(memory, given);
    }
    const basis = highWaterModel.basis(memory).facts.join(', ');
    chosen.set(basis, (chosen.get(basis) ?? 0) + 1);
  }
  const rising = [...errors].sort((a, b) => a - b);
  return {
    error: median(errors),
    largeError: rising[Math.floor(0.9 * rising.length)] ?? 0,
    above: median(above),
    covered: above.filter((share) => share >= 0).length / above.length,
    chosen: [...chosen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '',
  };
}

function only(known: MemoryFacts, facts: readonly MemoryFact[]): MemoryFacts {
  const { size, held, arrays, kept } = known;
  const given = (fact: MemoryFact, value: number | null | undefined) =>
    facts.includes(fact) ? (value ?? null) : null;
  return { size, held: given('held', held), arrays: given('arrays', arrays), kept: given('kept', kept) };
}
