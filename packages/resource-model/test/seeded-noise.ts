/** Seeded normal deviates: the same sequence every time (xorshift32, Box-Muller). */
export function normalNoise(seed: number): () => number {
  let word = (seed * 2654435761) >>> 0 || 1;
  const uniform = (): number => {
    word ^= word << 13;
    word >>>= 0;
    word ^= word >>> 17;
    word ^= word << 5;
    word >>>= 0;
    return (word + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
