/** Where on an object a variable is evaluated. Arc length is in the model's length unit, from end A. */
export type Position =
  | { readonly kind: 'end'; readonly end: 'A' | 'B' }
  | { readonly kind: 'touchdown' }
  | { readonly kind: 'arclength'; readonly arclength: number }
  | { readonly kind: 'node'; readonly node: number }
  /** A support of a line or a supported object, from 1. */
  | { readonly kind: 'support'; readonly index: number }
  /** A point in the sea or on a body, in the model's length unit. */
  | { readonly kind: 'point'; readonly x: number; readonly y: number; readonly z: number };

/** A short text without units for labels and keys: `End A`, `touchdown`, `arclength 12.5`, `node 3`. */
export function positionText(position: Position): string {
  switch (position.kind) {
    case 'end':
      return `End ${position.end}`;
    case 'touchdown':
      return 'touchdown';
    case 'arclength':
      return `arclength ${position.arclength}`;
    case 'node':
      return `node ${position.node}`;
    case 'support':
      return `support ${position.index}`;
    case 'point':
      return `point ${position.x} ${position.y} ${position.z}`;
  }
}
