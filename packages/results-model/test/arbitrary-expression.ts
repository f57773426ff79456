import fc from 'fast-check';
import type { Expression } from '../src/formula/expression.ts';

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'TwrBsMyt', 'pi', 'min', 'GenPwr_[kW]', 'a`b', "it's", 'Wave 1', '2x', 'Ω'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  number.map((value): Expression => ({ kind: 'number', value })),
  fc.constant<Expression>({ kind: 'pi' }),
  name.map((own): Expression => ({ kind: 'series', name: own, position: 0 })),
);

function inner(depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return leaf;
  const part = inner(depth - 1);
  return fc.oneof(
    leaf,
    part.map((of): Expression => ({ kind: 'negated', of })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', '^'), part, part)
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right })),
    fc
      .tuple(fc.constantFrom('abs', 'sin', 'sqrt', 'exp', 'log', 'deg'), part)
      .map(([own, of]): Expression => ({ kind: 'call', name: own, parts: [of] })),
    fc
      .tuple(fc.constantFrom('hypot', 'min', 'max'), fc.array(part, { minLength: 2, maxLength: 3 }))
      .map(([own, parts]): Expression => ({ kind: 'call', name: own, parts })),
  );
}

/** Any formula that is not very deep; positions are 0. */
export const anyExpression: fc.Arbitrary<Expression> = inner(4);
