/** y = factor * x + offset, applied to the square root of x if `sqrt` is true; used for every sample. */
export interface Transform {
  readonly sqrt: boolean;
  readonly factor: number;
  readonly offset: number;
}

/** Equal exactly if the transforms are equal; for maps. */
export function transformText({ sqrt, factor, offset }: Transform): string {
  return `${sqrt ? 'sqrt' : ''} ${factor} ${offset}`;
}

/** NaN for the square root of a negative number. */
export function transformed(value: number, { sqrt, factor, offset }: Transform): number {
  return factor * (sqrt ? Math.sqrt(value) : value) + offset;
}

/** Fills `into`, which must be at least as long, and returns the part that was filled. */
export function transformInto(into: Float64Array, values: Float64Array, transform: Transform): Float64Array {
  const { sqrt, factor, offset } = transform;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    into[i] = factor * (sqrt ? Math.sqrt(value) : value) + offset;
  }
  return into.subarray(0, values.length);
}
