import type { SeriesStatisticsStruct } from '../abi/functions/linked-calls.ts';
import type { NativeLibrary } from '../abi/native-library.ts';
import { numberOrNull } from '../abi/special-numbers.ts';
import type { SeriesStatistics } from './result-types.ts';

export function seriesStatisticsOf(library: NativeLibrary, raw: SeriesStatisticsStruct): SeriesStatistics {
  const { Mean: mean, StdDev: stdDev, m0, m2, m4, RMS: rms } = raw;
  const [tz, tc, bandwidth] = [raw.Tz, raw.Tc, raw.Bandwidth].map((value) => numberOrNull(library, value));
  return { mean, stdDev, m0, m2, m4, tz: tz ?? null, tc: tc ?? null, bandwidth: bandwidth ?? null, rms };
}
