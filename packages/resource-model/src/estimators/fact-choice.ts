import { type FactFit, type FactPrior, fitFacts } from './fact-fit.ts';
import { COLUMNS, type FactSums } from './fact-sums.ts';
import { MEMORY_FACTS, type MemoryFact } from './memory-facts.ts';

/** Rows before another choice than the first is considered. */
const ROWS_NEEDED = 5;
/** A change has to bring the error below this share of the present one ... */
const CLEARLY_BETTER = 0.9;
/** ... and is not worth looking for below this error. */
const GOOD_ENOUGH = 0.01;

/** What the header shows of the file and the plan; equal to the size if there is no header. */
const FIRST_CHOICE: readonly MemoryFact[] = ['held', 'arrays'];

export interface Choice {
  readonly facts: readonly MemoryFact[];
  readonly fit: FactFit;
  /** The error that it would have made of each row, had it not seen it: relative to the scale of the row. */
  readonly error: number;
}

/**
 * The facts that predict best, changed one at a time: one is added, left out, or put in the place of another, as long as
 * that clearly reduces the error of leaving one out (generalised cross-validation; G. Golub, M. Heath and G. Wahba,
 * Technometrics 21 (1979): root mean square residual / (1 - p/n)).
 */
export function chooseFacts(sums: FactSums, prior: FactPrior): Choice {
  const informative = MEMORY_FACTS.filter((fact) => tells(sums, fact));
  const choice = searched(sums, informative, prior);
  return { ...choice, facts: named(choice.facts, informative) };
}

/** Without those that never differed from what they are by default; a part of the file that is always all of it is the size. */
function named(facts: readonly MemoryFact[], informative: readonly MemoryFact[]): readonly MemoryFact[] {
  const known = informative.includes('held') ? facts : facts.map((fact) => (fact === 'held' ? 'size' : fact));
  return known.filter((fact) => fact === 'size' || informative.includes(fact));
}

function searched(sums: FactSums, informative: readonly MemoryFact[], prior: FactPrior): Choice {
  let choice = judge(sums, FIRST_CHOICE, prior);
  if (sums.weight < ROWS_NEEDED) return choice;
  for (let step = 0; step < MEMORY_FACTS.length && choice.error > GOOD_ENOUGH; step += 1) {
    let best = choice;
    for (const facts of changes(choice.facts, informative)) {
      const other = judge(sums, facts, prior);
      if (other.error < best.error) best = other;
    }
    if (best.error >= CLEARLY_BETTER * choice.error) break;
    choice = best;
  }
  return choice;
}

/** Whether a fact differs from what it is by default in any row. */
function tells({ gram }: FactSums, fact: MemoryFact): boolean {
  const at = (i: number, j: number): number => gram[i * COLUMNS + j] ?? 0;
  const column = columnOf(fact);
  if (fact !== 'size' && fact !== 'held') return at(column, column) > 0;
  const [size, held] = [columnOf('size'), columnOf('held')];
  return at(size, size) + at(held, held) - 2 * at(size, held) > 1e-9 * at(size, size);
}

function changes(
  facts: readonly MemoryFact[],
  informative: readonly MemoryFact[],
): (readonly MemoryFact[])[] {
  const others = informative.filter((fact) => !facts.includes(fact));
  const without = facts
    .filter((fact) => informative.includes(fact))
    .map((fact) => facts.filter((one) => one !== fact))
    .filter((rest) => rest.length > 0);
  return [
    ...others.map((fact) => [...facts, fact]),
    ...without,
    ...without.flatMap((rest) => others.map((fact) => [...rest, fact])),
  ];
}

function judge(sums: FactSums, facts: readonly MemoryFact[], prior: FactPrior): Choice {
  const columns = [0, ...facts.map(columnOf).sort((a, b) => a - b)];
  const fit = fitFacts(sums, columns, prior);
  // A column of zeros has the coefficient of the prior, which was not fitted.
  const used = fit.coefficients.filter((c, i) => c > 0 && (sums.gram[i * COLUMNS + i] ?? 0) > 0).length;
  const left = Math.max(1e-3, 1 - used / Math.max(sums.weight, used + 1));
  const error = Math.sqrt(fit.residual / Math.max(sums.weight, 1)) / left;
  return { facts: MEMORY_FACTS.filter((fact) => facts.includes(fact)), fit, error };
}

function columnOf(fact: MemoryFact): number {
  return 1 + MEMORY_FACTS.indexOf(fact);
}
