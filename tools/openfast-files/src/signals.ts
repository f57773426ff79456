import type { ChannelKind } from './catalogue.ts';
import { randomSource } from './random.ts';

const TABLE_BITS = 12;
const SHIFT = 32 - TABLE_BITS;
/** Rounded, so that every machine has the same table whatever its library's last digit. */
const SINE = Float64Array.from(
  { length: 2 ** TABLE_BITS },
  (_, i) => Math.round(Math.sin((2 * Math.PI * i) / 2 ** TABLE_BITS) * 2 ** 30) / 2 ** 30,
);

interface Oscillator {
  readonly amplitude: number;
  readonly advance: number;
  phase: number;
}

interface Channel {
  readonly mean: number;
  readonly oscillators: readonly Oscillator[];
  readonly noise: number;
  noiseState: number;
}

/** Lowest and highest possible value of a channel. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Endless rows of channel values, each a mean, a few sines and noise. The same kinds, step and seed yield the same
 * rows. A sine is a table indexed by a 32-bit phase, which takes a few nanoseconds per value.
 */
export class Signals {
  readonly bounds: readonly Bounds[];
  readonly #channels: readonly Channel[];

  constructor(kinds: readonly ChannelKind[], step: number, seed: number) {
    const random = randomSource(seed);
    this.#channels = kinds.map((kind) => ({
      mean: kind.mean * (0.9 + 0.2 * random()),
      oscillators: kind.waves.map(({ frequency, amplitude }) => ({
        amplitude: amplitude * (0.8 + 0.4 * random()),
        advance: Math.round(frequency * (0.97 + 0.06 * random()) * step * 2 ** 32) >>> 0,
        phase: Math.floor(random() * 2 ** 32) >>> 0,
      })),
      noise: kind.noise,
      noiseState: (Math.floor(random() * 2 ** 32) | 1) >>> 0,
    }));
    this.bounds = this.#channels.map(({ mean, oscillators, noise }) => {
      const reach = oscillators.reduce((sum, { amplitude }) => sum + amplitude, noise);
      return { min: mean - reach, max: mean + reach };
    });
  }

  /** The next rows, row by row; the length of `out` must be `rows` times the number of channels. */
  next(rows: number, out: Float64Array): void {
    const width = this.#channels.length;
    this.#channels.forEach((channel, column) => {
      fillNoise(channel, { rows, width, column }, out);
      for (const oscillator of channel.oscillators) addSine(oscillator, { rows, width, column }, out);
    });
  }
}

interface Column {
  readonly rows: number;
  readonly width: number;
  readonly column: number;
}

function fillNoise(channel: Channel, { rows, width, column }: Column, out: Float64Array): void {
  const { mean, noise } = channel;
  let state = channel.noiseState;
  for (let row = 0, at = column; row < rows; row += 1, at += width) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[at] = mean + noise * (state / 2 ** 31);
  }
  channel.noiseState = state;
}

function addSine(oscillator: Oscillator, { rows, width, column }: Column, out: Float64Array): void {
  const { amplitude, advance } = oscillator;
  let phase = oscillator.phase;
  for (let row = 0, at = column; row < rows; row += 1, at += width) {
    out[at] = (out[at] as number) + amplitude * (SINE[phase >>> SHIFT] as number);
    phase = (phase + advance) | 0;
  }
  oscillator.phase = phase;
}
