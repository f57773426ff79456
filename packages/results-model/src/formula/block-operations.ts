/** Computes `length` samples of `out` from those of `a` and `b`; a function of one value ignores `b`. */
export type BlockOperation = (out: Float64Array, a: Float64Array, b: Float64Array, length: number) => void;

type Name =
  | '+'
  | '-'
  | '*'
  | '/'
  | '^'
  | 'negated'
  | 'abs'
  | 'atan2'
  | 'cos'
  | 'exp'
  | 'hypot'
  | 'log'
  | 'max'
  | 'min'
  | 'sin'
  | 'sqrt';

// A loop of its own for each operation: one loop that calls a function for each sample is several times slower.
export const BLOCK_OPERATIONS: Readonly<Record<Name, BlockOperation>> = {
  '+': (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) + (b[i] as number);
  },
  '-': (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) - (b[i] as number);
  },
  '*': (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) * (b[i] as number);
  },
  '/': (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) / (b[i] as number);
  },
  '^': (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) ** (b[i] as number);
  },
  negated: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = -(a[i] as number);
  },
  abs: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.abs(a[i] as number);
  },
  atan2: (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.atan2(a[i] as number, b[i] as number);
  },
  cos: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.cos(a[i] as number);
  },
  exp: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.exp(a[i] as number);
  },
  hypot: (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) {
      const x = a[i] as number;
      const y = b[i] as number;
      const square = x * x + y * y;
      // `Math.hypot` is ten times slower, and needed only where squares overflow or vanish.
      out[i] = square > TINY && square < HUGE ? Math.sqrt(square) : Math.hypot(x, y);
    }
  },
  log: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.log(a[i] as number);
  },
  max: (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.max(a[i] as number, b[i] as number);
  },
  min: (out, a, b, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.min(a[i] as number, b[i] as number);
  },
  sin: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.sin(a[i] as number);
  },
  sqrt: (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) out[i] = Math.sqrt(a[i] as number);
  },
};

const TINY = 1e-280;
const HUGE = 1e300;

/** An integer power by multiplications, which every engine rounds in the same way; `exponent` from 0. */
export function integerPower(exponent: number): BlockOperation {
  if (exponent === 2) return square;
  if (exponent === 3) return cube;
  return (out, a, _, length) => {
    for (let i = 0; i < length; i += 1) {
      let factor = a[i] as number;
      let product = 1;
      for (let rest = exponent; rest > 0; rest >>= 1) {
        if ((rest & 1) === 1) product *= factor;
        factor *= factor;
      }
      out[i] = product;
    }
  };
}

const square: BlockOperation = (out, a, _, length) => {
  for (let i = 0; i < length; i += 1) out[i] = (a[i] as number) * (a[i] as number);
};

const cube: BlockOperation = (out, a, _, length) => {
  for (let i = 0; i < length; i += 1) {
    const value = a[i] as number;
    out[i] = value * value * value;
  }
};
