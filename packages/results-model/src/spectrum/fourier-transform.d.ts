declare module 'fourier-transform' {
  /** In place and not normalised; both arrays have the same length, a power of two of at least 2. */
  export function cfft(re: Float64Array, im: Float64Array): void;
  export function cifft(re: Float64Array, im: Float64Array): void;
  /** Real and imaginary parts of the first N/2 + 1 lines; the arrays are reused by the next call unless given. */
  export function fft(
    input: Float64Array,
    output?: [Float64Array, Float64Array],
  ): [re: Float64Array, im: Float64Array];
}
