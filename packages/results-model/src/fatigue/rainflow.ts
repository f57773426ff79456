/** Closed cycles that are handed over together. */
const BATCH = 1024;

/** Every counter hands over what it has before `add` returns, so one set of arrays serves all and stays in the cache. */
const CYCLES = {
  from: new Float64Array(BATCH),
  to: new Float64Array(BATCH),
  fromSample: new Float64Array(BATCH),
  toSample: new Float64Array(BATCH),
};

/** Where closed cycles go. The arrays are reused: read them during the call only, and count nothing else in it. */
export interface CycleSink {
  /** `count` closed cycles: their ranges, and the values and sample numbers of both turning points. */
  closed(cycles: ClosedCycles, count: number): void;
}

/** `from` comes before `to` in time. */
export interface ClosedCycles {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Number of the sample, counted from 0; for a plateau, of its first sample. */
  readonly fromSample: Float64Array;
  readonly toSample: Float64Array;
}

/** The turning points that no closed cycle took, in time order; they alternate. */
export interface Residue {
  readonly values: Float64Array;
  /** Sample numbers, like those of the cycles. */
  readonly samples: Float64Array;
}

/**
 * Counts rainflow cycles of one series by the four-point method, in one pass over blocks of any length: while the inner
 * range of the last four turning points is at most both of its neighbours, it is a closed cycle and its two points go.
 * With the ranges of the residue as half cycles this equals ASTM E1049-85, 5.4.4.
 *
 * Turning points are strict changes of direction: equal successive samples count once. Samples must be finite.
 */
export class RainflowCounter {
  readonly #sink: CycleSink;
  readonly #ends: boolean;
  #closed = 0;
  #values = new Float64Array(64);
  #samples = new Float64Array(64);
  #points = 0;
  /** Turning points so far, also those that cycles took. */
  #turned = 0;
  #last = Number.NaN;
  #lastSample = 0;
  #direction: -1 | 0 | 1 = 0;
  #seen = 0;

  /** `ends`: whether the first and the last sample count as turning points. */
  constructor(sink: CycleSink, { ends }: { readonly ends: boolean }) {
    this.#sink = sink;
    this.#ends = ends;
  }

  add(block: Float64Array): void {
    let at = 0;
    if (this.#seen === 0 && block.length > 0) {
      this.#last = block[0] ?? 0;
      if (this.#ends) this.#turn();
      at = 1;
    }
    let last = this.#last;
    let lastSample = this.#lastSample;
    let direction = this.#direction;
    for (; at < block.length; at += 1) {
      const value = block[at] as number;
      if (value === last) continue;
      const towards = value > last ? 1 : -1;
      if (towards !== direction) {
        if (direction !== 0) {
          this.#last = last;
          this.#lastSample = lastSample;
          this.#turn();
        }
        direction = towards;
      }
      last = value;
      lastSample = this.#seen + at;
    }
    this.#last = last;
    this.#lastSample = lastSample;
    this.#direction = direction;
    this.#seen += block.length;
    this.#flush();
  }

  /** Hands over the last closed cycles; nothing may be added afterwards. */
  finish(): Residue {
    if (this.#ends && this.#direction !== 0) this.#turn();
    this.#flush();
    return { values: this.#values.slice(0, this.#points), samples: this.#samples.slice(0, this.#points) };
  }

  /** Turning points so far. */
  get turningPoints(): number {
    return this.#turned;
  }

  /** Makes the last sample a turning point, then closes what it closes. */
  #turn(): void {
    if (this.#points === this.#values.length) this.#grow();
    this.#turned += 1;
    this.#values[this.#points] = this.#last;
    this.#samples[this.#points] = this.#lastSample;
    this.#points += 1;
    while (this.#points >= 4 && this.#closesInner());
  }

  #closesInner(): boolean {
    const values = this.#values;
    const n = this.#points;
    const a = values[n - 4] as number;
    const b = values[n - 3] as number;
    const c = values[n - 2] as number;
    const d = values[n - 1] as number;
    const inner = Math.abs(c - b);
    if (inner > Math.abs(b - a) || inner > Math.abs(d - c)) return false;
    const samples = this.#samples;
    const at = this.#closed;
    const { from, to, fromSample, toSample } = CYCLES;
    from[at] = b;
    to[at] = c;
    fromSample[at] = samples[n - 3] as number;
    toSample[at] = samples[n - 2] as number;
    values[n - 3] = d;
    samples[n - 3] = samples[n - 1] as number;
    this.#points = n - 2;
    this.#closed = at + 1;
    if (this.#closed === BATCH) this.#flush();
    return true;
  }

  #flush(): void {
    const count = this.#closed;
    this.#closed = 0;
    if (count > 0) this.#sink.closed(CYCLES, count);
  }

  #grow(): void {
    this.#values = grown(this.#values);
    this.#samples = grown(this.#samples);
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}
