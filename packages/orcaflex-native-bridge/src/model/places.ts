import type { Position } from '@ballast/results-model';
import type { Place } from '../abi/functions/object-extra.ts';

/** Where a variable is evaluated: a position on a line, or whatever else the variable needs; null for neither. */
export type At = Position | Place | null;

export function placeOf(at: At): Place | null {
  if (at === null || !('kind' in at)) return at;
  switch (at.kind) {
    case 'support':
      return { support: at.index };
    case 'point': {
      // The point is in the sea or on a body: each variable reads one of the two fields and ignores the other.
      const point = [at.x, at.y, at.z] as const;
      return { point, bodyPoint: point };
    }
    default:
      return { on: at };
  }
}
