import type { Step } from '../text/path.ts';
import { type Located, valueAt } from '../yaml/located.ts';

// Rules read the written values, not the output of the schema, so that they also find mistakes in a file that the schema
// refuses. They ignore values of the wrong type, which the schema reports.

export function itemsOf(root: Located, path: readonly Step[]): readonly Located[] {
  const located = valueAt(root, path);
  return located?.kind === 'list' ? located.items : [];
}

/** The paths of a list's elements. */
export function pathsOf(root: Located, path: readonly Step[]): readonly (readonly Step[])[] {
  return itemsOf(root, path).map((_, i) => [...path, i]);
}

export function textAt(root: Located, path: readonly Step[]): string | null {
  const located = valueAt(root, path);
  return located?.kind === 'scalar' && typeof located.value === 'string' ? located.value : null;
}

/** Whether a path has a value, valid or not; null counts as no value. */
export function isGiven(root: Located, path: readonly Step[]): boolean {
  const located = valueAt(root, path);
  return located !== undefined && !(located.kind === 'scalar' && located.value === null);
}
