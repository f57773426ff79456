import type { Picture } from '@ballast/results-model';
import { blend, colourOfShare, isDark } from './colour-map.ts';
import { numberText } from './scale.ts';
import { element, INK, picture, textElement } from './svg.ts';

type Grid = Extract<Picture, { kind: 'correlation' | 'heat-map' | 'surface' }>;

const LEFT = 170;
const TOP = 44;
/** Names below the columns may be as long as `Buffertime Avg`. */
const WIDE = 104;
const TALL = 38;

/** Numbers in coloured cells. A cell without one stays empty. */
export function drawGrid(shown: Grid): string {
  const { columns, rows, x, y } = sides(shown);
  const colour = colouring(shown);
  const bottom = TOP + TALL * rows.length;
  const width = LEFT + WIDE * columns.length + 24;
  const cells = shown.values.flatMap((row, r) =>
    columns.flatMap((_, c) => cell(row[c] ?? null, { at: [LEFT + WIDE * c, TOP + TALL * r], colour })),
  );
  return picture(
    { ...shown, width, height: bottom + 56 },
    ...cells,
    ...rows.map((name, r) =>
      textElement(name, { x: LEFT - 8, y: TOP + TALL * (r + 0.5) + 4, 'text-anchor': 'end', fill: INK }),
    ),
    ...columns.map((name, c) =>
      textElement(name, { x: LEFT + WIDE * (c + 0.5), y: bottom + 16, 'text-anchor': 'middle', fill: INK }),
    ),
    textElement(x, {
      x: LEFT + (WIDE * columns.length) / 2,
      y: bottom + 40,
      'text-anchor': 'middle',
      fill: INK,
    }),
    textElement(y, { x: 12, y: TOP - 8, fill: INK }),
  );
}

function sides(shown: Grid): {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly x: string;
  readonly y: string;
} {
  if (shown.kind !== 'correlation') return shown;
  return { columns: shown.names, rows: shown.names, x: '', y: '' };
}

/** From -1 to 1 for correlations, otherwise from the smallest to the largest. */
function colouring(shown: Grid): (value: number) => string {
  if (shown.kind === 'correlation') {
    return (value) => (value < 0 ? blend('#ffffff', '#d55e00', -value) : blend('#ffffff', '#0072b2', value));
  }
  const values = shown.values.flat().filter((value) => value !== null);
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return (value) => colourOfShare(most > least ? (value - least) / (most - least) : 0.5);
}

function cell(
  value: number | null,
  {
    at: [x, y],
    colour,
  }: { readonly at: readonly [number, number]; readonly colour: (value: number) => string },
): string[] {
  const place = { x, y, width: WIDE, height: TALL, stroke: '#ffffff' };
  if (value === null || !Number.isFinite(value)) return [element('rect', { ...place, fill: '#f1f3f5' })];
  return [
    element('rect', { ...place, fill: colour(value) }),
    textElement(numberText(value), {
      ...{ x: x + WIDE / 2, y: y + TALL / 2 + 4, 'text-anchor': 'middle' },
      fill: isDark(colour(value)) ? '#ffffff' : INK,
    }),
  ];
}
