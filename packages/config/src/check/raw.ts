import type { Step } from '../text/path.ts';
import { type Located, valueAt } from '../yaml/located.ts';

// Rules look at what is written, not at what the schema made of it, so that they speak up beside mistakes elsewhere;
// whatever has the wrong type they leave to the schema.

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

/** Whether there is something at a path, also something wrong: nothing and null are the same. */
export function isGiven(root: Located, path: readonly Step[]): boolean {
  const located = valueAt(root, path);
  return located !== undefined && !(located.kind === 'scalar' && located.value === null);
}
