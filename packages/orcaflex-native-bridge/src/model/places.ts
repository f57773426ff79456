import type { Position } from '@ballast/results-model';
import type { Place } from '../abi/object-extra.ts';

/** Where a variable is taken: a position on a line, or anything else that the variable needs; null for neither. */
export type At = Position | Place | null;

export function placeOf(at: At): Place | null {
  if (at === null || !('kind' in at)) return at;
  switch (at.kind) {
    case 'support':
      return { support: at.index };
    case 'point': {
      // In the sea or on a body: a variable takes one of the two and never looks at the other.
      const point = [at.x, at.y, at.z] as const;
      return { point, bodyPoint: point };
    }
    default:
      return { on: at };
  }
}
