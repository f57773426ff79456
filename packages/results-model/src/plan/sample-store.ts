/** A series that grows block by block. */
class Growing {
  #data: Float64Array;
  #length = 0;

  constructor(expected: number) {
    this.#data = new Float64Array(expected);
  }

  get length(): number {
    return this.#length;
  }

  /** Valid until the next block. */
  get values(): Float64Array {
    return this.#data.subarray(0, this.#length);
  }

  append(block: Float64Array): void {
    const length = this.#length + block.length;
    if (length > this.#data.length) {
      const larger = new Float64Array(Math.max(length, 2 * this.#data.length));
      larger.set(this.values);
      this.#data = larger;
    }
    this.#data.set(block, this.#length);
    this.#length = length;
  }
}

/** The times of one period, taken from the first of its series to arrive; the others must agree. */
export class KeptTimes {
  readonly #times: Growing;

  /** `expected`: the probable number of samples. */
  constructor(expected: number) {
    this.#times = new Growing(expected);
  }

  get values(): Float64Array {
    return this.#times.values;
  }

  /**
   * Adds the times of a block that begins at sample `from` of its series; returns false if they differ from the known
   * ones.
   */
  agree(from: number, block: Float64Array): boolean {
    const known = this.#times.values;
    if (from > known.length) return false;
    const shared = Math.min(block.length, known.length - from);
    for (let i = 0; i < shared; i++) if (block[i] !== known[from + i]) return false;
    this.#times.append(block.subarray(shared));
    return true;
  }
}

/** All samples of one series and period. */
export class KeptSamples {
  readonly #times: KeptTimes;
  readonly #values: Growing;
  #agrees = true;

  /** `times` is shared by all series of a period. */
  constructor(times: KeptTimes, expected: number) {
    this.#times = times;
    this.#values = new Growing(expected);
  }

  /**
   * False if the series has other times than the first one of its period: its samples cannot form rows with the others.
   */
  get agrees(): boolean {
    return this.#agrees;
  }

  get times(): Float64Array {
    return this.#times.values;
  }

  get values(): Float64Array {
    return this.#values.values;
  }

  /** Whether both have the same times, so that their samples form rows. */
  fits(other: KeptSamples): boolean {
    return this.#agrees && other.#agrees && this.#times === other.#times;
  }

  add(times: Float64Array, values: Float64Array): void {
    this.#agrees &&= this.#times.agree(this.#values.length, times);
    this.#values.append(values);
  }
}
