import type { LineNotes, TextRow } from './row-walker.ts';

/** The result of one walk over all rows. Times are in seconds. */
export interface CountedRows {
  readonly samples: number;
  readonly start: number;
  readonly end: number;
  readonly notes: LineNotes;
  /** Rows whose time is not later than that of the row before, and the line of the first. */
  readonly backward: number;
  readonly firstBackward: number;
}

/** Counts rows during a walk. */
export class RowCount {
  #samples = 0;
  #start = 0;
  #end = -Infinity;
  #backward = 0;
  #firstBackward = 0;

  add({ time, line }: TextRow): void {
    if (this.#samples === 0) this.#start = time;
    if (time <= this.#end) {
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
    };
  }
}
