import { wildcardTest } from '../series/wildcard.ts';
import { anyOf } from './select-names.ts';

/** Whether a request with a pattern stands for a series of this name. */
export function takesName({
  variable,
  except = [],
}: {
  readonly variable: string;
  readonly except?: readonly string[];
}): (name: string, unit?: string) => boolean {
  const matches = wildcardTest(variable);
  const isLeftOut = anyOf(except);
  return (name, unit = '') => matches(name) && !isLeftOut({ name, unit });
}
