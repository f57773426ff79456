import { type Child, type Markup, tag } from './markup.ts';
import type { Scale } from './scale.ts';

export const WIDTH = 900;
export const LEFT = 150;
export const RIGHT = 24;

/** Colours that differ in print and for the colour-blind. */
const COLOURS = ['#0b5394', '#d95f02', '#6a3d9a', '#444444', '#1b9e77', '#b8860b'] as const;
export const OURS: string = COLOURS[0];

export function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? OURS;
}

/** A drawing with a title for screen readers. */
export function drawing(title: string, height: number, ...children: readonly Child[]): Markup {
  const box = { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': title };
  return tag('svg', { xmlns: 'http://www.w3.org/2000/svg', ...box }, tag('title', {}, title), ...children);
}

export function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  style: string,
): Markup {
  return tag('line', { x1, y1, x2, y2, class: style });
}

export type Anchor = 'start' | 'middle' | 'end';

export function text([x, y]: readonly [number, number], anchor: Anchor, words: string): Markup {
  return tag('text', { x, y, 'text-anchor': anchor }, words);
}

/** A polyline through the points, in pixels. */
export function path(points: readonly (readonly [number, number])[], colour: string): Markup {
  const steps = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return tag('path', { d: steps, fill: 'none', stroke: colour, 'stroke-width': 1.5 });
}

/** Ticks on the bottom axis with their values. */
export function bottomAxis(
  { at, ticks }: Scale,
  [top, bottom]: readonly [number, number],
  label: (value: number) => string,
): readonly Markup[] {
  return ticks.flatMap((value) => [
    line([at(value), top], [at(value), bottom], 'grid'),
    text([at(value), bottom + 14], 'middle', label(value)),
  ]);
}

/** Grid lines from the left axis. */
export function leftAxis({ at, ticks }: Scale, label: (value: number) => string): readonly Markup[] {
  return ticks.flatMap((value) => [
    line([LEFT, at(value)], [WIDTH - RIGHT, at(value)], 'grid'),
    text([LEFT - 6, at(value) + 4], 'end', label(value)),
  ]);
}

/** Names next to their colours, along the top. */
export function legend(entries: readonly (readonly [name: string, colour: string])[]): readonly Markup[] {
  const each = Math.min(150, (WIDTH - LEFT - RIGHT) / Math.max(1, entries.length));
  return entries.flatMap(([name, colour], i) => [
    tag('rect', { x: LEFT + i * each, y: 6, width: 12, height: 8, fill: colour }),
    text([LEFT + i * each + 16, 14], 'start', name),
  ]);
}
