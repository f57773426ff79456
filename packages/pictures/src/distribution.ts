import type { Picture, PictureBox } from '@ballast/results-model';
import { bottomAxis, type Frame } from './frame.ts';
import { type Scale, scaleOf } from './scale.ts';
import { colourOf, element, INK, picture, textElement } from './svg.ts';

const WIDTH = 760;
const ROW = 84;
const LEFT = 190;
const TOP = 40;

/** For each group how often values occur, with quartiles and ends. */
export function drawDistribution(shown: Extract<Picture, { kind: 'distribution' }>): string {
  const bottom = TOP + ROW * shown.boxes.length;
  const frame: Frame = { left: LEFT, right: WIDTH - 24, top: TOP, bottom };
  const scale = scaleOf(
    shown.boxes.flatMap(({ quartiles }) => [...quartiles]),
    [frame.left, frame.right],
  );
  return picture(
    { ...shown, width: WIDTH, height: bottom + 56 },
    ...bottomAxis(frame, scale, shown.x),
    ...shown.boxes.flatMap((box, i) => {
      const middle = TOP + ROW * (i + 0.5);
      return [
        textElement(box.name, { x: LEFT - 12, y: middle, 'text-anchor': 'end', fill: INK }),
        textElement(`n = ${box.n}`, { x: LEFT - 12, y: middle + 16, 'text-anchor': 'end', fill: INK }),
        ...drawBox(box, { scale, middle, colour: colourOf(i) }),
      ];
    }),
  );
}

function drawBox(
  { quartiles, counts }: PictureBox,
  { scale, middle, colour }: { readonly scale: Scale; readonly middle: number; readonly colour: string },
): string[] {
  const [least, first, median, third, most] = quartiles;
  const highest = counts.reduce((a, b) => Math.max(a, b), 1);
  const width = (most - least) / counts.length;
  const bars = counts.map((count, i) => {
    const half = (count / highest) * (ROW / 2 - 6);
    const x = scale.at(least + i * width);
    return element('rect', {
      ...{ x, y: middle - half, width: Math.max(1, scale.at(least + (i + 1) * width) - x), height: 2 * half },
      ...{ fill: colour, 'fill-opacity': 0.25 },
    });
  });
  const box = element('rect', {
    ...{
      x: scale.at(first),
      y: middle - 9,
      width: Math.max(1, scale.at(third) - scale.at(first)),
      height: 18,
    },
    ...{ fill: '#ffffff', 'fill-opacity': 0.7, stroke: colour, 'stroke-width': 2 },
  });
  const line = (from: number, to: number, tall: number): string =>
    element('line', {
      ...{ x1: scale.at(from), y1: middle - tall, x2: scale.at(to), y2: middle + tall },
      ...{ stroke: colour, 'stroke-width': 2 },
    });
  return [
    ...bars,
    line(least, first, 0),
    line(third, most, 0),
    box,
    line(median, median, 9),
    line(least, least, 5),
    line(most, most, 5),
  ];
}
