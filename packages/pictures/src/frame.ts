import { numberText, type Scale } from './scale.ts';
import { element, GRID, INK, textElement } from './svg.ts';

/** Where the axes of a picture are. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The axis at the bottom, with lines up through the picture. */
export function bottomAxis({ left, right, top, bottom }: Frame, scale: Scale, title: string): string[] {
  return [
    ...scale.ticks.flatMap((tick) => {
      const x = scale.at(tick);
      return [
        element('line', { x1: x, y1: top, x2: x, y2: bottom, stroke: GRID }),
        textElement(numberText(tick), { x, y: bottom + 16, 'text-anchor': 'middle', fill: INK }),
      ];
    }),
    element('line', { x1: left, y1: bottom, x2: right, y2: bottom, stroke: INK }),
    textElement(title, { x: (left + right) / 2, y: bottom + 36, 'text-anchor': 'middle', fill: INK }),
  ];
}

/** The axis at the left. */
export function leftAxis({ left, right, top, bottom }: Frame, scale: Scale, title: string): string[] {
  const middle = (top + bottom) / 2;
  return [
    ...scale.ticks.flatMap((tick) => {
      const y = scale.at(tick);
      return [
        element('line', { x1: left, y1: y, x2: right, y2: y, stroke: GRID }),
        textElement(numberText(tick), { x: left - 8, y: y + 4, 'text-anchor': 'end', fill: INK }),
      ];
    }),
    element('line', { x1: left, y1: top, x2: left, y2: bottom, stroke: INK }),
    textElement(title, {
      ...{ x: left - 56, y: middle, 'text-anchor': 'middle', fill: INK },
      transform: `rotate(-90 ${left - 56} ${middle})`,
    }),
  ];
}
