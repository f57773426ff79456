import { correctedRange, type MeanStress } from '../fatigue/mean-stress.ts';
import { PowerSums } from '../fatigue/power-sums.ts';
import { type ClosedCycles, RainflowCounter } from '../fatigue/rainflow.ts';
import { takeResidue } from '../fatigue/residue.ts';
import { cyclesToFailure, stressPerLoad } from '../fatigue/sn-curve.ts';
import type { ReducedSeries, Reducer } from './reducer.ts';
import { type Damage, type EquivalentLoad, type MeanStressRule, SECONDS_PER_YEAR } from './reduction.ts';

type FatigueReduction = EquivalentLoad | Damage;

/** Closed cycles of one correction: sums that grow while the series is read, or the cycles until its mean is known. */
interface Corrected {
  readonly rule: MeanStressRule;
  readonly members: readonly { readonly place: number; readonly reduction: FatigueReduction }[];
  readonly tally: Tally;
  /** Cycles kept because the correction needs the mean of the whole series; null for all others. */
  readonly kept: { readonly from: number[]; readonly to: number[] } | null;
}

/** All fatigue reductions of one series that count with the same turning points: one count serves them all. */
export class FatigueReducer implements Reducer {
  readonly #counter: RainflowCounter;
  readonly #groups: readonly Corrected[];
  readonly #count: number;

  /** All reductions have the same `ends`. */
  constructor(reductions: readonly FatigueReduction[]) {
    this.#count = reductions.length;
    this.#groups = groupsOf(reductions);
    const closed = (cycles: ClosedCycles, length: number): void => {
      for (const group of this.#groups) takeClosed(group, cycles, length);
    };
    this.#counter = new RainflowCounter({ closed }, { ends: reductions[0]?.ends ?? true });
  }

  add(_times: Float64Array, values: Float64Array): void {
    this.#counter.add(values);
  }

  values(series: ReducedSeries): (number | null)[] {
    const residue = this.#counter.finish();
    const values = new Array<number | null>(this.#count).fill(null);
    for (const { rule, members, tally, kept } of this.#groups) {
      const correction = resolved(rule, series.mean);
      if (kept !== null) tally.add(rangesOf(kept, kept.from.length, correction), 1);
      for (const { place, reduction } of members) {
        const own = tally.copy();
        takeResidue(residue, reduction.residue, (cycles, length, each) =>
          own.add(rangesOf(cycles, length, correction), each),
        );
        values[place] = own.value(reduction, series.duration);
      }
    }
    return values;
  }
}

function groupsOf(reductions: readonly FatigueReduction[]): Corrected[] {
  const groups = new Map<
    string,
    { rule: MeanStressRule; members: { place: number; reduction: FatigueReduction }[] }
  >();
  for (const [place, reduction] of reductions.entries()) {
    const rule = reduction.meanStress;
    const text = JSON.stringify(rule);
    const group = groups.get(text) ?? { rule, members: [] };
    groups.set(text, group);
    group.members.push({ place, reduction });
  }
  return [...groups.values()].map(({ rule, members }) => ({
    rule,
    members,
    tally: new Tally(members.map(({ reduction }) => reduction)),
    kept: rule.rule === 'mlife' && rule.fixedMean === null ? { from: [], to: [] } : null,
  }));
}

function takeClosed({ rule, tally, kept }: Corrected, { from, to }: ClosedCycles, length: number): void {
  if (kept !== null) {
    for (let i = 0; i < length; i += 1) {
      kept.from.push(from[i] as number);
      kept.to.push(to[i] as number);
    }
    return;
  }
  tally.add(rangesOf({ from, to }, length, resolved(rule, 0)), 1);
}

/** Valid until the next call. */
let ranges = new Float64Array(1024);

interface Ends {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

function rangesOf({ from, to }: Ends, length: number, correction: MeanStress): Float64Array {
  if (ranges.length < length) ranges = new Float64Array(2 * length);
  if (correction.rule === 'none') {
    for (let i = 0; i < length; i += 1) ranges[i] = Math.abs((to[i] as number) - (from[i] as number));
  } else {
    for (let i = 0; i < length; i += 1)
      ranges[i] = correctedRange(from[i] as number, to[i] as number, correction);
  }
  return ranges.subarray(0, length);
}

function resolved(rule: MeanStressRule, mean: number): MeanStress {
  return rule.rule === 'mlife' ? { ...rule, fixedMean: rule.fixedMean ?? mean } : rule;
}

/** The sums of all members of a group over the cycles so far. */
class Tally {
  readonly #reductions: readonly FatigueReduction[];
  readonly #exponents: readonly number[];
  readonly #powers: PowerSums;
  readonly #damages: readonly Damage[];
  readonly #factors: readonly number[];
  readonly #damage: Float64Array;
  /** Whether a mean reached the ultimate load: there is no number then. */
  #invalid = false;

  constructor(reductions: readonly FatigueReduction[], from?: Tally) {
    this.#reductions = reductions;
    this.#exponents = [...new Set(reductions.flatMap((one) => (one.kind === 'del' ? [one.m] : [])))];
    this.#damages = reductions.filter((one) => one.kind === 'damage');
    this.#factors = this.#damages.map(({ stress }) => stressPerLoad(stress));
    this.#powers = from?.powers() ?? new PowerSums(this.#exponents);
    this.#damage = from === undefined ? new Float64Array(this.#damages.length) : from.#damage.slice();
    this.#invalid = from === undefined ? false : from.#invalid;
  }

  copy(): Tally {
    return new Tally(this.#reductions, this);
  }

  powers(): PowerSums {
    return this.#powers.copy();
  }

  add(cycles: Float64Array, count: number): void {
    if (cycles.includes(Number.NaN)) {
      this.#invalid = true;
      return;
    }
    if (this.#exponents.length > 0) this.#powers.add(cycles, count);
    for (const [place, { curve }] of this.#damages.entries()) {
      const factor = this.#factors[place] as number;
      let damage = this.#damage[place] as number;
      for (const range of cycles) damage += count / cyclesToFailure(range * factor, curve);
      this.#damage[place] = damage;
    }
  }

  /** Null if the definition gives no number: no duration, or a mean that reaches the ultimate load. */
  value(reduction: FatigueReduction, duration: number): number | null {
    if (this.#invalid) return null;
    if (reduction.kind === 'del') {
      const { reference } = reduction;
      const cycles = 'cycles' in reference ? reference.cycles : reference.frequency * duration;
      return this.#powers.equivalent(this.#exponents.indexOf(reduction.m), duration > 0 ? cycles : 0);
    }
    const damage = (this.#damage[this.#damages.indexOf(reduction)] as number) * reduction.dff;
    if (reduction.per === 'file') return damage;
    return duration > 0 ? (damage * SECONDS_PER_YEAR) / duration : null;
  }
}
