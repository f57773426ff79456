import type { Picture } from '@ballast/results-model';
import { colourOfShare } from './colour-map.ts';
import { numberText, scaleOf } from './scale.ts';
import { element, GRID, INK, picture, textElement } from './svg.ts';

type Surface = Extract<Picture, { kind: 'heat-map' | 'surface' }>;

const WIDTH = 760;
const HEIGHT = 560;
/** Where the nearest corner of the floor is, and how far its sides go to the left and right. */
const NEAR = { x: 380, y: 486 };
const RIGHT = { x: 270, y: -120 };
const BACK = { x: -270, y: -120 };
const RISE = 190;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A surface over two parts, seen from above a corner. Where a corner of a facet is missing there is no facet. */
export function drawSurface(shown: Surface): string {
  const { columns, rows, values } = shown;
  const known = values.flat().filter((value) => value !== null && Number.isFinite(value));
  const scale = scaleOf(known as number[], [0, 1]);
  const at = (column: number, row: number, height: number): Place => {
    const right = column / Math.max(1, columns.length - 1);
    const back = row / Math.max(1, rows.length - 1);
    return {
      x: NEAR.x + RIGHT.x * right + BACK.x * back,
      y: NEAR.y + RIGHT.y * right + BACK.y * back - RISE * height,
    };
  };
  return picture(
    { ...shown, width: WIDTH, height: HEIGHT },
    ...floor(shown, at),
    ...facets(shown, { at, share: scale.at }),
    ...heights(scale.ticks, { at, share: scale.at, title: shown.z, last: columns.length - 1 }),
  );
}

type PlaceOf = (column: number, row: number, height: number) => Place;

/** From the back to the front: what is nearer hides what is behind it. */
function facets(
  { columns, rows, values }: Surface,
  { at, share }: { readonly at: PlaceOf; readonly share: (value: number) => number },
): string[] {
  const drawn: { readonly depth: number; readonly text: string }[] = [];
  for (let r = 0; r + 1 < rows.length; r += 1) {
    for (let c = 0; c + 1 < columns.length; c += 1) {
      const corners = [
        [c, r],
        [c + 1, r],
        [c + 1, r + 1],
        [c, r + 1],
      ].map(([column = 0, row = 0]) => ({ column, row, value: values[row]?.[column] ?? null }));
      const heights = corners.flatMap(({ value }) =>
        value !== null && Number.isFinite(value) ? [share(value)] : [],
      );
      if (heights.length < corners.length) continue;
      const points = corners.map(({ column, row }, i) => pointText(at(column, row, heights[i] ?? 0)));
      const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
      const fill = colourOfShare(mean);
      const text = element('polygon', { points: points.join(' '), fill, stroke: INK, 'stroke-width': 0.6 });
      drawn.push({ depth: r + c, text });
    }
  }
  return drawn.sort((a, b) => b.depth - a.depth).map(({ text }) => text);
}

function floor({ columns, rows, x, y }: Surface, at: PlaceOf): string[] {
  const corners = [at(0, 0, 0), at(columns.length - 1, 0, 0)];
  const far = [at(columns.length - 1, rows.length - 1, 0), at(0, rows.length - 1, 0)];
  const outline = element('polygon', {
    ...{ points: [...corners, ...far].map(pointText).join(' '), fill: 'none', stroke: GRID },
  });
  const along = (names: readonly string[], placeOf: (i: number) => Place, anchor: string): string[] => {
    const step = Math.ceil(names.length / 8);
    const aside = anchor === 'start' ? 6 : -6;
    return names.flatMap((name, i) => {
      if (i % step !== 0) return [];
      const place = placeOf(i);
      return [textElement(name, { x: place.x + aside, y: place.y + 14, 'text-anchor': anchor, fill: INK })];
    });
  };
  return [
    outline,
    ...along(columns, (i) => at(i, 0, 0), 'start'),
    ...along(rows, (i) => at(0, i, 0), 'end'),
    textElement(x, { x: NEAR.x + 180, y: NEAR.y + 26, 'text-anchor': 'middle', fill: INK }),
    textElement(y, { x: NEAR.x - 180, y: NEAR.y + 26, 'text-anchor': 'middle', fill: INK }),
  ];
}

function heights(
  ticks: readonly number[],
  {
    at,
    share,
    title,
    last,
  }: {
    readonly at: PlaceOf;
    readonly share: (value: number) => number;
    readonly title: string;
    readonly last: number;
  },
): string[] {
  const top = at(last, 0, 1);
  return [
    element('line', { x1: top.x, y1: at(last, 0, 0).y, x2: top.x, y2: top.y, stroke: INK }),
    ...ticks.map((tick) => {
      const { x, y } = at(last, 0, share(tick));
      return textElement(numberText(tick), { x: x + 8, y: y + 4, fill: INK });
    }),
    textElement(title, { x: top.x + 8, y: top.y - 14, 'text-anchor': 'middle', fill: INK }),
  ];
}

function pointText({ x, y }: Place): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
