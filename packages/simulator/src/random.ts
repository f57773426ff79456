/** Seeded random numbers: the same sequence every time. */
export interface Random {
  /** Above 0 and below 1. */
  uniform(): number;
  between(low: number, high: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Median 1; `sigma` is the standard deviation of its logarithm. */
  logNormal(sigma: number): number;
}

/** mulberry32 for the uniform numbers, Box-Muller for the normal ones. */
export function seeded(seed: number): Random {
  let word = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const uniform = (): number => {
    word = (word + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(word ^ (word >>> 15), word | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    between: (low, high) => low + (high - low) * uniform(),
    logNormal: (sigma) => (sigma === 0 ? 1 : Math.exp(sigma * normal())),
  };
}
