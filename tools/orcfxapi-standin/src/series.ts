/** A series by its closed form; `cycle` counts samples and is a multiple of 16 that divides the sample count. */
export type Series =
  | { readonly kind: 'constant'; readonly value: number }
  /** `from + step * i`. */
  | { readonly kind: 'ramp'; readonly from: number; readonly step: number }
  /** `mean + amplitude * sin(2 pi (i / cycle + quarter / 4))`. */
  | {
      readonly kind: 'sine';
      readonly mean: number;
      readonly amplitude: number;
      readonly quarter: number;
      readonly cycle: number;
    }
  /** `high` for the first `highSamples` samples of each cycle, `low` for the others. */
  | {
      readonly kind: 'square';
      readonly low: number;
      readonly high: number;
      readonly highSamples: number;
      readonly cycle: number;
    }
  /** `mean + first * sin(2 pi i / cycle) - third * sin(6 pi i / cycle)`, both amplitudes positive. */
  | {
      readonly kind: 'sum';
      readonly mean: number;
      readonly first: number;
      readonly third: number;
      readonly cycle: number;
    };

const KINDS = ['constant', 'ramp', 'sine', 'square', 'sum'] as const;

/** The kind's number and its four parameters, as stored in the container. */
export function seriesFields(series: Series): { readonly kind: number; readonly parameters: number[] } {
  return { kind: KINDS.indexOf(series.kind), parameters: parametersOf(series) };
}

function parametersOf(series: Series): number[] {
  switch (series.kind) {
    case 'constant':
      return [series.value, 0, 0, 0];
    case 'ramp':
      return [series.from, series.step, 0, 0];
    case 'sine':
      return [series.mean, series.amplitude, series.quarter, series.cycle];
    case 'square':
      return [series.low, series.high, series.highSamples, series.cycle];
    case 'sum':
      return [series.mean, series.first, series.third, series.cycle];
  }
}

const TAU = 2 * Math.PI;

/** Sample `index`, with integers until the last moment, so that equal phases yield equal bits. */
export function sampleOf(series: Series, index: number): number {
  switch (series.kind) {
    case 'constant':
      return series.value;
    case 'ramp':
      return series.from + series.step * index;
    case 'sine': {
      const phase = (index + series.quarter * (series.cycle / 4)) % series.cycle;
      return series.mean + series.amplitude * Math.sin(TAU * (phase / series.cycle));
    }
    case 'square':
      return index % series.cycle < series.highSamples ? series.high : series.low;
    case 'sum': {
      const phase = index % series.cycle;
      const first = Math.sin(TAU * (phase / series.cycle));
      const third = Math.sin(TAU * (((phase * 3) % series.cycle) / series.cycle));
      return series.mean + (series.first * first - series.third * third);
    }
  }
}

/** All samples of a series: one cycle is computed and then repeated. */
export function fillSamples(series: Series, into: Float64Array | Float32Array): void {
  const cycle = 'cycle' in series ? series.cycle : into.length;
  for (let i = 0; i < Math.min(cycle, into.length); i += 1) into[i] = sampleOf(series, i);
  for (let filled = cycle; filled < into.length; filled *= 2) into.copyWithin(filled, 0, filled);
}
