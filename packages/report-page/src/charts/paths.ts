import type { Point, XyMark } from './marks.ts';
import { rounded, type Scale } from './scale.ts';

export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${x.at(a)} ${y.at(b)}`).join('');
}

/** Lines without a length, which round ends make visible: thousands of points are one element. */
export function dotsPath(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map(([a, b]) => `M${x.at(a)} ${y.at(b)}h0`).join('');
}

const RADIUS = 5;

export function ringPath([a, b]: Point, x: Scale, y: Scale): string {
  return `M${rounded(x.at(a) - RADIUS)} ${y.at(b)}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;
}

const CELL = 3;
const LEVELS = 6;

/** Squares by how many points they have, in a few steps of a logarithmic scale. */
export function densityPaths(
  { x: xs, y: ys }: Extract<XyMark, { kind: 'density' }>,
  x: Scale,
  y: Scale,
): readonly { readonly opacity: number; readonly d: string }[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < xs.length; i += 1) {
    const column = Math.floor(x.at(xs[i] ?? 0) / CELL);
    const row = Math.floor(y.at(ys[i] ?? 0) / CELL);
    const cell = column * 4096 + row;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let most = 1;
  for (const count of counts.values()) most = Math.max(most, count);
  const paths = Array.from({ length: LEVELS }, (): string[] => []);
  for (const [cell, count] of counts) {
    const level =
      most === 1 ? LEVELS - 1 : Math.floor((LEVELS * Math.log(count)) / (Math.log(most) * 1.0001));
    const left = Math.floor(cell / 4096) * CELL;
    paths[Math.max(0, level)]?.push(`M${left} ${(cell % 4096) * CELL}h${CELL}v${CELL}h${-CELL}z`);
  }
  return paths.flatMap((path, level) =>
    path.length === 0 ? [] : [{ opacity: (level + 2) / (LEVELS + 1), d: path.join('') }],
  );
}
