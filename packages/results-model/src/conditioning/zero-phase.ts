import type { Section } from './butterworth.ts';

/**
 * Applies a filter forward and backward, so that nothing is shifted in time; the gain counts twice (-6 dB at the cut-off).
 * Both ends are extended by the point reflection of the series, and each pass starts as if its first value had been there
 * for ever. Null for a series not longer than the extension.
 */
export function zeroPhase(values: Float64Array, sections: readonly Section[]): Float64Array | null {
  const pad = extension(sections);
  if (values.length <= pad) return null;
  const work = extended(values, pad);
  filter(work, sections);
  work.reverse();
  filter(work, sections);
  work.reverse();
  // A view: for a long series a copy would be as large as all the rest.
  return work.subarray(pad, pad + values.length);
}

/** Samples by which each end is extended: three times the number of coefficients. */
function extension(sections: readonly Section[]): number {
  const firstOrder = sections.some(({ b2, a2 }) => b2 === 0 && a2 === 0) ? 1 : 0;
  return 3 * (2 * sections.length + 1 - firstOrder);
}

function extended(values: Float64Array, pad: number): Float64Array {
  const n = values.length;
  const first = values[0] as number;
  const last = values[n - 1] as number;
  const out = new Float64Array(n + 2 * pad);
  out.set(values, pad);
  for (let i = 1; i <= pad; i += 1) {
    out[pad - i] = 2 * first - (values[i] as number);
    out[pad + n - 1 + i] = 2 * last - (values[n - 1 - i] as number);
  }
  return out;
}

/** In place, one section after the other, each in its steady state for the first value. */
function filter(samples: Float64Array, sections: readonly Section[]): void {
  let level = samples[0] ?? 0;
  for (const { b0, b1, b2, a1, a2 } of sections) {
    const gain = (b0 + b1 + b2) / (1 + a1 + a2);
    const out = gain * level;
    let second = b2 * level - a2 * out;
    let first = b1 * level - a1 * out + second;
    for (let i = 0; i < samples.length; i += 1) {
      const x = samples[i] as number;
      const y = b0 * x + first;
      first = b1 * x - a1 * y + second;
      second = b2 * x - a2 * y;
      samples[i] = y;
    }
    level = out;
  }
}
