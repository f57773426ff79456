import { BLOCK_OPERATIONS, type BlockOperation, integerPower } from './block-operations.ts';
import type { Expression, FunctionName } from './expression.ts';

/** Samples that all steps of a formula compute before the next ones: they stay in the first-level cache. */
const LANES = 1024;
/** Larger exponents are computed by `**`. */
const MOST_MULTIPLIED = 64;

/** Computes the first `length` samples of `out`; `inputs` are in the order of the names that were compiled. */
export type Evaluate = (inputs: readonly Float64Array[], out: Float64Array, length: number) => void;

interface Step {
  readonly run: BlockOperation;
  readonly a: number;
  readonly b: number;
  readonly out: number;
}

/**
 * Compiles a formula into loops over blocks of samples. Every sample is computed from those of the same place, so the
 * bits of the result do not depend on how the series is cut into blocks. Parts without a series are computed once.
 * Memory: a block for each constant and each intermediate value.
 */
export function compileFormula(expression: Expression, names: readonly string[]): Evaluate {
  const code = new Code(names);
  const result = code.add(expression);
  const { steps, blocks } = code;
  // Intermediate values may lie in the output, too; series and constants must not be written to.
  const isComputed = code.isTemporary(result);
  return (inputs, out, length) => {
    for (let from = 0; from < length; from += LANES) {
      const count = Math.min(LANES, length - from);
      for (let i = 0; i < names.length; i += 1) {
        const input = inputs[i];
        if (input === undefined) throw new Error(`defect: the formula has no input ${i}`);
        blocks[i] = input.subarray(from, from + count);
      }
      const part = out.subarray(from, from + count);
      if (isComputed) blocks[result] = part;
      for (const { run, a, b, out: to } of steps)
        run(blocks[to] as Float64Array, blocks[a] as Float64Array, blocks[b] as Float64Array, count);
      if (!isComputed) part.set((blocks[result] as Float64Array).subarray(0, count));
    }
  };
}

/** Steps and the blocks that they work on: first the inputs, then constants and intermediate values. */
class Code {
  readonly steps: Step[] = [];
  readonly blocks: Float64Array[];
  readonly #names: readonly string[];
  readonly #constants = new Map<number, number>();
  /** Intermediate values whose block may be used again. */
  readonly #free: number[] = [];
  readonly #temporary = new Set<number>();

  constructor(names: readonly string[]) {
    this.#names = names;
    this.blocks = names.map(() => NOTHING);
  }

  /** The number of the block that has the value. */
  add(part: Expression): number {
    const constant = constantIn(part);
    if (constant !== null) return this.#constant(constant);
    switch (part.kind) {
      case 'number':
      case 'pi':
        throw new Error('defect: a number is not constant');
      case 'series':
        return this.#input(part.name);
      case 'negated':
        return this.#step(BLOCK_OPERATIONS.negated, [this.add(part.of)]);
      case 'binary': {
        const exponent = part.operator === '^' ? constantIn(part.right) : null;
        if (exponent !== null && isSmallInteger(exponent)) return this.#integerPower(part.left, exponent);
        return this.#step(BLOCK_OPERATIONS[part.operator], [this.add(part.left), this.add(part.right)]);
      }
      case 'call':
        return this.#call(part.name, part.parts);
    }
  }

  /** Whether the block has intermediate values. */
  isTemporary(block: number): boolean {
    return this.#temporary.has(block);
  }

  #call(name: FunctionName, parts: readonly Expression[]): number {
    const [first, ...others] = parts.map((part) => this.add(part));
    if (first === undefined) throw new Error(`defect: ${name} without arguments`);
    if (name === 'deg' || name === 'rad')
      return this.#step(BLOCK_OPERATIONS['*'], [first, this.#constant(FACTORS[name])]);
    if (others.length === 0) return this.#step(BLOCK_OPERATIONS[name], [first]);
    return others.reduce((before, next) => this.#step(BLOCK_OPERATIONS[name], [before, next]), first);
  }

  #integerPower(base: Expression, exponent: number): number {
    const power = this.#step(integerPower(Math.abs(exponent)), [this.add(base)]);
    return exponent < 0 ? this.#step(BLOCK_OPERATIONS['/'], [this.#constant(1), power]) : power;
  }

  #step(run: BlockOperation, [a = 0, b = a]: readonly number[]): number {
    for (const used of new Set([a, b])) if (this.#temporary.has(used)) this.#free.push(used);
    const out = this.#free.pop() ?? this.#block(new Float64Array(LANES));
    this.#temporary.add(out);
    this.steps.push({ run, a, b, out });
    return out;
  }

  #input(name: string): number {
    const place = this.#names.indexOf(name);
    if (place < 0) throw new Error(`defect: the formula has no input ${name}`);
    return place;
  }

  #constant(value: number): number {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const block = this.#block(new Float64Array(LANES).fill(value));
    this.#constants.set(value, block);
    return block;
  }

  #block(block: Float64Array): number {
    return this.blocks.push(block) - 1;
  }
}

const NOTHING = new Float64Array(0);
const FACTORS = { deg: 180 / Math.PI, rad: Math.PI / 180 } as const;

function isSmallInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= MOST_MULTIPLIED;
}

/** The value of a part without series, computed as for samples; null for any other. */
function constantIn(part: Expression): number | null {
  switch (part.kind) {
    case 'number':
      return part.value;
    case 'pi':
      return Math.PI;
    case 'series':
      return null;
    case 'negated': {
      const of = constantIn(part.of);
      return of === null ? null : -of;
    }
    case 'binary': {
      const [left, right] = [constantIn(part.left), constantIn(part.right)];
      if (left === null || right === null) return null;
      if (part.operator !== '^' || !isSmallInteger(right))
        return applied(BLOCK_OPERATIONS[part.operator], left, right);
      const power = applied(integerPower(Math.abs(right)), left, 0);
      return right < 0 ? 1 / power : power;
    }
    case 'call': {
      const values = part.parts.map(constantIn);
      const [first = null, ...others] = values;
      if (first === null || others.includes(null)) return null;
      const { name } = part;
      if (name === 'deg' || name === 'rad') return first * FACTORS[name];
      if (others.length === 0) return applied(BLOCK_OPERATIONS[name], first, 0);
      return others.reduce<number>(
        (before, next) => applied(BLOCK_OPERATIONS[name], before, next ?? 0),
        first,
      );
    }
  }
}

function applied(run: BlockOperation, a: number, b: number): number {
  const out = new Float64Array(1);
  run(out, Float64Array.of(a), Float64Array.of(b), 1);
  return out[0] as number;
}
