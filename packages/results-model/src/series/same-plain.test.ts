import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalText } from '../reduction/canonical-text.ts';
import { samePlain } from './same-plain.ts';

it('plain values are the same exactly if their canonical texts are equal', () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((one) => JSON.parse(JSON.stringify(one)) as unknown);
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(samePlain(a, b)).toBe(canonicalText(a) === canonicalText(b));
      expect(samePlain(a, JSON.parse(canonicalText(a)))).toBe(true);
    }),
  );
});
