import type { Abscissa, ChannelFigures, Curves, ResultFigures } from '@ballast/reporting';

/** Finer steps would not show: no drawing has more pixels. */
const STEPS = 4000;

/** Curves as whole steps between two values; -1 for no value. */
interface PackedCurves {
  readonly low: number;
  readonly high: number;
  readonly min: readonly number[];
  readonly mean: readonly number[];
  readonly max: readonly number[];
}

/** What scripts draw of results. Numbers in tables are exact, those of curves only as fine as a drawing. */
export interface DrawnResults extends Omit<ResultFigures, 'channels' | 'doubts' | 'leftOut'> {
  readonly channels: readonly (Omit<ChannelFigures, 'curves'> & {
    readonly curves: readonly PackedCurves[];
  })[];
}

export function drawnResults({
  files,
  channels,
  against,
  along,
  spectra,
  cycles,
}: ResultFigures): DrawnResults {
  return {
    files,
    against: against.map(leaner),
    along,
    spectra,
    cycles,
    channels: channels.map((channel) => ({ ...channel, curves: channel.curves.map(packed) })),
  };
}

/** One file a point needs no counts. */
function leaner(abscissa: Abscissa): Abscissa {
  return abscissa.count.every((count) => count === 1) ? { ...abscissa, count: [] } : abscissa;
}

function packed({ min, mean, max }: Curves): PackedCurves {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of [...min, ...mean, ...max]) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [0, 0];
  const span = high - low;
  const steps = (values: readonly (number | null)[]): number[] =>
    values.map((value) =>
      value === null ? -1 : span === 0 ? 0 : Math.round((STEPS * (value - low)) / span),
    );
  return { low, high, min: steps(min), mean: steps(mean), max: steps(max) };
}

/** As fine as a drawing. */
export function unpackedCurves({ low, high, ...curves }: PackedCurves): Curves {
  const values = (steps: readonly number[]): (number | null)[] =>
    steps.map((step) => (step < 0 ? null : low + ((high - low) * step) / STEPS));
  return { min: values(curves.min), mean: values(curves.mean), max: values(curves.max) };
}
