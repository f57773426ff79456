/** Closed cycles that are handed over together. */
const BATCH = 1024;

/** Every counter hands over what it has before `add` returns, so one set of arrays serves all and stays in the cache. */
const CYCLES = {
  from: new Float64Array(BATCH),
  to: new Float64Array(BATCH),
  fromSample: new Float64Array(BATCH),
  toSample: new Float64Array(BATCH),
};

/** Turning points of one piece, on their way to the stack of a counter. */
const TURNS = { values: new Float64Array(BATCH), samples: new Float64Array(BATCH) };

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
    for (let from = 0; from < block.length; from += BATCH) this.#addPiece(block.subarray(from, from + BATCH));
    this.#flush();
  }

  /** At most `BATCH` samples, which turn at most as often. */
  #addPiece(piece: Float64Array): void {
    let at = 0;
    if (this.#seen === 0 && piece.length > 0) {
      this.#last = piece[0] as number;
      if (this.#ends) this.#turn();
      at = 1;
    }
    // Until the series rises or falls for the first time, nothing can turn.
    for (; this.#direction === 0 && at < piece.length; at += 1) {
      const value = piece[at] as number;
      if (value === this.#last) continue;
      this.#direction = value > this.#last ? 1 : -1;
      this.#last = value;
      this.#lastSample = this.#seen + at;
    }
    const turns = this.#turnsOf(piece, at);
    this.#seen += piece.length;
    this.#push(turns);
  }

  /** Writes the turning points from a sample on to `TURNS` and returns their number. No branch depends on noise. */
  #turnsOf(piece: Float64Array, from: number): number {
    const { values, samples } = TURNS;
    const seen = this.#seen;
    let last = this.#last;
    let lastSample = this.#lastSample;
    let rising = this.#direction === 1 ? 1 : 0;
    let turns = 0;
    for (let at = from; at < piece.length; at += 1) {
      const value = piece[at] as number;
      if (value === last) continue;
      const rises = value > last ? 1 : 0;
      values[turns] = last;
      samples[turns] = lastSample;
      turns += rises ^ rising;
      rising = rises;
      last = value;
      lastSample = seen + at;
    }
    this.#last = last;
    this.#lastSample = lastSample;
    if (this.#direction !== 0) this.#direction = rising === 1 ? 1 : -1;
    return turns;
  }

  /** Adds turning points one by one, and after each of them closes what it closes. */
  #push(turns: number): void {
    while (this.#points + turns > this.#values.length) this.#grow();
    this.#turned += turns;
    const values = this.#values;
    const samples = this.#samples;
    const { from, to, fromSample, toSample } = CYCLES;
    let n = this.#points;
    let closed = this.#closed;
    for (let i = 0; i < turns; i += 1) {
      const d = TURNS.values[i] as number;
      const sample = TURNS.samples[i] as number;
      while (n >= 3) {
        const b = values[n - 2] as number;
        const c = values[n - 1] as number;
        const inner = Math.abs(c - b);
        if (inner > Math.abs(b - (values[n - 3] as number)) || inner > Math.abs(d - c)) break;
        from[closed] = b;
        to[closed] = c;
        fromSample[closed] = samples[n - 2] as number;
        toSample[closed] = samples[n - 1] as number;
        n -= 2;
        closed += 1;
        if (closed < BATCH) continue;
        this.#closed = closed;
        this.#flush();
        closed = 0;
      }
      values[n] = d;
      samples[n] = sample;
      n += 1;
    }
    this.#points = n;
    this.#closed = closed;
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

  /** Makes the last sample a turning point. */
  #turn(): void {
    TURNS.values[0] = this.#last;
    TURNS.samples[0] = this.#lastSample;
    this.#push(1);
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
