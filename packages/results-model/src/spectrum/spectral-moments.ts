import type { Spectrum } from './welch.ts';

/** Moments of a spectrum and the periods that follow from them; null for a period that does not exist. */
export interface SpectralMoments {
  /** Sum of f^k P df over the lines above 0 Hz, in unit^2 Hz^k. `m4` depends on the highest frequency. */
  readonly mMinus1: number;
  readonly m0: number;
  readonly m1: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** 4 sqrt(m0), in the series' unit. */
  readonly hm0: number;
  /** m0/m1, sqrt(m0/m2) and m-1/m0, in seconds. */
  readonly tm01: number | null;
  readonly tm02: number | null;
  readonly tmMinus10: number | null;
  /** Period of the largest line above 0 Hz, in seconds. */
  readonly tp: number | null;
}

/** `band`: the frequencies in Hz to which the sums are limited, both included. */
export function spectralMoments(
  { power, resolution }: Spectrum,
  band: { readonly from: number; readonly to: number } | null = null,
): SpectralMoments {
  const sums = [0, 0, 0, 0, 0, 0];
  let peak = 0;
  for (let line = 1; line < power.length; line += 1) {
    const f = line * resolution;
    if (band !== null && (f < band.from || f > band.to)) continue;
    const area = (power[line] as number) * resolution;
    for (const k of sums.keys()) sums[k] = (sums[k] as number) + area * f ** (k - 1);
    if (peak === 0 || (power[line] as number) > (power[peak] as number)) peak = line;
  }
  const [mMinus1 = 0, m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0] = sums;
  const over = (a: number, b: number): number | null => (b > 0 ? a / b : null);
  const tz2 = over(m0, m2);
  return {
    mMinus1,
    m0,
    m1,
    m2,
    m3,
    m4,
    hm0: 4 * Math.sqrt(m0),
    tm01: over(m0, m1),
    tm02: tz2 === null ? null : Math.sqrt(tz2),
    tmMinus10: over(mMinus1, m0),
    tp: m0 > 0 ? 1 / (peak * resolution) : null,
  };
}
