import { type PowerLines, powerLines } from './power-lines.ts';

export const WINDOWS = ['hann', 'hamming', 'boxcar'] as const;
export type WindowName = (typeof WINDOWS)[number];

export const DETRENDS = ['constant', 'linear', 'none'] as const;
export type Detrend = (typeof DETRENDS)[number];

export interface WelchOptions {
  /** Samples of one segment. */
  readonly segment: number;
  readonly window: WindowName;
  /** Share of a segment that it has in common with the next, from 0 to below 1. */
  readonly overlap: number;
  /** What is taken off each segment before its window: its mean, its line of least squares, or nothing. */
  readonly detrend: Detrend;
}

/** One-sided density: `power[k]` at the frequency k `resolution`, in unit^2/Hz. */
export interface Spectrum {
  readonly power: Float64Array;
  /** Hz. */
  readonly resolution: number;
  readonly segments: number;
}

/** The default: the largest power of two of at most 2n/9 samples, which gives 8 to 17 segments. */
export function defaultSegment(samples: number): number {
  return samples < 9 ? samples : 2 ** Math.floor(Math.log2((2 * samples) / 9));
}

/**
 * Welch's method on blocks of any length: the mean of the periodograms of overlapping segments, each without its trend
 * and under the window (periodic form). What is left after the last whole segment is not used. The result does not depend
 * on how the series is cut into blocks.
 */
export class WelchAccumulator {
  readonly #options: WelchOptions;
  readonly #window: Float64Array;
  readonly #step: number;
  readonly #lines: PowerLines;
  readonly #segment: Float64Array;
  readonly #sum: Float64Array;
  readonly #work: Float64Array;
  #filled = 0;
  #segments = 0;

  constructor(options: WelchOptions) {
    const { segment, overlap, window } = options;
    this.#options = options;
    this.#step = Math.max(1, segment - Math.floor(segment * overlap));
    this.#window = windowOf(window, segment);
    this.#lines = powerLines(segment);
    this.#segment = new Float64Array(segment);
    this.#work = new Float64Array(segment);
    this.#sum = new Float64Array(Math.floor(segment / 2) + 1);
  }

  add(block: Float64Array): void {
    const size = this.#segment.length;
    for (let at = 0; at < block.length; ) {
      const taken = Math.min(block.length - at, size - this.#filled);
      this.#segment.set(block.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === size) this.#take();
    }
  }

  /** Null before the first whole segment. `frequency`: samples per second. */
  result(frequency: number): Spectrum | null {
    if (this.#segments === 0) return null;
    const size = this.#segment.length;
    let energy = 0;
    for (const weight of this.#window) energy += weight * weight;
    const each = 1 / (this.#segments * energy * frequency);
    const power = this.#sum.map((value, line) => value * each * sides(line, size));
    return { power, resolution: frequency / size, segments: this.#segments };
  }

  #take(): void {
    const work = this.#work;
    work.set(this.#segment);
    removeTrend(work, this.#options.detrend);
    for (let i = 0; i < work.length; i += 1) work[i] = (work[i] as number) * (this.#window[i] as number);
    const power = this.#lines(work);
    for (let i = 0; i < power.length; i += 1) this.#sum[i] = (this.#sum[i] as number) + (power[i] as number);
    this.#segments += 1;
    this.#segment.copyWithin(0, this.#step);
    this.#filled = this.#segment.length - this.#step;
  }
}

/** Lines at zero and at the Nyquist frequency have no counterpart on the other side. */
function sides(line: number, size: number): 1 | 2 {
  return line === 0 || 2 * line === size ? 1 : 2;
}

function windowOf(name: WindowName, size: number): Float64Array {
  const wave = (i: number): number => Math.cos((2 * Math.PI * i) / size);
  switch (name) {
    case 'hann':
      return Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * wave(i));
    case 'hamming':
      return Float64Array.from({ length: size }, (_, i) => 0.54 - 0.46 * wave(i));
    case 'boxcar':
      return new Float64Array(size).fill(1);
  }
}

/** Takes the mean, or the line of least squares, off the samples in place. */
export function removeTrend(samples: Float64Array, detrend: Detrend): void {
  if (detrend === 'none' || samples.length === 0) return;
  let sum = 0;
  for (const value of samples) sum += value;
  const mean = sum / samples.length;
  const slope = detrend === 'linear' ? slopeOf(samples, mean) : 0;
  const middle = (samples.length - 1) / 2;
  for (let i = 0; i < samples.length; i += 1)
    samples[i] = (samples[i] as number) - mean - slope * (i - middle);
}

function slopeOf(samples: Float64Array, mean: number): number {
  const middle = (samples.length - 1) / 2;
  let products = 0;
  let squares = 0;
  for (let i = 0; i < samples.length; i += 1) {
    products += (i - middle) * ((samples[i] as number) - mean);
    squares += (i - middle) ** 2;
  }
  return squares === 0 ? 0 : products / squares;
}

/** The spectrum of a series that is completely in memory. */
export function welch(values: Float64Array, frequency: number, options: WelchOptions): Spectrum | null {
  const accumulator = new WelchAccumulator(options);
  accumulator.add(values);
  return accumulator.result(frequency);
}
