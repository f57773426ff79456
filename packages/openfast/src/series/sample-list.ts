/** Samples that arrive in blocks; the expected number may be an estimate. */
export class SampleList {
  #samples: Float64Array;
  #length = 0;

  constructor(expected: number) {
    this.#samples = new Float64Array(expected);
  }

  /** Copies the block: a reader may reuse it. */
  add(block: Float64Array): void {
    const needed = this.#length + block.length;
    if (needed > this.#samples.length) {
      const larger = new Float64Array(Math.max(needed, Math.ceil(this.#samples.length * 1.5)));
      larger.set(this.#samples.subarray(0, this.#length));
      this.#samples = larger;
    }
    this.#samples.set(block, this.#length);
    this.#length = needed;
  }

  whole(): Float64Array {
    return this.#length === this.#samples.length ? this.#samples : this.#samples.slice(0, this.#length);
  }
}
