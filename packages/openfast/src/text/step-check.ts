import { fieldEnd } from './fields.ts';
import { isBlank } from './number.ts';
import type { TextRow } from './text-row.ts';

type TimedRow = Pick<TextRow, 'bytes' | 'start' | 'line'>;

/** Places at which the step between rows is longer than elsewhere. */
export interface Gaps {
  readonly count: number;
  /** Rows that would fill them. */
  readonly missing: number;
  /** Line after the first gap. */
  readonly line: number;
}

const NO_GAPS: Gaps = { count: 0, missing: 0, line: 0 };

/** Steps whose median is the usual step. */
const FIRST_STEPS = 9;
/** Steps this much longer than the usual one are gaps, if the digits of the times do not explain them. */
const LONG = 1.5;
const SHORT = 0.5;
/** Share of steps that must be usual; otherwise the file has no usual step and so no gaps. */
const USUAL_SHARE = 0.6;

interface Step {
  readonly length: number;
  readonly line: number;
  readonly resolution: number;
}

/** Finds rows that are missing between others, by the steps of a file that has one usual step. */
export class StepCheck {
  readonly #first: Step[] = [];
  #usual = 0;
  #steps = 0;
  #short = 0;
  #gaps = 0;
  #missing = 0;
  #line = 0;

  add(length: number, row: TimedRow): void {
    if (this.#usual === 0) {
      this.#first.push({ length, line: row.line, resolution: resolutionOf(row) });
      if (this.#first.length === FIRST_STEPS) this.#settle();
      return;
    }
    this.#steps += 1;
    if (length < SHORT * this.#usual) this.#short += 1;
    else if (length > LONG * this.#usual)
      this.#long({ length, line: row.line, resolution: resolutionOf(row) });
  }

  gaps(): Gaps {
    if (this.#usual === 0) this.#settle();
    const usual = this.#steps - this.#short - this.#gaps;
    if (this.#gaps === 0 || usual < USUAL_SHARE * this.#steps) return NO_GAPS;
    return { count: this.#gaps, missing: this.#missing, line: this.#line };
  }

  #settle(): void {
    const lengths = this.#first.map(({ length }) => length).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    // Without a usual step, no step is longer than it.
    this.#usual = median > 0 ? median : Infinity;
    for (const step of this.#first) {
      this.#steps += 1;
      if (step.length < SHORT * this.#usual) this.#short += 1;
      else if (step.length > LONG * this.#usual) this.#long(step);
    }
  }

  #long({ length, line, resolution }: Step): void {
    if (length - this.#usual <= 2 * resolution) return;
    this.#gaps += 1;
    this.#missing += Math.max(1, Math.round(length / this.#usual) - 1);
    if (this.#line === 0) this.#line = line;
  }
}

/** What the last digit of a time stands for: 0.01 for `12.50`, 0.1 for `1.250E+02`. */
function resolutionOf({ bytes, start }: TimedRow): number {
  let from = start;
  while (isBlank(bytes[from] as number)) from += 1;
  const to = Math.min(fieldEnd(bytes, from), from + 64);
  const text = String.fromCharCode(...bytes.subarray(from, to));
  const match = /^[+-]?\d*\.?(\d*)(?:[eEdDqQ]?([+-]\d+|(?<=[eEdDqQ])\d+))?$/.exec(text);
  if (match === null) return 0;
  return 10 ** (Number(match[2] ?? 0) - (match[1] ?? '').length);
}
