/** Whether a name stands for several: it has a `*` or a `?`. Brackets alone are part of a name, as in `GenPwr_[kW]`. */
export function isWildcard(name: string): boolean {
  return /[*?]/.test(name);
}

type Piece =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean };

/**
 * Whether names match a pattern as a whole, without regard to case: `*` is any text, `?` one character, `[123]` and `[a-c]`
 * one of those, `[!123]` any other. Takes time in proportion to the lengths of both.
 */
export function wildcardTest(pattern: string): (name: string) => boolean {
  const pieces = piecesOf(Array.from(pattern.toLowerCase()));
  if (pieces.length === 1 && pieces[0]?.kind === 'any') return () => true;
  return (name) => matches(pieces, Array.from(name.toLowerCase()));
}

function piecesOf(pattern: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] as string;
    if (character === '*') {
      if (pieces.at(-1)?.kind !== 'any') pieces.push({ kind: 'any' });
      continue;
    }
    // The first place after the bracket is never its end, as in other shells: `[]]` is a bracket.
    const end = character === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (end > 0) {
      pieces.push({ kind: 'one', takes: classOf(pattern.slice(at + 1, end)) });
      at = end;
    } else if (character === '?') pieces.push({ kind: 'one', takes: () => true });
    else pieces.push({ kind: 'one', takes: (other) => other === character });
  }
  return pieces;
}

function classOf(inside: readonly string[]): (character: string) => boolean {
  const isNegated = inside.length > 1 && (inside[0] === '!' || inside[0] === '^');
  const own = isNegated ? inside.slice(1) : inside;
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let at = 0; at < own.length; at += 1) {
    const from = own[at] as string;
    const to = own[at + 1] === '-' ? own[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== isNegated;
}

/** Goes back only to the last `any`: what an earlier one took can stay. */
function matches(pieces: readonly Piece[], name: readonly string[]): boolean {
  let piece = 0;
  let at = 0;
  let back: { piece: number; at: number } | null = null;
  while (at < name.length) {
    const wanted = pieces[piece];
    if (wanted?.kind === 'any') {
      piece += 1;
      back = { piece, at };
    } else if (wanted?.takes(name[at] as string) === true) {
      piece += 1;
      at += 1;
    } else if (back !== null) {
      back.at += 1;
      ({ piece, at } = back);
    } else return false;
  }
  while (pieces[piece]?.kind === 'any') piece += 1;
  return piece === pieces.length;
}
