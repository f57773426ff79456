import type { Picture, PictureLine } from '@ballast/results-model';
import { bottomAxis, type Frame, leftAxis } from './frame.ts';
import { type Scale, scaleOf } from './scale.ts';
import { colourOf, element, INK, picture, textElement } from './svg.ts';

const WIDTH = 760;
const HEIGHT = 460;
const FRAME: Frame = { left: 84, right: 740, top: 40, bottom: 400 };
const KEY_LINE = 18;

/** Means with their intervals over a number, a line for each group. */
export function drawLines(shown: Extract<Picture, { kind: 'lines' }>): string {
  const points = shown.lines.flatMap((line) => line.points);
  const x = scaleOf(
    points.map((point) => point.x),
    [FRAME.left, FRAME.right],
  );
  const y = scaleOf(
    points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
    [FRAME.bottom, FRAME.top],
  );
  const height = HEIGHT + KEY_LINE * shown.lines.length;
  return picture(
    { ...shown, width: WIDTH, height },
    ...bottomAxis(FRAME, x, shown.x),
    ...leftAxis(FRAME, y, shown.y),
    ...shown.lines.flatMap((line, i) => drawLine(line, { x, y, colour: colourOf(i) })),
    ...shown.lines.flatMap(({ name }, i) => {
      const at = HEIGHT + KEY_LINE * i;
      return [
        element('rect', { x: FRAME.left, y: at - 10, width: 22, height: 10, fill: colourOf(i) }),
        textElement(name, { x: FRAME.left + 30, y: at, fill: INK }),
      ];
    }),
  );
}

function drawLine(
  { points }: PictureLine,
  { x, y, colour }: { readonly x: Scale; readonly y: Scale; readonly colour: string },
): string[] {
  const corners = points.map((point) => `${x.at(point.x).toFixed(2)},${y.at(point.y).toFixed(2)}`);
  return [
    element('polyline', { points: corners.join(' '), fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...points.flatMap(({ x: at, y: value, low, high }) => [
      ...(low === null || high === null
        ? []
        : [element('line', { x1: x.at(at), y1: y.at(low), x2: x.at(at), y2: y.at(high), stroke: colour })]),
      element('circle', { cx: x.at(at), cy: y.at(value), r: 4, fill: colour }),
    ]),
  ];
}
