import type { LineNotes } from './line-notes.ts';
import { type Gaps, StepCheck } from './step-check.ts';
import type { TextRow } from './text-row.ts';

/** The result of one walk over all rows. Times are in seconds. */
export interface CountedRows {
  readonly samples: number;
  readonly start: number;
  readonly end: number;
  readonly notes: LineNotes;
  /** Rows whose time is not later than that of every row before, and the line of the first. */
  readonly backward: number;
  readonly firstBackward: number;
  readonly gaps: Gaps;
  /** Earlier rows that rows after a restart replaced. */
  readonly replaced: number;
}

/** Counts rows during a walk. */
export class RowCount {
  readonly #steps = new StepCheck();
  #samples = 0;
  #start = 0;
  #end = -Infinity;
  #latest = -Infinity;
  #backward = 0;
  #firstBackward = 0;

  add(row: TextRow): void {
    const { time, line } = row;
    if (this.#samples === 0) this.#start = time;
    else this.#steps.add(time - this.#end, row);
    if (time > this.#latest) {
      this.#latest = time;
    } else {
      this.#backward += 1;
      if (this.#firstBackward === 0) this.#firstBackward = line;
    }
    this.#end = time;
    this.#samples += 1;
  }

  /** `notes` must come from the walker whose rows were added. */
  counted(notes: LineNotes): CountedRows {
    return {
      samples: this.#samples,
      start: this.#start,
      end: this.#end,
      notes,
      backward: this.#backward,
      firstBackward: this.#firstBackward,
      gaps: this.#steps.gaps(),
      replaced: 0,
    };
  }
}
