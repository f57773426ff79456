import type { Position } from '@ballast/results-model';

/** A position as written in a batch file. */
export function positionOf(position: Position | null): unknown {
  if (position === null) return null;
  switch (position.kind) {
    case 'end':
      return { end: position.end };
    case 'touchdown':
      return 'touchdown';
    case 'arclength':
      return { arclength: position.arclength };
    case 'node':
      return { node: position.node };
    case 'support':
      return { support: position.index };
    case 'point':
      return { point: [position.x, position.y, position.z] };
  }
}
