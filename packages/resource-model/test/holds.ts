import * as fc from 'fast-check';

/** Checks a synchronous property; the seed is in the message when it does not hold. */
export function holds<Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void {
  return fc.assert(property, parameters);
}
