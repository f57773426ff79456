import type { LineNotes } from './line-notes.ts';
import type { TextRow } from './text-row.ts';

/**
 * The first time after each restart, in the order of the file; an earlier row at or after such a time was computed again.
 */
export class Restarts {
  readonly #notes: LineNotes;
  readonly #begins: number[] = [];
  #latest = -Infinity;
  #overlaps = false;

  /** `notes` must be those of the walker whose rows are added. */
  constructor(notes: LineNotes) {
    this.#notes = notes;
  }

  add(time: number): void {
    const { restarts } = this.#notes;
    if (restarts > this.#begins.length) {
      while (this.#begins.length < restarts) this.#begins.push(time);
      if (time <= this.#latest) this.#overlaps = true;
    }
    if (time > this.#latest) this.#latest = time;
  }

  /** True if rows after a restart have times that rows before it have too. */
  get overlaps(): boolean {
    return this.#overlaps;
  }

  /** What is left of the rows once later ones have replaced earlier ones; `step` is the usual step between rows. */
  kept(step: number): KeptRows {
    const limits = [...this.#begins, Infinity];
    let least = Infinity;
    for (let at = limits.length - 1; at >= 0; at -= 1) {
      // The rows before restart `at` end where this or a later one begins.
      least = Math.min(least, limits[at] as number);
      limits[at] = least - step / 4;
    }
    return limits;
  }
}

/** For the rows after each number of restarts, the time that they must not reach. */
export type KeptRows = readonly number[];

/** Whether later rows leave this one in place. */
export function isKept(kept: KeptRows | null, { time }: TextRow, { restarts }: LineNotes): boolean {
  return kept === null || time < (kept[restarts] ?? Infinity);
}
