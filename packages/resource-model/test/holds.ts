import * as fc from 'fast-check';

/** Checks a synchronous property; the message contains the seed if it fails. */
export function holds<Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void {
  return fc.assert(property, parameters);
}
