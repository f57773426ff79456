import { butterworth, type FilterSpec } from '../conditioning/butterworth.ts';
import { evenFrequency } from '../conditioning/even-frequency.ts';
import { zeroPhase } from '../conditioning/zero-phase.ts';
import type { SeriesProblem } from '../reader/results-file.ts';
import type { Conditioning } from './derived-channel.ts';

/** A whole series; both arrays have the same length. */
export interface WholeSeries {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export type Conditioned = { readonly kind: 'series'; readonly series: WholeSeries } | Refused;

interface Refused {
  readonly kind: 'refused';
  readonly problem: SeriesProblem;
}

/** A resampled series may have this many times the samples of its source: bounds the memory. */
export const MOST_RESAMPLED = 4;

/** Carries out all steps; the values of the source may be changed, which saves memory, but not its times. */
export function conditioned(source: WholeSeries, steps: readonly Conditioning[]): Conditioned {
  const broken = source.values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  if (broken > 0)
    return refused(
      'NON_FINITE_SAMPLES',
      `${broken} of ${source.values.length} samples are NaN or infinite, so it cannot be filtered, detrended or resampled`,
    );
  let series = source;
  for (const step of steps) {
    const next = stepped(series, step);
    if (next.kind === 'refused') return next;
    series = next.series;
  }
  return { kind: 'series', series };
}

function stepped(series: WholeSeries, step: Conditioning): Conditioned {
  switch (step.kind) {
    case 'resample':
      return resampled(series, step.step);
    case 'detrend':
      detrend(series, step.trend);
      return { kind: 'series', series };
    case 'filter':
      return filtered(series, step.filter);
  }
}

function resampled({ times, values }: WholeSeries, step: number): Conditioned {
  const [first = 0] = times;
  const last = times.at(-1) ?? first;
  for (let i = 1; i < times.length; i += 1)
    if (!((times[i] as number) > (times[i - 1] as number)))
      return refused(
        'UNEVEN_STEPS',
        `its times do not increase at sample ${i + 1}, so it cannot be resampled`,
      );
  // A last sample that rounding has moved by less than a millionth of a step still counts.
  const count = Math.floor((last - first) / step + 1e-6) + 1;
  const most = MOST_RESAMPLED * times.length;
  if (count > most)
    return refused(
      'STEP_TOO_SMALL',
      `a step of ${step} s gives ${count} samples; at most ${MOST_RESAMPLED} times its ${times.length} samples are possible`,
    );
  const into: WholeSeries = { times: new Float64Array(count), values: new Float64Array(count) };
  let at = 0;
  for (let k = 0; k < count; k += 1) {
    const time = Math.min(first + k * step, last);
    while (at + 2 < times.length && (times[at + 1] as number) <= time) at += 1;
    into.times[k] = first + k * step;
    into.values[k] = interpolated({ times, values }, at, time);
  }
  return { kind: 'series', series: into };
}

/** Between the samples `at` and `at + 1`; a sample itself is not changed by rounding. */
function interpolated({ times, values }: WholeSeries, at: number, time: number): number {
  const from = values[at] as number;
  if (at + 1 >= times.length) return from;
  const start = times[at] as number;
  const share = (time - start) / ((times[at + 1] as number) - start);
  return share === 1 ? (values[at + 1] as number) : from + share * ((values[at + 1] as number) - from);
}

/** In place. */
function detrend({ times, values }: WholeSeries, trend: 'constant' | 'linear'): void {
  const mean = meanOf(values);
  const middle = trend === 'linear' ? meanOf(times) : 0;
  const slope = trend === 'linear' ? slopeOf({ times, values }, { mean, middle }) : 0;
  for (let i = 0; i < values.length; i += 1)
    values[i] = (values[i] as number) - mean - (slope === 0 ? 0 : slope * ((times[i] as number) - middle));
}

function meanOf(values: Float64Array): number {
  const rough = values.reduce((sum, value) => sum + value, 0) / values.length;
  // The second pass takes away the rounding of the first one.
  return rough + values.reduce((sum, value) => sum + (value - rough), 0) / values.length;
}

/** 0 for one sample. */
function slopeOf({ times, values }: WholeSeries, { mean, middle }: { mean: number; middle: number }): number {
  let products = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const time = (times[i] as number) - middle;
    products += time * ((values[i] as number) - mean);
    squares += time * time;
  }
  return squares > 0 ? products / squares : 0;
}

function filtered({ times, values }: WholeSeries, filter: FilterSpec): Conditioned {
  const frequency = evenFrequency(times);
  if (frequency === null)
    return refused(
      'UNEVEN_STEPS',
      times.length < 2
        ? 'a single sample cannot be filtered'
        : 'its steps differ from their mean by more than 1 %, so it cannot be filtered; resample it first',
    );
  const highest = filter.kind === 'bandpass' ? filter.to : filter.cutOff;
  if (!(highest < frequency / 2))
    return refused(
      'CUT_OFF_TOO_HIGH',
      `the cut-off ${highest} Hz is not below half of its sample rate, ${shortNumber(frequency / 2)} Hz`,
    );
  const out = zeroPhase(values, butterworth(filter, frequency));
  if (out !== null) return { kind: 'series', series: { times, values: out } };
  return refused('TOO_FEW_SAMPLES', `${values.length} samples are too few for this filter`);
}

function shortNumber(value: number): number {
  return Number(value.toPrecision(6));
}

function refused(code: string, message: string): Refused {
  return { kind: 'refused', problem: { code, message } };
}
